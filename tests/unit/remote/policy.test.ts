import { describe, expect, it } from 'vitest';
import {
  type Equipment,
  giveBack,
  isAffordable,
  isOneWordAway,
  isReady,
  obstacleOf,
  policySentence,
  reserve,
  spentOn,
  standingOf,
} from '../../../core/remote/index.ts';
import { backend, order } from './orders.ts';
import { inEnglish } from '../../doubles/in-english.ts';

const given: Equipment = { enabled: true, relayed: false, key: 'there' };
const { request } = order();

function standing(id: string, change: Partial<Equipment> = {}, left = 1) {
  return standingOf(backend(id), { ...given, ...change }, request, (dollars) => dollars <= left);
}

describe('the standing of a back end', () => {
  it.each([
    ['segmind', {}, ''],
    ['segmind', { key: 'none' }, 'Segmind SD3 pose: Enter your key.'],
    ['segmind', { key: 'locked' }, 'Segmind SD3 pose: Unlock your key with its passphrase.'],
    ['segmind', { key: 'none', relayed: true }, ''],
    ['segmind', { enabled: false }, 'Segmind SD3 pose: Switch it on.'],
    ['a1111', { key: 'none' }, 'A1111 or Forge: Choose a ControlNet.'],
    ['a1111', { key: 'none', controlNet: 'openpose' }, ''],
    [
      'a1111',
      { controlNet: 'openpose', address: 'my computer' },
      'A1111 or Forge: Correct its address, such as http://127.0.0.1:7860.',
    ],
    ['comfyui', { key: 'none', controlNet: 'openpose' }, 'ComfyUI: Choose a checkpoint.'],
  ] as const)('%s with %o: %s', (id, change, words) => {
    expect(inEnglish(obstacleOf(standing(id, change))) ?? '').toBe(words);
    expect(isReady(standing(id, change))).toBe(words === '');
  });

  it('is not ready over the budget, or for a request that it refuses', () => {
    expect(isReady(standing('segmind', {}, 0.016))).toBe(false);
    expect(isReady(standing('a1111', { controlNet: 'openpose' }, 0))).toBe(true);
    const many = order({ steps: 80 }).request;
    const refused = standingOf(backend('modelslab-text'), given, many, () => true);
    expect(inEnglish(obstacleOf(refused))).toBe('ModelsLab, prompt only: Steps must be 1 to 50.');
  });

  it('is one word away where only that is missing', () => {
    expect(isOneWordAway(standing('segmind', { enabled: false }))).toBe(true);
    expect(isOneWordAway(standing('segmind', { enabled: false, key: 'none' }))).toBe(false);
  });
});

describe('the budget of a day', () => {
  it('counts what is reserved and given back, without drift', () => {
    let spent = { day: '', dollars: 0 };
    for (let i = 0; i < 10; i++) spent = reserve(spent, '2026-11-21', 0.1);
    expect(spent).toEqual({ day: '2026-11-21', dollars: 1 });
    expect(isAffordable(spent, '2026-11-21', 0.000001, 1)).toBe(false);
    expect(isAffordable(giveBack(spent, '2026-11-21', 0.1), '2026-11-21', 0.1, 1)).toBe(true);
    expect(isAffordable(spent, '2026-11-21', 5, null)).toBe(true);
  });

  it('begins anew with the day, to which nothing of the day before is given back', () => {
    const spent = reserve({ day: '2026-11-20', dollars: 0.9 }, '2026-11-21', 0.2);
    expect(spent).toEqual({ day: '2026-11-21', dollars: 0.2 });
    expect(giveBack(spent, '2026-11-20', 0.2)).toEqual(spent);
    expect(spentOn(spent, '2026-11-22')).toBe(0);
  });
});

describe('the policy in a sentence', () => {
  const own = { ...backend('comfyui'), relayed: false };
  const paid = { ...backend('segmind'), relayed: false };

  it.each([
    ['ask', [paid], 'you are asked before anything is sent'],
    [
      'local-first',
      [own, paid],
      'ComfyUI (free), or if it cannot take it, Segmind SD3 pose ($0.017 a picture)',
    ],
    ['local-first', [], 'no back end is set up yet'],
    ['remote', [paid], 'Every picture is sent to Segmind SD3 pose ($0.017 a picture), without asking.'],
    [
      'remote',
      [paid, own],
      'Every picture is sent to Segmind SD3 pose ($0.017 a picture), or if it cannot take it, ComfyUI (free), without asking.',
    ],
    ['remote', [{ ...paid, relayed: true }], 'sent to Segmind SD3 pose (paid by this site), without asking.'],
    [
      'local-first',
      [{ ...paid, relayed: true }],
      'sent to Segmind SD3 pose (paid by this site), without asking.',
    ],
    ['remote', [], 'no back end is set up yet'],
  ] as const)('%s', (policy, ready, words) => {
    expect(inEnglish(policySentence(policy, ready))).toContain(words);
  });
});
