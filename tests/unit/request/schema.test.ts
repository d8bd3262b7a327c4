import { describe, expect, it } from 'vitest';
import { blankImage } from '../../../core/image/index.ts';
import { parseGenerateRequest, type GenerateRequest } from '../../../core/request/index.ts';
import { ArmatureError } from '../../../core/result/index.ts';

const request: GenerateRequest = {
  prompt: 'a woman with a red shirt',
  negativePrompt: '',
  seed: 42,
  width: 128,
  height: 192,
  steps: 12,
  guidance: 5,
  sampler: 'dpmpp_2m',
  scheduler: 'karras',
  controlStrength: 1,
  control: { kind: 'pose', pose: { width: 512, height: 512, people: [] } },
};

function failureOf(change: Record<string, unknown>): string {
  try {
    parseGenerateRequest({ ...request, ...change });
  } catch (error) {
    if (error instanceof ArmatureError && error.code === 'bad-request') return error.message;
    throw error;
  }
  return 'accepted';
}

describe('parseGenerateRequest', () => {
  it('keeps a good request and fills in what was left out', () => {
    expect(parseGenerateRequest(request)).toEqual({
      ...request,
      clipSkip: 1,
      noise: 'cpu',
      samples: 1,
      guidanceEnd: 1,
      controlStart: 0,
      controlEnd: 1,
      controlMode: 'balanced',
      trackId: null,
    });
  });

  it('keeps what was given', () => {
    const given = {
      clipSkip: 2,
      noise: 'gpu',
      samples: 4,
      controlStart: 0.2,
      controlEnd: 0.8,
      trackId: 'order 7',
    } as const;
    expect(parseGenerateRequest({ ...request, ...given, seed: null })).toMatchObject({
      ...given,
      seed: null,
    });
  });

  it('names the strength of the picture to start from, and people who are not there', () => {
    const image = blankImage(128, 192);
    expect(failureOf({ init: { image, strength: 1.2 } })).toMatch(/^strength: /);
    expect(failureOf({ init: { image, strength: 0 } })).toBe('accepted');
    expect(failureOf({ control: { ...request.control, people: [0] } })).toBe(
      'people: there is no person 0 among 0',
    );
  });

  it('refuses a span that ends before it starts', () => {
    expect(failureOf({ controlStart: 0.6, controlEnd: 0.4 })).toBe(
      'controlEnd: the ControlNet cannot end before it starts',
    );
  });

  it.each([
    ['width', 100],
    ['width', 56],
    ['height', 1032],
    ['steps', 0],
    ['steps', 101],
    ['steps', 2.5],
    ['guidance', 0.5],
    ['guidance', 21],
    ['guidance', Number.NaN],
    ['controlStrength', -0.1],
    ['controlStrength', 2.1],
    ['controlMode', 'both'],
    ['controlEnd', 1.1],
    ['guidanceEnd', -1],
    ['clipSkip', 0],
    ['clipSkip', 13],
    ['clipSkip', 1.5],
    ['samples', 0],
    ['samples', 5],
    ['noise', 'cuda'],
    ['seed', -1],
    ['seed', 2 ** 53],
    ['seed', 1.5],
    ['sampler', 'eulr'],
    ['scheduler', 'linear'],
    ['prompt', 'x'.repeat(4001)],
  ])('names %s when it is %s', (field, value) => {
    expect(failureOf({ [field]: value })).toMatch(new RegExp(`^${field}: `));
  });

  it('accepts the ends of the ranges', () => {
    for (const change of [
      { width: 64 },
      { width: 1024 },
      { steps: 1 },
      { steps: 100 },
      { guidance: 1 },
      { seed: 0 },
    ]) {
      expect(failureOf(change)).toBe('accepted');
    }
  });
});
