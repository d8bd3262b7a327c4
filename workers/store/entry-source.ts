/*
 * The files of something that one worker runs by itself: from beside the page where it comes with it, else from the store.
 */
import type { LoadProgress } from '../../core/contract/index.ts';
import type { DetectorEntry, UpscalerEntry } from '../../core/manifest/index.ts';
import type { ModelFolder } from '../engine/model-folder.ts';
import { fetchFolder } from './fetched-folder.ts';
import type { FileStore } from './file-store.ts';
import type { StoreLocks } from './lock.ts';
import { openStored } from './stored-folder.ts';

/** What is opened, from where. */
export interface EntrySourceOrder {
  readonly entry: DetectorEntry | UpscalerEntry;
  /** Address that the entry's `base` is relative to, ending in a slash. */
  readonly page: string;
  readonly store: FileStore;
  readonly locks: StoreLocks;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
}

/** The files of an entry. */
export interface EntrySource {
  readonly folder: ModelFolder;
  /** Lets the files go: from here on they may be removed. */
  readonly release: () => void;
}

/**
 * Opens the files of an entry.
 *
 * @throws ArmatureError as `fetchFolder` or `openStored` does
 */
export async function openEntrySource(order: EntrySourceOrder): Promise<EntrySource> {
  const { entry, page, store, locks, signal, onProgress } = order;
  if (entry.builtIn) {
    const folder = await fetchFolder({ model: entry, page, signal, onProgress });
    return { folder, release: () => undefined };
  }
  const release = await locks.using([entry.id], signal);
  try {
    return { folder: await openStored({ store, entry, signal, onProgress }), release };
  } catch (error) {
    release();
    throw error;
  }
}
