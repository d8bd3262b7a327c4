/*
 * The library behind the contract: fetches models, keeps them, tells what is kept.
 */
import type { LibraryCalls } from '../core/contract/index.ts';
import { addressOf, type ManifestFile } from '../core/manifest/index.ts';
import type { WorkerService } from './serve.ts';
import { describeItem, describeStore } from './store/describe.ts';
import type { FileStore } from './store/file-store.ts';
import { importFile } from './store/import.ts';
import type { StoreLocks } from './store/lock.ts';
import { folderOf } from './store/record.ts';
import { FETCH_MANNER } from './store/remote/attempts.ts';
import { openRemote } from './store/remote/remote-file.ts';
import { storeModel } from './store/store-model.ts';

const clock = (): number => performance.now();

/** Makes the service that the library's worker serves. */
export function createLibraryService(store: FileStore, locks: StoreLocks): WorkerService<LibraryCalls> {
  return {
    list: () => describeStore(store),
    store: ({ entry, places, policy, also }, { signal, emit }) =>
      locks.writing({ id: entry.id, signal, emit }, async (onProgress) => {
        const sourceName = (file: ManifestFile): string => addressOf(entry, file, places);
        const record = await storeModel({
          ...{ store, entry, policy, signal, clock, sourceName, onProgress },
          ...(also && { also }),
          open: (file, expected, onBytes) =>
            openRemote({
              ...{ url: sourceName(file), label: file.path, listedBytes: file.bytes },
              ...{ signal, expected, onBytes, manner: FETCH_MANNER },
            }),
        });
        return describeItem(record);
      }),
    async import(request, { signal, emit }) {
      // What the file lacks is copied from this model.
      const release = await locks.using([request.like.id], signal);
      try {
        return await importFile({ ...request, store, locks, signal, onProgress: emit, clock });
      } finally {
        release();
      }
    },
    remove: ({ id }) =>
      locks.removing(id, async () => {
        await store.remove(folderOf(id));
        return describeStore(store);
      }),
  };
}
