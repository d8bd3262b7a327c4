import { describe, expect, it } from 'vitest';
import {
  formatA1111Parameters,
  parseA1111Parameters,
  type PictureSettings,
} from '../../../core/png/index.ts';

const PICTURE: PictureSettings = {
  prompt: 'a dancer, red shirt',
  negativePrompt: 'blurry',
  steps: 12,
  sampler: 'DPM++ 2M',
  scheduleType: 'Karras',
  guidance: 5.5,
  seed: 42,
  width: 256,
  height: 320,
  model: 'armature-256',
  clipSkip: 1,
  rng: 'CPU',
  strength: 0.6,
  controlNet: { weight: 0.8, start: 0, end: 0.75, mode: 'Balanced' },
};

describe('formatA1111Parameters', () => {
  it('writes three lines', () => {
    expect(formatA1111Parameters(PICTURE)).toBe(
      'a dancer, red shirt\nNegative prompt: blurry\nSteps: 12, Sampler: DPM++ 2M, Schedule type: Karras, ' +
        'CFG scale: 5.5, Seed: 42, Size: 256x320, Model: armature-256, Denoising strength: 0.6, RNG: CPU, ' +
        'ControlNet 0: "Module: none, Weight: 0.8, Guidance Start: 0, Guidance End: 0.75, Control Mode: Balanced"',
    );
  });

  it('leaves out an empty negative prompt and quotes what would be taken apart', () => {
    const text = formatA1111Parameters({ ...PICTURE, negativePrompt: '', model: 'my: "best", one' });
    expect(text.split('\n')).toHaveLength(2);
    expect(text).toContain('Model: "my: \\"best\\", one"');
  });
});

describe('parseA1111Parameters', () => {
  it('reads a clip skip, which is written where it is not 1', () => {
    const text = formatA1111Parameters({ ...PICTURE, clipSkip: 2 });
    expect(text).toContain('Denoising strength: 0.6, Clip skip: 2, RNG: CPU');
    expect(parseA1111Parameters(text).settings.get('Clip skip')).toBe('2');
  });

  it.each([
    PICTURE,
    { ...PICTURE, negativePrompt: '' },
    { ...PICTURE, prompt: 'one\ntwo, with: colon', negativePrompt: 'three\nfour' },
    { ...PICTURE, prompt: '', model: 'a "b", c: d\ne' },
    { ...PICTURE, prompt: '猫 🐈' },
  ])('reads what is written: %o', (picture) => {
    const { prompt, negativePrompt, settings } = parseA1111Parameters(formatA1111Parameters(picture));
    expect([prompt, negativePrompt]).toEqual([picture.prompt, picture.negativePrompt]);
    expect(Object.fromEntries(settings)).toEqual({
      Steps: '12',
      Sampler: 'DPM++ 2M',
      'Schedule type': 'Karras',
      'CFG scale': '5.5',
      Seed: '42',
      Size: '256x320',
      Model: picture.model,
      'Denoising strength': '0.6',
      RNG: 'CPU',
      'ControlNet 0':
        'Module: none, Weight: 0.8, Guidance Start: 0, Guidance End: 0.75, Control Mode: Balanced',
    });
  });

  it('reads what the web UI writes', () => {
    const text =
      'masterpiece, (cat:1.2)\r\n<lora:x:0.5>\r\nNegative prompt: bad, worse\r\nSteps: 20, Sampler: Euler a, ' +
      'Schedule type: Automatic, CFG scale: 7, Seed: 1, Size: 512x768, Model hash: 6ce0161689, ' +
      'Lora hashes: "x: aa, y: bb", Version: v1.9.4';
    const { prompt, negativePrompt, settings } = parseA1111Parameters(text);
    expect(prompt).toBe('masterpiece, (cat:1.2)\n<lora:x:0.5>');
    expect(negativePrompt).toBe('bad, worse');
    expect(settings.get('Lora hashes')).toBe('x: aa, y: bb');
    expect(settings.get('Version')).toBe('v1.9.4');
    expect(settings.size).toBe(9);
  });

  it.each(['', 'just a prompt', 'ratio: 3, tone: warm'])(
    'takes text without settings for the prompt: "%s"',
    (text) => {
      const { prompt, negativePrompt, settings } = parseA1111Parameters(text);
      expect([prompt, negativePrompt, settings.size]).toEqual([text, '', 0]);
    },
  );

  it('keeps a broken quotation as it is', () => {
    const { settings } = parseA1111Parameters('x\nSteps: 1, Seed: 2, Size: 8x8, Model: "\\q"');
    expect(settings.get('Model')).toBe('"\\q"');
  });
});
