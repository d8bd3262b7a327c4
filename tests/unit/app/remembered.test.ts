import { describe, expect, it } from 'vitest';
import { formFrom } from '../../../app/state/form.ts';
import { forgetUnread, recall, remember } from '../../../app/storage/remembered.ts';
import { FAILURE_WORDS } from '../../../app/words/failures.ts';
import { presetPose } from '../../../core/pose/index.ts';
import { FIRST_SETTINGS } from '../../../app/state/settings.ts';
import { readRows } from '../../../app/storage/pose-shelf.ts';
import { firstRelease } from '../../drivers/first-release.ts';
import { memoryTexts as storageOf } from '../../drivers/memory-texts.ts';
import { english } from '../../../core/words/index.ts';

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
      form: { ...form, model: 'a-model' },
      settings: {
        language: 'de',
        theme: 'dark',
        contrast: 'more',
        columns: { pose: 40, words: 400, panels: 300 },
        backend: 'wasm',
        previewEvery: 4,
        decoder: 'fast',
        drawFeet: true,
        checkPose: true,
        safetyCheck: false,
      },
    });
    const known = recall(storage);
    expect(known.form).toEqual(form);
    expect(known.formModel).toBe('a-model');
    expect(known.settings).toEqual({
      ...{
        language: 'de',
        theme: 'dark',
        contrast: 'more',
        columns: { pose: 40, words: 400, panels: 300 },
        backend: 'wasm',
        previewEvery: 4,
        decoder: 'fast',
        drawFeet: true,
        checkPose: true,
        safetyCheck: false,
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

  it('reads each field by itself: what another version wrote costs the others nothing', () => {
    const later = { ...form, prompt: 'x'.repeat(9000), sampler: 'of-next-year', steps: 5000, mood: 'blue' };
    const { prompt, ...known } = recall(storageOf({ 'armature.form.1': JSON.stringify(later) })).form;
    expect(prompt).toHaveLength(9000);
    expect(known).toMatchObject({ width: 128, scheduler: 'karras' });
    expect(Object.keys(known)).not.toContain('sampler');
    expect(Object.keys(known)).not.toContain('steps');
    expect(Object.keys(known)).not.toContain('mood');
  });

  it('sets a pose aside that it cannot read, until it is let go', () => {
    const storage = storageOf({ 'armature.pose.2': '{"people": "of next year"}' });
    expect(recall(storage)).toMatchObject({ pose: undefined, unreadPose: '{"people": "of next year"}' });
    remember(storage, { pose: presetPose('waving', { width: 512, height: 512 }) });
    expect(recall(storage).unreadPose).toBe('{"people": "of next year"}');
    expect(recall(storage).pose?.people).toHaveLength(1);
    forgetUnread(storage);
    expect(recall(storage).unreadPose).toBeUndefined();
  });

  it('has the detector that was chosen, and none where none was', () => {
    const storage = storageOf();
    expect(recall(storage).detect.detectorId).toBeUndefined();
    remember(storage, { detect: { detectorId: 'rtmo-t' } });
    expect(recall(storage).detect).toEqual({ detectorId: 'rtmo-t' });
    expect(recall(storageOf({ 'armature.detect.1': '{"detectorId": 5}' })).detect.detectorId).toBeUndefined();
  });
});

describe('what the first release saved', () => {
  it('is read whole', async () => {
    const { localStorage: texts } = await firstRelease();
    const known = recall(storageOf(texts));
    const was = (key: string): unknown => JSON.parse(texts[`armature.${key}`] ?? '');
    expect(known.unreadPose).toBeUndefined();
    expect(known.pose).toEqual(was('pose.2'));
    expect(known.form).toEqual(was('form.1'));
    expect(known.settings).toEqual({
      ...{ language: 'system', safetyCheck: true },
      ...{ contrast: 'system', columns: { pose: 50, words: 340, panels: 320 } },
      ...Object(was('settings.1')),
    });
    expect(known.models).toEqual(was('models.1'));
    expect(known.remote).toMatchObject({ policy: 'local-first', dollarsPerDay: 1.5 });
    expect(known.detect).toEqual(was('detect.1'));
  });

  it('has poses that are read', async () => {
    const { poses } = await firstRelease();
    const reading = readRows(poses.rows);
    expect(reading.unreadable).toBe(0);
    expect(reading.poses.map(({ name }) => name)).toEqual(['Mirrored', 'Waving']);
  });
});

describe('words for failures', () => {
  it('say what to do, each in its own title', () => {
    const all = Object.values(FAILURE_WORDS).map(
      ({ title, next }) => [english(title), english(next)] as const,
    );
    expect(new Set(all.map(([title]) => title)).size).toBe(all.length);
    for (const [title, next] of all) {
      expect(title.length).toBeGreaterThan(5);
      expect(next).toMatch(/\.$/);
    }
  });
});
