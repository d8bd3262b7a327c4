import { describe, expect, it } from 'vitest';
import { misfitsOf, BACKEND_FACTS } from '../../../core/remote/index.ts';
import { backend, bodyOf, order } from './orders.ts';
import { inEnglish } from '../../doubles/in-english.ts';

const fields = (id: string, change: Parameters<typeof order>[0]): string[] =>
  misfitsOf(order(change).request, backend(id).abilities).map(({ field, kind }) => `${kind} ${field}`);
const POSE = { kind: 'pose', pose: { width: 512, height: 512, people: [] } } as const;

describe('what a back end does not honour', () => {
  it('is nothing for a request that it can do in full', () => {
    expect(fields('a1111', { control: POSE })).toEqual([]);
  });

  it('is the pose where only words are sent', () => {
    expect(fields('modelslab-text', { control: POSE, controlStrength: 1 })).toContain('ignored pose');
  });

  it('is refused where a number is out of range', () => {
    expect(fields('modelslab-controlnet', { steps: 80 })).toContain('refused steps');
  });

  it('is the size where the service chooses it', () => {
    expect(fields('segmind', {})).toContain('ignored width');
  });

  it('is what it reads in prompts as plain words', () => {
    const prompts = [
      'a plain (word)',
      'a [word]',
      'one BREAK two',
      'a (word:1.3)',
      'an \\[escaped\\] word',
      'plain',
    ];
    const read = (id: string): boolean[] =>
      prompts.map((prompt) => !fields(id, { prompt }).includes('ignored prompt'));
    expect(read('a1111')).toEqual([true, true, true, true, true, true]);
    expect(read('comfyui')).toEqual([true, false, false, true, true, true]);
    expect(read('segmind')).toEqual([false, false, false, false, true, true]);
    expect(fields('comfyui', { negativePrompt: '[blurry]' })).toContain('ignored prompt');
  });

  it('is a sampler that it does not have', () => {
    expect(fields('segmind', { sampler: 'euler_cfg_pp' })).toContain('refused sampler');
    expect(fields('segmind', { scheduler: 'beta' })).toContain('refused scheduler');
    expect(fields('comfyui', { sampler: 'euler_pp' })).toContain('refused sampler');
  });

  it('is a pose strength beyond its range, which is sent as the nearest', () => {
    for (const [id, controlStrength, sent, field] of [
      ['segmind', 1.5, 1, 'strength'],
      ['modelslab-controlnet', 0, 0.1, 'controlnet_conditioning_scale'],
    ] as const) {
      const asked = order({ control: POSE, controlStrength });
      const words = misfitsOf(asked.request, backend(id).abilities).map(({ message }) => inEnglish(message));
      expect(words).toContainEqual(expect.stringMatching(new RegExp(`counts as ${sent}\\.$`)));
      expect(bodyOf(backend(id).create({ key: 'K' }, asked))).toMatchObject({ [field]: sent });
    }
    expect(fields('a1111', { control: POSE, controlStrength: 2 })).toEqual([]);
  });

  it('is an empty prompt where the service needs one', () => {
    expect(fields('segmind', { prompt: ' ' })).toContain('refused prompt');
    expect(fields('modelslab-text', { prompt: '' })).toContain('refused prompt');
    expect(fields('comfyui', { prompt: '' })).toEqual([]);
  });

  it('is a clip skip beyond its range', () => {
    expect(fields('modelslab-controlnet', { clipSkip: 9 })).toContain('refused clipSkip');
    expect(fields('modelslab-controlnet', { clipSkip: 8 })).not.toContain('refused clipSkip');
    expect(fields('segmind', { clipSkip: 9 })).toContain('ignored clipSkip');
    expect(fields('a1111', { clipSkip: 12 })).toEqual([]);
  });

  it('is what it was let do and does not do', () => {
    const wishes = { enhancePrompt: true, safetyChecker: true };
    const unmet = (id: string): string[] =>
      misfitsOf(order().request, backend(id).abilities, wishes)
        .map(({ field }) => field)
        .filter((field) => field in wishes);
    expect(unmet('a1111')).toEqual(['enhancePrompt', 'safetyChecker']);
    expect(unmet('modelslab-text')).toEqual([]);
  });

  it('is said in whole sentences', () => {
    const request = order({ control: POSE, noise: 'gpu', clipSkip: 3, controlStart: 0.5 }).request;
    for (const { abilities } of BACKEND_FACTS) {
      for (const { message } of misfitsOf(request, abilities))
        expect(inEnglish(message)).toMatch(/^[A-Z].*\.$/);
    }
  });
});
