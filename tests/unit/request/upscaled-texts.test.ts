import { describe, expect, it } from 'vitest';
import { recipeFrom, upscaledTexts } from '../../../core/request/index.ts';

const UPSCALING = { model: 'armature-upscaler', factor: 2 };

describe('upscaledTexts', () => {
  it('keeps what tells how the picture was drawn, and adds how it was enlarged', () => {
    const texts = {
      parameters: 'a cat\nSteps: 20, Seed: 1, Size: 64x64',
      armature: '{"version":1,"seed":1}',
    };
    const enlarged = upscaledTexts(texts, UPSCALING);
    expect(enlarged).toEqual({
      parameters: texts.parameters,
      postprocessing: 'Postprocess upscale by: 2, Postprocess upscaler: armature-upscaler',
      armature: JSON.stringify({ version: 1, seed: 1, upscaled: UPSCALING }),
    });
    expect(recipeFrom(enlarged)).toMatchObject({ settings: { seed: 1 }, upscaled: UPSCALING });
  });

  it('multiplies what was done before', () => {
    const once = upscaledTexts({ armature: '{"seed":1}' }, UPSCALING);
    const twice = upscaledTexts(once, { model: 'another', factor: 4 });
    expect(recipeFrom(twice)?.upscaled).toEqual({ model: 'another', factor: 8 });
    expect(twice['postprocessing']).toBe(
      'Postprocess upscale by: 2, Postprocess upscaler: armature-upscaler, Postprocess upscale by: 4, Postprocess upscaler: another',
    );
  });

  it.each(['not JSON', '[1]', 'null', '"text"'])('leaves a record alone that is none: %s', (armature) => {
    expect(upscaledTexts({ armature }, UPSCALING)['armature']).toBe(armature);
  });

  it('tells what the safety checker said where earlier records do not', () => {
    const enlarged = upscaledTexts({ armature: '{"seed":1}' }, UPSCALING, 'flagged');
    expect(recipeFrom(enlarged)?.safety).toBe('flagged');
    expect(recipeFrom(upscaledTexts(enlarged, UPSCALING))?.safety).toBe('flagged');
  });

  it('passes over a note of an earlier enlargement that cannot be', () => {
    const texts = { armature: '{"seed":1,"upscaled":{"model":"x","factor":-2}}' };
    expect(recipeFrom(texts)).not.toHaveProperty('upscaled');
    expect(recipeFrom(upscaledTexts(texts, UPSCALING))?.upscaled).toEqual(UPSCALING);
  });
});
