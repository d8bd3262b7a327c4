import { describe, expect, it } from 'vitest';
import { formFrom } from '../../../app/state/form.ts';
import { recall, remember, type TextStorage } from '../../../app/storage/remembered.ts';
import { FAILURE_WORDS } from '../../../app/words/failures.ts';
import { presetPose } from '../../../core/pose/index.ts';
import { FIRST_SETTINGS } from '../../../app/state/settings.ts';

function storageOf(entries: Record<string, string> = {}): TextStorage & { entries: Map<string, string> } {
  const map = new Map(Object.entries(entries));
  return {
    entries: map,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
  };
}

const form = formFrom({
  prompt: 'a robot',
  negativePrompt: '',
  width: 128,
  height: 128,
  steps: 12,
  guidance: 4,
  sampler: 'euler',
  scheduler: 'karras',
});

describe('remembered state', () => {
  it('comes back as it was', () => {
    const storage = storageOf();
    const pose = presetPose('waving', { width: 512, height: 512 });
    remember(storage, {
      pose,
      form,
      settings: {
        theme: 'dark',
        backend: 'wasm',
        previewEvery: 4,
        decoder: 'fast',
        drawFeet: true,
        checkPose: true,
      },
    });
    const known = recall(storage);
    expect(known.form).toEqual(form);
    expect(known.settings).toEqual({
      ...{
        theme: 'dark',
        backend: 'wasm',
        previewEvery: 4,
        decoder: 'fast',
        drawFeet: true,
        checkPose: true,
      },
    });
    known.pose?.people[0]?.body.forEach((point, joint) => {
      expect(point?.x).toBeCloseTo(pose.people[0]?.body[joint]?.x ?? Number.NaN, 1);
    });
  });

  it.each([
    ['no JSON', '{'],
    ['another shape', '{"steps": "twelve"}'],
    ['a value out of range', '{"steps": 5000}'],
    ['an unknown sampler', '{"sampler": "magic"}'],
    ['null', 'null'],
  ])('forgets a form that is %s', (_, text) => {
    expect(recall(storageOf({ 'armature.form.1': text })).form).toEqual({});
  });

  it('forgets a damaged pose and damaged settings', () => {
    const known = recall(
      storageOf({ 'armature.pose.1': '{"people": 1}', 'armature.settings.1': '{"theme": 3}' }),
    );
    expect(known.pose).toBeUndefined();
    expect(known.settings).toEqual(FIRST_SETTINGS);
  });

  it('goes on where storage is forbidden or full', () => {
    const refusing: TextStorage = {
      getItem: () => {
        throw new Error('SecurityError');
      },
      setItem: () => {
        throw new Error('QuotaExceededError');
      },
    };
    expect(recall(refusing).settings.theme).toBe('system');
    expect(() => remember(refusing, { form })).not.toThrow();
  });

  it('has the detector that was chosen, and none where none was', () => {
    const storage = storageOf();
    expect(recall(storage).detect.detectorId).toBeUndefined();
    remember(storage, { detect: { detectorId: 'rtmo-t' } });
    expect(recall(storage).detect).toEqual({ detectorId: 'rtmo-t' });
    expect(recall(storageOf({ 'armature.detect.1': '{"detectorId": 5}' })).detect.detectorId).toBeUndefined();
  });
});

describe('words for failures', () => {
  it('say what to do, each in its own title', () => {
    const words = Object.values(FAILURE_WORDS);
    expect(new Set(words.map(({ title }) => title)).size).toBe(words.length);
    for (const { title, next } of words) {
      expect(title.length).toBeGreaterThan(5);
      expect(next).toMatch(/\.$/);
    }
  });
});
