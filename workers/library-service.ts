/*
 * The library behind the contract: fetches models, keeps them, tells what is kept.
 */
import type { LibraryCalls, StoredItem, StoreProgress, StoreReport } from '../core/contract/index.ts';
import { addressOf } from '../core/manifest/index.ts';
import type { WorkerService } from './serve.ts';
import type { FileStore } from './store/file-store.ts';
import { describeItem, describeStore } from './store/describe.ts';
import { folderOf } from './store/record.ts';
import { importFile } from './store/import.ts';
import { withModelLock } from './store/lock.ts';
import { FETCH_MANNER } from './store/remote/attempts.ts';
import { openRemote } from './store/remote/remote-file.ts';
import { storeModel } from './store/store-model.ts';

const clock = (): number => performance.now();

/** Makes the service that the library's worker serves. */
export function createLibraryService(store: FileStore): WorkerService<LibraryCalls> {
  return {
    list: () => describeStore(store),
    store: (request, { signal, emit }) =>
      withModelLock(
        { id: request.entry.id, signal, emit },
        async (tell: (progress: StoreProgress) => void) => {
          const { entry, places, policy, also } = request;
          const sourceName = (file: (typeof entry.files)[number]): string => addressOf(entry, file, places);
          const record = await storeModel({
            ...{ store, entry, policy, signal, clock, sourceName },
            ...(also && { also }),
            open: (file, expected, onBytes) =>
              openRemote({
                ...{
                  url: sourceName(file),
                  label: file.path,
                  listedBytes: file.bytes,
                  signal,
                  expected,
                  onBytes,
                },
                manner: FETCH_MANNER,
              }),
            onProgress: tell,
          });
          return describeItem(record) satisfies StoredItem;
        },
      ),
    import: (request, { signal, emit }) => importFile({ ...request, store, signal, onProgress: emit, clock }),
    async remove({ id }): Promise<StoreReport> {
      await store.remove(folderOf(id));
      return describeStore(store);
    },
  };
}
