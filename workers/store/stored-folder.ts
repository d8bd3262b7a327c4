import type { LoadProgress } from '../../core/contract/index.ts';
import type { StorableEntry } from '../../core/manifest/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import { missing, type ModelFolder } from '../engine/model-folder.ts';
import { checkStored } from './digests.ts';
import type { FileStore } from './file-store.ts';
import { folderOf, readRecord } from './record.ts';

/** A folder of the store, as the engine reads models. */
export function storeFolder(store: FileStore, folder: string, label: string): ModelFolder {
  return { label, open: (path) => store.open(`${folder}/${path}`) };
}

/** Which stored model or addon is opened. */
export interface StoredOrder {
  readonly store: FileStore;
  readonly entry: Pick<StorableEntry, 'id' | 'label'>;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  /** Names the files that will be read; all of them unless given. The others are not compared. */
  readonly reads?: (path: string) => boolean;
}

/**
 * Opens what is stored, after every byte that will be read was compared with the digests of its record.
 *
 * @throws ArmatureError `file-missing` when it is not complete, `bad-weights` when a file has changed, `cancelled`
 */
export async function openStored(order: StoredOrder): Promise<ModelFolder> {
  const { store, entry, signal, onProgress, reads = () => true } = order;
  const { id, label } = entry;
  const record = await readRecord(store, id);
  if (!record) {
    throw new ArmatureError({
      code: 'file-missing',
      message: words`${label} is not stored on this device.`,
      next: words`Download it first.`,
    });
  }
  const folder = storeFolder(store, folderOf(id), label);
  const files = record.files.filter(({ path }) => reads(path));
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let bytes = 0;
  for (const file of files) {
    onProgress({ phase: 'verifying', item: file.path, bytes, totalBytes });
    const stored = await folder.open(file.path);
    if (!stored) throw missing(folder, file.path);
    await checkStored(stored, file, signal);
    bytes += file.bytes;
  }
  return folder;
}
