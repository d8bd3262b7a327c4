/*
 * The worker that deals with words, behind the contract.
 */
import type { TextCalls, TokenCountRequest } from '../core/contract/index.ts';
import { memorySource } from '../core/weights/index.ts';
import type { ModelFolder } from './engine/model-folder.ts';
import type { WorkerService } from './serve.ts';
import { fetchFolder } from './store/fetched-folder.ts';
import type { FileStore } from './store/file-store.ts';
import type { StoreLocks } from './store/lock.ts';
import { openStored } from './store/stored-folder.ts';
import { countsTokens, createTokenCounter } from './text/count-tokens.ts';

/** Makes the service that the worker serves. */
export function createTextService(store: FileStore, locks: StoreLocks): WorkerService<TextCalls> {
  const count = createTokenCounter((request) => openForCounting(store, locks, request));
  return { count: (request) => count(request) };
}

/** Opening outlives the call that began it: others wait for the same files. */
const { signal } = new AbortController();
const unheard = (): void => undefined;

/** Brings the documents into memory, so that the model can be removed while its tokens are counted. */
async function openForCounting(
  store: FileStore,
  locks: StoreLocks,
  { model, page }: TokenCountRequest,
): Promise<ModelFolder> {
  const files = model.files.filter(({ path }) => countsTokens(path));
  if (model.builtIn) return fetchFolder({ model: { ...model, files }, page, signal, onProgress: unheard });
  const release = await locks.using([model.id], signal);
  try {
    const folder = await openStored({
      store,
      entry: model,
      signal,
      onProgress: unheard,
      reads: countsTokens,
    });
    return await inMemory(
      folder,
      files.map(({ path }) => path),
    );
  } finally {
    release();
  }
}

async function inMemory(folder: ModelFolder, paths: readonly string[]): Promise<ModelFolder> {
  const contents = new Map<string, Uint8Array>();
  for (const path of paths) {
    const file = await folder.open(path);
    if (file) contents.set(path, await file.read(0, file.size));
  }
  return {
    label: folder.label,
    open: (path) => {
      const bytes = contents.get(path);
      return Promise.resolve(bytes && memorySource(bytes));
    },
  };
}
