/*
 * A detector on its way into the store and out of it again: plain files, with the same care as weights.
 */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addressOf, type DetectorEntry, type ManifestFile } from '../../../../core/manifest/index.ts';
import { openDetectorSource, detectorVersion } from '../../../../workers/detect/source.ts';
import { FETCH_MANNER } from '../../../../workers/store/remote/attempts.ts';
import { openRemote } from '../../../../workers/store/remote/remote-file.ts';
import { storeModel } from '../../../../workers/store/store-model.ts';
import { type FaultyHost, startFaultyHost } from '../../../drivers/faulty-host.ts';
import { type MemoryStore, memoryStore } from '../../../drivers/memory-store.ts';
import { noLocks } from '../../../drivers/no-locks.ts';

const MIB = 2 ** 20;
const POSE = Uint8Array.from({ length: 20 * MIB }, (_, i) => (i * 2654435761) >>> 24);
const PERSON = Uint8Array.from({ length: 1000 }, (_, i) => i & 255);
const sha256 = createHash('sha256').update(POSE).digest('hex');

const entry: DetectorEntry = {
  kind: 'detector',
  id: 'walker',
  label: 'Walker',
  description: '',
  builtIn: false,
  pipeline: 'top-down-simcc',
  keypoints: 'coco-17',
  license: { name: 'Apache-2.0' },
  sources: { hub: { repo: 'some/walker', revision: 'abc', license: { name: 'Apache-2.0' } } },
  files: [
    { path: 'person.onnx', source: 'hub' },
    { path: 'pose.onnx', source: 'hub', at: 'onnx/model.onnx', bytes: POSE.length, sha256 },
  ],
};

let host: FaultyHost;
let store: MemoryStore;

beforeEach(async () => {
  const files = { 'person.onnx': PERSON, 'onnx/model.onnx': POSE };
  host = await startFaultyHost(
    new Map(Object.entries(files).map(([path, bytes]) => [`some/walker/resolve/abc/${path}`, bytes])),
  );
  store = memoryStore();
});
afterEach(() => host.close());

function storeWalker(change: Partial<DetectorEntry> = {}, signal = new AbortController().signal) {
  const wanted = { ...entry, ...change };
  const sourceName = (file: ManifestFile): string => addressOf(wanted, file, { page: '', hub: host.url });
  return storeModel({
    ...{ store, entry: wanted, policy: 'int8', signal, sourceName, clock: () => performance.now() },
    onProgress: () => undefined,
    journalBytes: MIB,
    open: (file, expected, onBytes) =>
      openRemote({
        ...{ url: sourceName(file), label: file.path, listedBytes: file.bytes, signal, expected, onBytes },
        manner: { ...FETCH_MANNER, partBytes: 2 * MIB, partsAtOnce: 1 },
      }),
  });
}

const isPose = (bytes: Uint8Array | undefined): boolean =>
  bytes !== undefined && Buffer.compare(bytes, POSE) === 0;

const openWalker = () =>
  openDetectorSource({
    request: { detector: entry, page: '' },
    ...{ store, locks: noLocks, signal: new AbortController().signal, onProgress: () => undefined },
  });

describe('a detector in the store', () => {
  it('is kept byte by byte, with digests that were published or learnt', async () => {
    const record = await storeWalker();
    expect(isPose(store.files.get('models/walker/pose.onnx'))).toBe(true);
    expect(record.files.map(({ path, source }) => [path, source.learnt])).toEqual([
      ['person.onnx', true],
      ['pose.onnx', false],
    ]);
    const { folder, release } = await openWalker();
    expect((await folder.open('person.onnx'))?.size).toBe(PERSON.length);
    release();
  });

  it('goes on where it was paused', async () => {
    const pause = new AbortController();
    host.fault = (asked) => {
      if (asked.range && asked.range[0] >= 14 * MIB) pause.abort();
      asked.answer();
    };
    await expect(storeWalker({}, pause.signal)).rejects.toMatchObject({ code: 'cancelled' });
    await expect(openWalker()).rejects.toMatchObject({ code: 'file-missing' });
    host.fault = (asked) => asked.answer();
    host.log.length = 0;
    await storeWalker();
    const starts = host.log
      .filter((line) => line.includes('model.onnx'))
      .map((line) => Number(/ (\d+)-/.exec(line)?.[1]));
    // The first look at a file is at its beginning.
    expect(starts.filter((start) => start > 0 && start < 8 * MIB)).toEqual([]);
    expect(isPose(store.files.get('models/walker/pose.onnx'))).toBe(true);
  });

  it('is refused where the server has another file', async () => {
    const [person, pose] = entry.files as [ManifestFile, ManifestFile];
    const files = [person, { ...pose, sha256: '0'.repeat(64) }];
    await expect(storeWalker({ files })).rejects.toMatchObject({ code: 'bad-weights' });
    await expect(openWalker()).rejects.toMatchObject({ code: 'file-missing' });
  });

  it('is not begun where there is no room for it', async () => {
    store.quota = 10 * MIB;
    await expect(storeWalker()).rejects.toMatchObject({ code: 'storage-full' });
    expect(store.files.has('models/walker/pose.onnx')).toBe(false);
  });

  it('is not opened once a byte of it has changed', async () => {
    await storeWalker();
    const before = await detectorVersion(store, entry);
    store.files.get('models/walker/pose.onnx')![5] = 1;
    await expect(openWalker()).rejects.toMatchObject({ code: 'bad-weights' });
    store.files.get('models/walker/pose.onnx')![5] = POSE[5]!;
    expect(await detectorVersion(store, entry)).toBe(before);
  });
});
