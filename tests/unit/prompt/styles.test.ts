import { describe, expect, it } from 'vitest';
import { withStyles } from '../../../core/prompt/index.ts';

const words = { prompt: 'a cat', negativePrompt: 'blurry' };

describe('withStyles', () => {
  it('leaves words alone without styles', () => {
    expect(withStyles(words, [])).toEqual(words);
  });

  it('adds several, in turn', () => {
    const styles = [
      { prompt: 'oil painting', negativePrompt: 'photo' },
      { prompt: 'warm light', negativePrompt: '' },
    ];
    expect(withStyles(words, styles)).toEqual({
      prompt: 'a cat, oil painting, warm light',
      negativePrompt: 'blurry, photo',
    });
  });

  it('takes the prompt in where a style has a place for it', () => {
    const style = { prompt: 'a photo of {prompt}, 35 mm', negativePrompt: 'bad {prompt}' };
    expect(withStyles({ prompt: 'a $& cat', negativePrompt: 'x' }, [style])).toEqual({
      prompt: 'a photo of a $& cat, 35 mm',
      negativePrompt: 'bad x',
    });
  });

  it('makes no second comma, and none before an empty prompt', () => {
    const style = { prompt: 'oil', negativePrompt: 'photo' };
    expect(withStyles({ prompt: 'a cat, ', negativePrompt: ' ' }, [style])).toEqual({
      prompt: 'a cat, oil',
      negativePrompt: 'photo',
    });
  });
});
