import { describe, expect, it } from 'vitest';
import { addedPhrases, plainWords } from '../../../core/prompt/index.ts';

describe('plainWords', () => {
  it('leaves out what means something in a prompt alone', () => {
    const prompt = 'a (red:1.3) [cat] <lora:thing:0.5> BREAK on a __place__, (dog:0)';
    expect(plainWords(prompt)).toBe('a red cat on a place ,');
  });
});

describe('addedPhrases', () => {
  const order = { prompt: 'a (red cat:1.2)', negativePrompt: 'blurry', ended: true };

  it('takes what is new', () => {
    const continuation = ' sleeping on a sofa, Red Cat, blurry, soft light, , soft light, warm (colours:1.4)';
    expect(addedPhrases({ ...order, continuation })).toEqual([
      'sleeping on a sofa',
      'soft light',
      'warm colours',
    ]);
  });

  it('ends with the line, and without what was cut off', () => {
    expect(addedPhrases({ ...order, continuation: ' soft light, warm\nA dog' })).toEqual([
      'soft light',
      'warm',
    ]);
    expect(addedPhrases({ ...order, continuation: ' soft light, wa', ended: false })).toEqual(['soft light']);
    expect(addedPhrases({ ...order, continuation: 's, soft light' })).toEqual(['soft light']);
    expect(addedPhrases({ ...order, continuation: '\n' })).toEqual([]);
  });

  it('is not endless', () => {
    const continuation = Array.from({ length: 30 }, (_, i) => ` word${'x'.repeat(i)}y`).join(',');
    expect(addedPhrases({ ...order, continuation })).toHaveLength(8);
  });
});
