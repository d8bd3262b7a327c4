import { expect, it } from 'vitest';
import { type KeptRun, readRow } from '../../../../app/remote/runs/run-shelf.ts';
import { presetPose } from '../../../../core/pose/index.ts';
import { parseGenerateRequest } from '../../../../core/request/index.ts';

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
])('leaves a row aside that has %s', (_, change) => {
  expect(readRow({ ...ROW, request: { ...request, ...change } })).toBeUndefined();
});
