import { expect, it, vi } from 'vitest';
import { type KeptRun, readRow, unreadId } from '../../../../app/remote/runs/run-shelf.ts';
import type { OpenRun } from '../../../../app/state/remote.ts';
import { presetPose } from '../../../../core/pose/index.ts';
import { parseGenerateRequest } from '../../../../core/request/index.ts';
import { nothingKept, openDesk } from '../../../drivers/remote-desk.ts';

const pose = presetPose('standing', { width: 64, height: 96 });
const request = parseGenerateRequest({
  ...{ prompt: 'a dancer', negativePrompt: '', seed: 7, width: 512, height: 512, steps: 12, guidance: 4 },
  ...{ sampler: 'euler', scheduler: 'normal', controlStrength: 1 },
  control: { kind: 'pose', pose, people: [0] },
});
const ROW = { id: 'r', backendId: 'segmind', sentAt: 5, relayed: false, dollars: 0.017, request };

it('reads a row as it was written', () => {
  expect((readRow(structuredClone(ROW)) as KeptRun).request.control).toEqual(request.control);
});

it.each([
  ['a pose that is none', { control: { kind: 'pose', pose: 0, people: [0] } }],
  ['people that are no list', { control: { kind: 'pose', pose, people: 'a' } }],
  ['a picture without pixels', { control: { kind: 'image', image: {} } }],
])('leaves a row aside that has %s, and tells its id', (_, change) => {
  const row = { ...ROW, request: { ...request, ...change } };
  expect(readRow(row)).toBeUndefined();
  expect(unreadId(row)).toEqual(['r']);
  expect([unreadId(ROW), unreadId({}), unreadId(null)]).toEqual([[], [], []]);
});

it('tells where it cannot look for runs and keys, and looks again', async () => {
  const kept = nothingKept();
  const [keys, runs] = [vi.spyOn(kept.keys, 'all'), vi.spyOn(kept.runs, 'all')];
  for (const all of [keys, runs]) all.mockRejectedValue(new DOMException('Broken.', 'UnknownError'));
  const { actions, remote } = openDesk({ kept });
  kept.tab.setItem('armature.key.segmind', 'of this tab');
  await actions.restore();
  expect(remote.getState().unopened).toMatchObject({
    keys: { code: 'storage', message: 'UnknownError: Broken.' },
    runs: { code: 'storage' },
  });
  expect(remote.getState().keys['segmind'], 'which the tab holds').toBe('tab');
  for (const all of [keys, runs]) all.mockRestore();
  await kept.runs.put(ROW as unknown as KeptRun);
  await actions.reread();
  expect(remote.getState().unopened).toEqual({});
  expect(remote.getState().openRuns.map(({ id }) => id)).toEqual(['r']);
});

it('lists what it cannot read until it is dismissed', async () => {
  const kept = nothingKept();
  const remove = vi.spyOn(kept.runs, 'remove');
  vi.spyOn(kept.runs, 'unreadable').mockResolvedValue(['of a later version']);
  const { actions, remote } = openDesk({ kept });
  await actions.restore();
  expect(remote.getState().unreadableRuns).toEqual(['of a later version']);
  await actions.dropRun('of a later version');
  expect(remote.getState().unreadableRuns).toEqual([]);
  expect(remove).toHaveBeenCalledExactlyOnceWith('of a later version');
});

it('leaves listed what is listed where it looks again', async () => {
  const kept = nothingKept();
  const { actions, remote } = openDesk({ kept });
  const run = { ...ROW, fetchable: true };
  remote.setState({
    openRuns: [
      { ...run, id: 'at work' },
      { ...run, id: 'known here alone' },
    ] as OpenRun[],
  });
  for (const [id, sentAt] of [
    ['at work', 5],
    ['earlier', 4],
    ['later', 6],
  ] as const)
    await kept.runs.put({ ...(ROW as unknown as KeptRun), id, sentAt });
  await actions.reread();
  expect(remote.getState().openRuns.map(({ id }) => id)).toEqual([
    'later',
    'at work',
    'known here alone',
    'earlier',
  ]);
});
