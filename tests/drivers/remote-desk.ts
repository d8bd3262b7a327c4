/*
 * The page's remote work without a browser: real calls over HTTP to the doubles of services, and storage in memory that
 * outlives a "reload".
 */
import type { Elsewhere } from '../../app/actions/generate.ts';
import { createJobRunner, type JobRunner } from '../../app/actions/job-runner.ts';
import type { RemoteActions } from '../../app/remote/actions.ts';
import { createRemoteActions } from '../../app/remote/create-actions.ts';
import { createRemoteDesk, type KeyTabs } from '../../app/remote/desk.ts';
import { createDispatch, type Dispatch } from '../../app/remote/runs/dispatch.ts';
import type { KeyShelf } from '../../app/remote/keys/key-shelf.ts';
import { createKeyVault, type KeyVault, type TabStorage } from '../../app/remote/keys/key-vault.ts';
import { createPlacement } from '../../app/remote/placing/placement.ts';
import { createRunNotes } from '../../app/remote/runs/run-notes.ts';
import type { KeptRun, RunShelf } from '../../app/remote/runs/run-shelf.ts';
import { createSend } from '../../app/remote/calls/transport.ts';
import { createJobStore, type JobStore } from '../../app/state/job.ts';
import type { PagePicture } from '../../app/state/picture.ts';
import { createRemoteStore, type Relay, type RemoteStore } from '../../app/state/remote.ts';
import type { LocalDrawing } from '../../core/remote/index.ts';
import { decodePng } from '../../core/png/index.ts';
import { type GenerateRequest, parseGenerateRequest, type SeededRequest } from '../../core/request/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import { presetPose } from '../../core/pose/index.ts';
import { MODELSLAB_PICTURES } from '../doubles/modelslab.ts';

/** sessionStorage in memory. */
function memoryTab(): TabStorage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

/** Rows of IndexedDB in memory. */
function memoryShelf<Row>(keyOf: (row: Row) => string) {
  const rows = new Map<string, Row>();
  return {
    rows,
    all: () => Promise.resolve([...rows.values()].map((row) => structuredClone(row))),
    put: (row: Row) => Promise.resolve(void rows.set(keyOf(row), structuredClone(row))),
    remove: (key: string) => Promise.resolve(void rows.delete(key)),
    clear: () => {
      rows.clear();
      return Promise.resolve();
    },
  };
}

/** What outlives a reload. */
export interface Kept {
  readonly tab: TabStorage;
  readonly keys: KeyShelf;
  readonly runs: RunShelf & { readonly rows: ReadonlyMap<string, KeptRun> };
}

/** Nothing kept yet. */
export function nothingKept(): Kept {
  return {
    tab: memoryTab(),
    keys: memoryShelf(({ service }) => service),
    runs: { ...memoryShelf(({ id }: KeptRun) => id), unreadable: () => Promise.resolve([]) },
  };
}

/** A page's remote work. */
export interface Desk {
  readonly remote: RemoteStore;
  readonly job: JobStore;
  readonly vault: KeyVault;
  readonly actions: RemoteActions;
  readonly elsewhere: Elsewhere;
  readonly dispatch: Dispatch;
  readonly runner: JobRunner;
  readonly drawnHere: SeededRequest[];
  /** Sends a request and waits until the job has ended. */
  send(backendId: string, request?: SeededRequest): Promise<void>;
}

/** How a desk differs from the usual one. */
export interface DeskOptions {
  readonly kept?: Kept;
  /** Origin of the page, which browsers put on its calls. */
  readonly origin?: string;
  /** Asks anew what the relay has left. */
  readonly refreshRelay?: () => void;
  /** Stands in for the host of ModelsLab's pictures. */
  readonly pictures?: string;
  readonly relay?: Relay;
  readonly now?: () => number;
  readonly tabs?: KeyTabs;
  /** What pictures are drawn with on this device. */
  readonly drawnWith?: LocalDrawing;
  /** So many files the browser cannot decode, from the first on. */
  readonly undecodable?: number;
  /** Waits until the images of a picture are in the gallery or in files. */
  readonly safe?: (picture: PagePicture) => Promise<void>;
  /** What another tab does between the look at the budget and the call. */
  readonly meanwhile?: (remote: RemoteStore) => void;
}

