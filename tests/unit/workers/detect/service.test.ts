import { beforeEach, describe, expect, it } from 'vitest';
import type { BackendReport, DetectRequest, LoadProgress } from '../../../../core/contract/index.ts';
import { folderWith, standIn } from '../../../drivers/detect-fixture.ts';
import { fixturePicture, withAlpha } from '../../../drivers/detect-picture.ts';
import type { DetectorEntry } from '../../../../core/manifest/index.ts';
import { ArmatureError } from '../../../../core/result/index.ts';
import { createDetectService, type DetectSurroundings } from '../../../../workers/detect-service.ts';
import type { Runtime } from '../../../../workers/runtime/index.ts';
import { watchedRuntime } from '../engine/watched-runtime.ts';

const REPORT: BackendReport = {
  backend: 'wasm',
  why: 'no-webgpu',
  capabilities: { wasm: { threads: 1, cores: 2, crossOriginIsolated: false } },
};

const RTMO: DetectorEntry = {
  kind: 'detector',
  id: 'rtmo',
  label: 'RTMO',
  description: '',
  builtIn: false,
  pipeline: 'rtmo',
  keypoints: 'coco-17',
  license: { name: 'Apache-2.0' },
  sources: {},
  files: [{ path: 'pose.onnx' }],
};
const DWPOSE: DetectorEntry = {
  ...RTMO,
  ...{ id: 'dwpose', pipeline: 'top-down-simcc', keypoints: 'coco-wholebody-133' },
  files: [{ path: 'person.onnx' }, { path: 'pose.onnx' }],
};

const image = withAlpha(fixturePicture(80, 60));
const request: DetectRequest = { image };

/** A service over files that a test may change. */
function bench(files: Record<string, Uint8Array>, change: Partial<DetectSurroundings> = {}) {
  const watched = watchedRuntime('wasm');
  const opened: string[] = [];
  const surroundings = { version: 'one', disposed: 0 };
  const service = createDetectService({
    clock: () => performance.now(),
    report: () => Promise.resolve(REPORT),
    openRuntime: () =>
      Promise.resolve({ ...watched.runtime, dispose: () => void (surroundings.disposed += 1) }),
    openSource: ({ detector }) => {
      opened.push(detector.id);
      return Promise.resolve({ folder: folderWith(files), release: () => opened.push('released') });
    },
    versionOf: () => Promise.resolve(surroundings.version),
    ...change,
  });
  const signal = new AbortController().signal;
  const seen: LoadProgress[] = [];
  return {
    ...{ watched, opened, surroundings, seen },
    load: (detector: DetectorEntry) =>
      service.load(
        { detector, page: '', backend: 'auto' },
        { signal, emit: (progress) => void seen.push(progress) },
      ),
    detect: (input = request, by = signal) => service.detect(input, { signal: by, emit: () => undefined }),
  };
}

describe('the detector', () => {
  let files: Record<string, Uint8Array>;

  beforeEach(() => {
    files = { 'pose.onnx': standIn('rtmo.onnx'), 'person.onnx': standIn('yolox.onnx') };
  });

  it('answers with people, their boxes, where it ran and how long it took', async () => {
    const { load, detect, seen } = bench(files);
    expect(await load(RTMO)).toEqual({ detectorId: 'rtmo', backend: REPORT });
    expect(seen).toEqual([{ phase: 'preparing', item: 'wasm', bytes: 1, totalBytes: 1 }]);
    const { people, boxes, timings, ...rest } = await detect();
    expect(rest).toEqual({ detectorId: 'rtmo', backend: REPORT });
    expect(people).toHaveLength(3);
    expect(boxes?.map(({ score }) => score)).toEqual(boxes?.map(({ score }) => score).sort((a, b) => b - a));
    expect(timings.inference).toBeGreaterThan(0);
    expect(timings.total).toBeGreaterThanOrEqual(timings.inference);
  });

  it('keeps the surest people', async () => {
    const { load, detect } = bench(files);
    await load(RTMO);
    const all = await detect();
    const one = await detect({ image, maxPeople: 1 });
    expect(one.people).toEqual(all.people.slice(0, 1));
    expect(one.boxes).toEqual(all.boxes?.slice(0, 1));
  });

  it('finds nobody where no keypoint is sure enough', async () => {
    const { load, detect } = bench(files);
    await load(RTMO);
    expect(await detect({ image, minScore: 1 })).toMatchObject({ people: [], boxes: [] });
  });

  it('lets the files go and opens them again for another version only', async () => {
    const { load, opened, watched, surroundings } = bench(files);
    await load(RTMO);
    await load(RTMO);
    expect(opened).toEqual(['rtmo', 'released']);
    surroundings.version = 'two';
    await load(RTMO);
    expect(opened).toEqual(['rtmo', 'released', 'rtmo', 'released']);
    expect(watched.events).toEqual(['+detector/pose.onnx', '-detector/pose.onnx', '+detector/pose.onnx']);
    expect(surroundings.disposed).toBe(1);
  });

  it('stops between people', async () => {
    files['pose.onnx'] = standIn('dwpose.onnx');
    const { load, detect } = bench(files);
    await load(DWPOSE);
    const stopped = AbortSignal.abort();
    await expect(detect(request, stopped)).rejects.toMatchObject({ code: 'cancelled' });
    expect((await detect()).people).toHaveLength(2);
  });

  it('asks for a detector before it looks', async () => {
    await expect(bench(files).detect()).rejects.toMatchObject({ code: 'bad-request' });
  });

  it.each<[string, string, DetectRequest]>([
    ['bad-image', '2 x 2 px', { image: { ...image, width: 2, height: 2 } }],
    ['bad-image', '0 x 60 px', { image: { ...image, width: 0 } }],
    ['bad-request', 'maxPeople', { image, maxPeople: 0 }],
    ['bad-request', 'maxPeople', { image, maxPeople: 1.5 }],
    ['bad-request', 'minScore', { image, minScore: NaN }],
  ])('refuses a request: %s, %s', async (code, words, input) => {
    const { load, detect } = bench(files);
    await load(RTMO);
    await expect(detect(input)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
    });
  });
});

