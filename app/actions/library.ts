/*
 * What is on this device: fetching models and addons, taking in files of the person, removing.
 */
import type { LibraryCalls, StoreReport } from '../../core/contract/index.ts';
import type { ModelEntry, ModelsManifest, StorableEntry } from '../../core/manifest/index.ts';
import { type Failure, failureFrom, invariant, makeFailure } from '../../core/result/index.ts';
import { words } from '../../core/words/index.ts';
import type { WorkerClient } from '../engine/client.ts';
import type { Library } from '../engine/library.ts';
import { addonsOf, type LocalSetup } from '../state/local-setup.ts';
import {
  entryOf,
  type FileImport,
  hubOf,
  isReady,
  type ModelsStore,
  type Transfer,
} from '../state/models.ts';
import { say } from '../words/say.ts';
import type { ChoiceActions } from './model-choice.ts';

/** What the library's actions need. */
export interface LibraryDependencies {
  readonly library: Library;
  readonly models: ModelsStore;
  readonly choice: Pick<ChoiceActions, 'settle' | 'leave'>;
  /** Address of the folder that the page lies in, ending in a slash. */
  readonly page: string;
  /** Asks the browser to keep what is stored when space runs short; false where it does not promise it. */
  readonly persist: () => Promise<boolean>;
}

/** The actions of the library. What goes wrong is told where it belongs, in the models' store. */
export interface LibraryActions {
  /** Looks at what is stored. */
  refresh(): Promise<void>;
  /** Resolves once it is known whether what is set, or what a setup names, is on this device. */
  known(setup?: LocalSetup): Promise<void>;
  /**
   * Fetches an entry, or goes on where it was paused.
   *
   * @param also - files that are fetched on demand only, by path
   */
  download(id: string, also?: readonly string[]): Promise<void>;
  /** Stops fetching; what has arrived stays. */
  pause(id: string): void;
  /** Takes an entry off this device, whole or begun. */
  remove(id: string): Promise<void>;
  /** Takes in files one after the other. */
  import(files: readonly File[]): Promise<void>;
  /** Gives up the file that is being taken in, and those that wait. */
  cancelImport(): void;
  /**
   * Fetches from another address from now on; an empty one stands for the manifest's.
   *
   * @returns what is wrong with it, or nothing
   */
  setHub(text: string): string;
}

