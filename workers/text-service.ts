/*
 * The worker that deals with words, behind the contract.
 */
import type { ExpandRequest, TextCalls, TokenCountRequest } from '../core/contract/index.ts';
import { memorySource } from '../core/weights/index.ts';
import type { ModelFolder } from './engine/model-folder.ts';
import type { Runtime } from './runtime/index.ts';
import type { WorkerService } from './serve.ts';
import { fetchFolder } from './store/fetched-folder.ts';
import type { FileStore } from './store/file-store.ts';
import type { StoreLocks } from './store/lock.ts';
import { readRecord } from './store/record.ts';
import { openStored } from './store/stored-folder.ts';
import { countsTokens, createTokenCounter } from './text/count-tokens.ts';
import { type Expander, openExpander } from './text/expander.ts';

/** What the service needs of the platform. */
export interface TextSurroundings {
  readonly store: FileStore;
  readonly locks: StoreLocks;
  /** Sets up the CPU; asked once. */
  readonly openRuntime: () => Promise<Runtime>;
}

/** Tokens that are added at most: as many as a text encoder takes at once, less what a short prompt has. */
const MOST_TOKENS = 48;
/** How freely the model writes. */
const FREEDOM = { most: 50, temperature: 0.9 } as const;

/** Makes the service that the worker serves. */
export function createTextService(surroundings: TextSurroundings): WorkerService<TextCalls> {
  const count = createTokenCounter((request) => openForCounting(surroundings, request));
  const opened = expanderKeeper(surroundings);
  let last: Promise<unknown> = Promise.resolve();
  return {
    count: (request) => count(request),
    expand(request, { signal, emit }) {
      // Texts are counted meanwhile, but the runtime allows no overlap.
      const turn = last.then(async () => {
        emit({ at: 'preparing' });
        const expander = await opened(request, signal);
        const { text, seed } = request;
        return expander.continue(
          { text, seed, tokens: MOST_TOKENS, ...FREEDOM },
          { signal, onToken: (tokens) => emit({ at: 'writing', tokens, most: MOST_TOKENS }) },
        );
      });
      last = turn.catch(() => undefined);
      return turn;
    },
  };
}

/** Opens expanders, and keeps the one that was used last. */
function expanderKeeper({ store, locks, openRuntime }: TextSurroundings) {
  let runtime: Runtime | undefined;
  let kept: { readonly key: string; readonly expander: Expander } | undefined;
  return async ({ expander: entry }: ExpandRequest, signal: AbortSignal): Promise<Expander> => {
    const release = await locks.using([entry.id], signal);
    try {
      const record = await readRecord(store, entry.id);
      const key = JSON.stringify([entry.id, record?.files.map(({ digests }) => digests)]);
      if (kept?.key === key) return kept.expander;
      await kept?.expander.release();
      kept = undefined;
      const folder = await openStored({ store, entry, signal, onProgress: unheard });
      runtime ??= await openRuntime();
      kept = { key, expander: await openExpander(folder, runtime) };
      return kept.expander;
    } finally {
      // The runtime has read the files.
      release();
    }
  };
}

/** Opening outlives the call that began it: others wait for the same files. */
const { signal: lasting } = new AbortController();
const unheard = (): void => undefined;

/** Brings the documents into memory, so that the model can be removed while its tokens are counted. */
async function openForCounting(
  { store, locks }: TextSurroundings,
  { model, page }: TokenCountRequest,
): Promise<ModelFolder> {
  const onProgress = unheard;
  const files = model.files.filter(({ path }) => countsTokens(path));
  if (model.builtIn) return fetchFolder({ model: { ...model, files }, page, signal: lasting, onProgress });
  const release = await locks.using([model.id], lasting);
  try {
    const order = { store, entry: model, signal: lasting, onProgress, reads: countsTokens };
    return await inMemory(await openStored(order), files);
  } finally {
    release();
  }
}

async function inMemory(
  folder: ModelFolder,
  files: readonly { readonly path: string }[],
): Promise<ModelFolder> {
  const contents = new Map<string, Uint8Array>();
  for (const { path } of files) {
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