/** Opens a page. */
export function openDesk({
  kept = nothingKept(),
  pictures = '',
  relay,
  now = Date.now,
  meanwhile = () => undefined,
  drawnWith = { loras: [] },
  undecodable = 0,
  safe = () => Promise.resolve(),
  origin = 'http://page.example',
  refreshRelay = () => undefined,
  tabs = { tell: () => undefined, onTold: () => undefined },
}: DeskOptions): Desk {
  const [remote, job] = [createRemoteStore({}), createJobStore()];
  const runner = createJobRunner(job);
  const vault = createKeyVault(kept.tab, kept.keys);
  const send = createSend((input, init) =>
    fetch((input as string).replace(MODELSLAB_PICTURES, pictures), {
      ...init,
      headers: { ...(init?.headers as Record<string, string>), origin },
    }),
  );
  const locks = new Set<string>();
  const lock = async <T>(id: string, work: () => Promise<T>): Promise<T | 'elsewhere'> => {
    if (locks.has(id)) return 'elsewhere';
    locks.add(id);
    return work().finally(() => locks.delete(id));
  };
  const shared = { remote, job, vault, shelf: createRunNotes(kept.runs), lock, now };
  let [runs, decodes] = [0, 0];
  const dispatch = createDispatch({
    ...shared,
    ports: { send, sleep: shortSleep, now: Date.now },
    async decode(file) {
      await Promise.resolve();
      decodes += 1;
      if (decodes <= undecodable)
        throw new ArmatureError({ code: 'bad-image', message: 'It is no picture.' });
      return decodePng(file);
    },
    safe,
    page: `${origin}/`,
    newId: () => `run-${(runs += 1)}`,
    inTurn: (work) => {
      meanwhile(remote);
      return Promise.resolve().then(work);
    },
    refreshRelay,
  });
  const placement = createPlacement(remote, () => drawnWith, now);
  const drawnHere: SeededRequest[] = [];
  const findRelay = () => Promise.resolve(relay);
  const remoteDesk = createRemoteDesk({ ...shared, send, dispatch, findRelay, tabs });
  const actions = createRemoteActions({
    ...{ ...shared, runner, placement },
    desk: () => Promise.resolve(remoteDesk),
    drawHere: (request) => Promise.resolve(void drawnHere.push(request)),
    drawnWith: () => drawnWith,
  });
  return {
    ...{ remote, job, vault, actions, dispatch, runner, drawnHere },
    elsewhere: { ...placement, known: () => Promise.resolve(), draw: dispatch.draw },
    async send(backendId, request = someRequest()) {
      await runner.run((task) => dispatch.draw(request, backendId, task));
    },
  };
}

/** A request that all back ends take. */
export function someRequest(change: Partial<GenerateRequest> = {}): SeededRequest {
  const canvas = { width: 64, height: 64 };
  const checked = parseGenerateRequest({
    prompt: 'a dancer',
    negativePrompt: '',
    seed: 7,
    ...canvas,
    steps: 12,
    guidance: 4,
    sampler: 'euler',
    scheduler: 'normal',
    controlStrength: 1,
    control: { kind: 'pose', pose: presetPose('standing', canvas) },
    ...change,
  });
  return { ...checked, seed: checked.seed ?? 7 };
}

/** Pauses between calls are skipped; a limit on how long something may take stays one. */
function shortSleep(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new ArmatureError({ code: 'cancelled', message: 'Cancelled.' }));
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    if (ms < 8000) setImmediate(resolve);
    else setTimeout(resolve, ms).unref();
  });
}