/** A call that can be stopped. */
interface Running {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

/** Makes the actions. */
export function createLibraryActions(dependencies: LibraryDependencies): LibraryActions {
  const { library, models, choice, page } = dependencies;
  const running = new Map<string, Running>();
  let listing: Promise<void> | undefined;
  let importing: Promise<void> = Promise.resolve();
  let askedToPersist = false;
  let importStop = new AbortController();

  /** Calls the worker; one that has died is replaced for the next call. */
  async function ask<T>(work: (client: WorkerClient<LibraryCalls>) => Promise<T>): Promise<T> {
    const client = library.client();
    try {
      return await work(client);
    } catch (error) {
      const { code } = failureFrom(error);
      if (code === 'worker-died' || code === 'protocol') library.replace(client);
      throw error;
    }
  }

  function tell(id: string, transfer: Transfer | undefined): void {
    models.setState(({ transfers }) => {
      const others = Object.entries(transfers).filter(([other]) => other !== id);
      return { transfers: Object.fromEntries(transfer ? [...others, [id, transfer]] : others) };
    });
  }

  async function list(): Promise<void> {
    try {
      const report = await ask((client) => client.call('list', {}));
      models.setState({ unlisted: undefined });
      choice.settle(report);
    } catch (error) {
      models.setState({ unlisted: failureFrom(error) });
      // The built-in model needs no store.
      if (!models.getState().stored) choice.settle({ items: [], unreadable: [] });
    }
  }

  function refresh(): Promise<void> {
    const attempt = (listing ?? Promise.resolve()).then(list);
    listing = attempt;
    return attempt;
  }

  /** Fetches an entry; gives the failure that ended it, unless the person did. */
  async function fetchEntry(
    entry: StorableEntry,
    also: readonly string[],
    signal: AbortSignal,
  ): Promise<Failure | undefined> {
    const state = models.getState();
    const places = { page, hub: hubOf(state) };
    const policy = policyOf(state.manifest, entry);
    try {
      await ask((client) =>
        client.call(
          'store',
          { entry, places, policy, ...(also.length > 0 && { also }) },
          { signal, onEvent: (progress) => tell(entry.id, { at: 'running', progress }) },
        ),
      );
      return undefined;
    } catch (error) {
      return signal.aborted ? undefined : failureFrom(error);
    }
  }

  function askPersistence(): void {
    if (askedToPersist) return;
    askedToPersist = true;
    void dependencies.persist().then((granted) => {
      models.setState({ persistence: granted ? 'granted' : 'refused' });
    });
  }

  async function importOne(file: File, index: number, signal: AbortSignal): Promise<void> {
    const become = (outcome: FileImport): void => changeImport(models, index, outcome);
    const { name } = file;
    const early = whyNot(file, signal);
    if (early) {
      become({ name, at: 'failed', failure: early });
      return;
    }
    become({ name, at: 'running' });
    const { manifest, ...state } = models.getState();
    const like = modelLike(manifest);
    const places = { page, hub: hubOf({ manifest, ...state }) };
    const input = { file, places, like, policy: policyOf(manifest, like) };
    try {
      const report = await ask((client) =>
        client.call('import', input, {
          signal,
          onEvent: (progress) => become({ name, at: 'running', progress }),
        }),
      );
      await refresh();
      become({ name, at: 'done', report });
    } catch (error) {
      await refresh();
      const failure = failureFrom(error);
      become({ name, at: 'failed', failure: failure.code === 'cancelled' ? NOT_TAKEN_IN : failure });
    }
  }

  return {
    refresh,
    async known(setup) {
      const state = models.getState();
      const { modelId, ...addons } = setup ?? { ...state, modelId: state.activeId };
      const isListed = state.stored && !state.unlisted;
      if (isListed || [modelId, ...addonsOf(addons)].every((id) => isReady(state, id))) return;
      // A listing that failed may come to something now.
      await (state.unlisted ? refresh() : (listing ?? refresh()));
    },
    async download(id, also = []) {
      const entry = entryOf(models.getState(), id);
      if (!entry || running.has(id)) return;
      askPersistence();
      tell(id, { at: 'running' });
      const stop = new AbortController();
      const work = fetchEntry(entry, also, stop.signal).then(async (failure) => {
        await refresh();
        running.delete(id);
        tell(id, failure && { at: 'failed', failure });
      });
      running.set(id, { stop, ended: work });
      await work;
    },
    pause(id) {
      running.get(id)?.stop.abort();
    },
    async remove(id) {
      if (!choice.leave(id)) return;
      const transfer = running.get(id);
      transfer?.stop.abort();
      await transfer?.ended;
      try {
        const report: StoreReport = await ask((client) => client.call('remove', { id }));
        tell(id, undefined);
        choice.settle(report);
      } catch (error) {
        tell(id, { at: 'failed', failure: failureFrom(error) });
      }
    },
    import(files) {
      const first = models.getState().imports.length;
      const waiting = files.map(({ name }): FileImport => ({ name, at: 'waiting' }));
      models.setState(({ imports }) => ({ imports: [...imports, ...waiting] }));
      askPersistence();
      if (importStop.signal.aborted) importStop = new AbortController();
      const { signal } = importStop;
      importing = importing.then(async () => {
        for (const [i, file] of files.entries()) await importOne(file, first + i, signal);
      });
      return importing;
    },
    cancelImport() {
      importStop.abort();
    },
    setHub(text) {
      const address = text.trim();
      const hub = address === '' || address.endsWith('/') ? address : `${address}/`;
      if (hub !== '' && !isWebAddress(hub))
        return say`Write an address that begins with https:// or http://.`;
      models.setState(({ manifest }) => ({ hub: hub === '' || hub === manifest.hub ? undefined : hub }));
      return '';
    },
  };
}

const NOT_TAKEN_IN: Failure = makeFailure({ code: 'cancelled', message: words`The file was not taken in.` });

/** Why a file is not even given to the library. */
function whyNot({ name }: File, signal: AbortSignal): Failure | undefined {
  if (signal.aborted) return NOT_TAKEN_IN;
  if (/\.safetensors$/i.test(name)) return undefined;
  return makeFailure({
    code: 'unsupported-model',
    message: words`${name} is no .safetensors file.`,
    next: words`Choose a checkpoint, ControlNet, LoRA or preview decoder in that format.`,
  });
}

function changeImport(models: ModelsStore, index: number, outcome: FileImport): void {
  models.setState(({ imports }) => ({ imports: imports.with(index, outcome) }));
}

/** The model whose tokenizer and defaults a file of the person takes. */
function modelLike({ models }: ModelsManifest): ModelEntry {
  const like = models.find(({ builtIn }) => !builtIn) ?? models[0];
  invariant(like, 'A manifest has a model.');
  return like;
}

/** How an entry is stored: a model as it prefers, an addon as the model that it goes with. */
function policyOf(manifest: ModelsManifest, entry: StorableEntry): ModelEntry['policies'][number] {
  const { policies } = entry.kind === 'model' ? entry : modelLike(manifest);
  const [preferred] = policies;
  invariant(preferred, 'A model has a policy.');
  return preferred;
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s?#]+\/$/.test(text) && URL.canParse(text);
}
