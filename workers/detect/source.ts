/*
 * The files of a detector: from beside the page where it comes with it, else from the store.
 */
import type { DetectorLoadRequest, LoadProgress } from '../../core/contract/index.ts';
import type { ModelFolder } from '../engine/model-folder.ts';
import { fetchFolder } from '../store/fetched-folder.ts';
import type { FileStore } from '../store/file-store.ts';
import type { StoreLocks } from '../store/lock.ts';
import { readRecord } from '../store/record.ts';
import { openStored } from '../store/stored-folder.ts';

/** Which detector, from where. */
export interface DetectorSourceOrder {
  readonly request: Pick<DetectorLoadRequest, 'detector' | 'page'>;
  readonly store: FileStore;
  readonly locks: StoreLocks;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** The files of a detector. */
export interface DetectorSource {
  readonly folder: ModelFolder;
  /** Lets the files go: from here on they may be removed. */
  readonly release: () => void;
}

/**
 * Opens the files of a detector.
 *
 * @throws ArmatureError as `fetchFolder` or `openStored` does
 */
export async function openDetectorSource(order: DetectorSourceOrder): Promise<DetectorSource> {
  const { request, store, locks, signal, onProgress } = order;
  const { detector, page } = request;
  if (detector.builtIn) {
    const folder = await fetchFolder({ model: detector, page, signal, onProgress });
    return { folder, release: () => undefined };
  }
  const release = await locks.using([detector.id], signal);
  try {
    return { folder: await openStored({ store, entry: detector, signal, onProgress }), release };
  } catch (error) {
    release();
    throw error;
  }
}

/** Tells versions of a stored detector apart. */
export async function detectorVersion(
  store: FileStore,
  { id, builtIn }: DetectorLoadRequest['detector'],
): Promise<string> {
  const record = builtIn ? undefined : await readRecord(store, id);
  return JSON.stringify(record?.files.map(({ digests }) => digests));
}