describe('a detector that cannot be used', () => {
  const rtmo = standIn('rtmo.onnx');
  const cases: readonly (readonly [string, DetectorEntry, Record<string, Uint8Array>, string, string])[] = [
    [
      'is no ONNX file',
      RTMO,
      { 'pose.onnx': new TextEncoder().encode('<html>Not found</html>') },
      'bad-weights',
      'pose.onnx',
    ],
    ['is empty', RTMO, { 'pose.onnx': new Uint8Array() }, 'bad-weights', 'pose.onnx'],
    ['is cut off', RTMO, { 'pose.onnx': rtmo.subarray(0, rtmo.length / 2) }, 'bad-weights', 'pose.onnx'],
    ['lacks a file', DWPOSE, { 'person.onnx': standIn('yolox.onnx') }, 'file-missing', 'pose.onnx'],
    [
      'takes another input',
      RTMO,
      { 'pose.onnx': standIn('movenet.onnx') },
      'unsupported-model',
      '[1, 192, 192, 3]',
    ],
  ];

  it.each(cases)('because it %s says so, and leaves no session', async (_, entry, files, code, words) => {
    const { load, detect, watched, opened, surroundings } = bench(files);
    await expect(load(entry)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(words) as string,
    });
    expect(watched.alive()).toEqual([]);
    expect(opened.at(-1)).toBe('released');
    expect(surroundings.disposed).toBe(1);
    await expect(detect()).rejects.toMatchObject({ code: 'bad-request' });
  });

  it.each<[string, DetectorEntry, Record<string, Uint8Array>, string]>([
    [
      'keypoints of another order',
      DWPOSE,
      { 'person.onnx': standIn('yolox.onnx'), 'pose.onnx': standIn('rtmpose.onnx') },
      'columns of shape [1, 17, 384] instead of [1, 133, ?]',
    ],
    [
      'no boxes',
      RTMO,
      { 'pose.onnx': standIn('rtmpose.onnx') },
      'boxes of shape [1, 17, 384] instead of [1, ?, 5]',
    ],
    [
      'no grid of boxes',
      DWPOSE,
      { 'person.onnx': standIn('rtmpose.onnx'), 'pose.onnx': standIn('dwpose.onnx') },
      'no YOLOX network',
    ],
  ])('because it gives %s says so', async (_, entry, files, words) => {
    const { load, detect } = bench(files);
    await load(entry);
    await expect(detect()).rejects.toMatchObject({
      code: 'unsupported-model',
      message: expect.stringContaining(words) as string,
    });
  });

  it('because it is too large says what to do', async () => {
    const failure = { code: 'out-of-memory', message: 'There was not enough memory.', next: 'x' } as const;
    const full: Pick<Runtime, 'createSession'> = {
      createSession: () => Promise.reject(new ArmatureError(failure)),
    };
    const openRuntime = () => Promise.resolve({ ...watchedRuntime('wasm').runtime, ...full });
    const { load } = bench({ 'pose.onnx': rtmo }, { openRuntime });
    await expect(load(RTMO)).rejects.toMatchObject({
      code: 'out-of-memory',
      failure: { next: expect.stringContaining('smaller detector') as string },
    });
  });
});
