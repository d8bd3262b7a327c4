import { describe, expect, it } from 'vitest';
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
  it('gives back a good request unchanged', () => {
    expect(parseGenerateRequest(request)).toEqual(request);
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
