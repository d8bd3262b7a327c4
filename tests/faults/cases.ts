/*
 * The faults: what strikes, when, and once or again and again.
 */
import type { StageName } from '../../core/contract/index.ts';
import type { PageDeed } from './break-page.ts';
import type { Moment, WorkerDeed, WorkerFault } from './break-worker.ts';
import type { NetworkDeed, NetworkFault } from './inject.ts';

/** Something that the runner does to the page while the worker stands still. */
export type TabDeed =
  | { readonly do: 'reload' }
  /** The tab's process ends. */
  | { readonly do: 'crash' }
  | { readonly do: 'close' }
  /** The tab is hidden and frozen for a while. */
  | { readonly do: 'freeze' }
  | { readonly do: 'offline' }
  /** The clock jumps by a year. */
  | { readonly do: 'clock'; readonly to: 'forward' | 'back' }
  /** Another tab of the page opens, is worked in, and draws. */
  | { readonly do: 'second-tab' }
  /** The browser evicts what is stored, by the names that its protocol has for kinds of storage. */
  | { readonly do: 'evict'; readonly what: string };

/** When a tab deed is done: while the worker draws, or when nothing is at work. */
export type TabMoment = Moment | 'idle';

/** One injected fault. */
export interface FaultCase {
  /** Row of the table. */
  readonly kind: string;
  readonly name: string;
  readonly worker?: WorkerFault;
  readonly page?: readonly PageDeed[];
  readonly network?: NetworkFault;
  readonly tab?: { readonly at: TabMoment; readonly deed: TabDeed };
  /** Texts that an earlier visit left in localStorage, by key. */
  readonly saved?: Readonly<Record<string, string>>;
  /** Databases of a later version that an earlier visit left, by name. */
  readonly laterDatabases?: readonly string[];
  readonly lasting: boolean;
  /** Which backend is set, `hardware`: automatic, with an adapter that passes for a graphics card. */
  readonly backend: 'cpu' | 'gpu' | 'hardware';
  /** Is the page itself kept from coming up? Then there is nothing to lose but what was there before. */
  readonly atBoot?: boolean;
}

const DRAWING: readonly StageName[] = ['preparing', 'text', 'control', 'denoising', 'decoding'];

/** While the page loads a model. */
const LOADING: readonly Moment[] = [
  { on: 'call', call: 'probe' },
  { on: 'call', call: 'load' },
];
/** While a picture is made, and after it. */
const RUNNING: readonly Moment[] = [
  { on: 'call', call: 'generate' },
  ...DRAWING.map((stage): Moment => ({ on: 'stage', stage })),
  { on: 'step', step: 1 },
  { on: 'step', step: 2 },
  { on: 'step', step: 3 },
  { on: 'picture' },
];
const DEVICE: Moment = { on: 'device', nth: 3 };

/** A moment in words. */
function momentWords(moment: TabMoment): string {
  if (moment === 'idle') return 'idle';
  switch (moment.on) {
    case 'start':
      return 'start of the worker';
    case 'call':
      return `call ${moment.call}`;
    case 'device':
      return 'device opened';
    case 'stage':
      return moment.stage;
    case 'step':
      return `step ${moment.step}`;
    case 'picture':
      return 'between runs';
  }
}

function workerFaults(
  kind: string,
  deed: WorkerDeed,
  moments: readonly Moment[],
  backends: readonly FaultCase['backend'][],
): FaultCase[] {
  return backends.flatMap((backend) =>
    moments.flatMap((at) =>
      [false, true].map((lasting) => ({
        ...{ kind, worker: { at, deed }, lasting, backend },
        name: `${deed}, ${momentWords(at)}, ${lasting ? 'every time' : 'once'}, ${backend}`,
      })),
    ),
  );
}

const START: Moment = { on: 'start' };
const GPUS = ['gpu', 'hardware'] as const;

const OF_THE_WORKER: readonly FaultCase[] = [
  ...workerFaults('GPU device lost', 'lose-device', [DEVICE, ...RUNNING], GPUS),
  ...workerFaults('GPU out of memory', 'gpu-memory', [DEVICE, ...RUNNING.slice(1, 6)], GPUS),
  ...workerFaults('GPU out of memory', 'gpu-throws', [DEVICE, ...RUNNING.slice(1, 6)], GPUS),
  ...workerFaults(
    'WebAssembly out of memory',
    'wasm-memory',
    [START, ...LOADING.slice(1), ...RUNNING.slice(0, 7)],
    ['cpu'],
  ),
  ...workerFaults('Worker throws', 'throw', [START, ...LOADING, ...RUNNING], ['cpu']),
  ...workerFaults('Worker ended by the browser', 'close', [...LOADING, ...RUNNING], ['cpu']),
];

const FILES: readonly (readonly [name: string, file: RegExp, atBoot: boolean])[] = [
  ['list of models', /models-manifest\.json/, true],
  ['worker', /generate\.worker/, false],
  ['runtime code', /assets\/ort[\w.-]*\.m?js/, false],
  ['runtime', /assets\/ort-wasm[\w.-]*\.wasm/, false],
  ['tokenizer', /tokenizer[\w/]*\.json/, false],
  ['text encoder', /text_encoder\/.*\.safetensors/, false],
  ['UNet', /unet\/.*\.safetensors/, false],
  ['ControlNet', /controlnet\/.*\.safetensors/, false],
  ['decoder', /vae\/.*\.safetensors/, false],
  ['configuration', /unet\/config\.json/, false],
];
const NETWORK: readonly NetworkDeed[] = ['refused', 'server-error', 'wrong-page', 'cut-short'];

const OF_THE_NETWORK: readonly FaultCase[] = FILES.flatMap(([name, file, atBoot]) =>
  NETWORK.map((deed, index) => ({
    kind: 'Network cut',
    name: `${name}, ${deed}`,
    network: { file, deed },
    lasting: index % 2 === 0,
    backend: 'cpu' as const,
    atBoot,
  })),
);

function pageFaults(kind: string, sets: readonly (readonly PageDeed[])[]): FaultCase[] {
  return sets.map((page) => ({ kind, name: page.join(' + '), page, lasting: true, backend: 'cpu' }));
}

const OF_THE_STORAGE: readonly FaultCase[] = [
  ...pageFaults('Storage full', [
    ['local-full'],
    ['tab-full'],
    ['database-full'],
    ['files-full'],
    ['local-full', 'tab-full'],
    ['local-full', 'tab-full', 'database-full'],
    ['local-full', 'tab-full', 'files-full'],
  ]),
  ...pageFaults('Storage forbidden', [
    ['local-forbidden'],
    ['tab-forbidden'],
    ['database-forbidden'],
    ['local-forbidden', 'tab-forbidden'],
    ['local-forbidden', 'tab-forbidden', 'database-forbidden'],
    ['no-files'],
    ['files-forbidden'],
    ['no-locks'],
    ['local-forbidden', 'tab-forbidden', 'database-forbidden', 'files-forbidden', 'no-locks'],
  ]),
  ...pageFaults('IndexedDB broken', [['database-silent'], ['database-damaged']]),
  ...['armature-poses', 'armature.reference', 'armature.runs', 'armature.keys'].map((name): FaultCase => ({
    ...{ kind: 'IndexedDB broken', name: `${name} of a later version`, laterDatabases: [name] },
    ...{ lasting: true, backend: 'cpu' },
  })),
];

const TAB_MOMENTS: readonly TabMoment[] = [
  { on: 'call', call: 'load' },
  { on: 'call', call: 'generate' },
  { on: 'stage', stage: 'text' },
  { on: 'step', step: 1 },
  { on: 'step', step: 2 },
  { on: 'stage', stage: 'decoding' },
  'idle',
];

function tabFaults(kind: string, deed: TabDeed, moments: readonly TabMoment[] = TAB_MOMENTS): FaultCase[] {
  return moments.map((at) => ({
    ...{ kind, tab: { at, deed }, lasting: false, backend: 'cpu' },
    name: `${tabDeedWords(deed)}, ${momentWords(at)}`,
  }));
}

function tabDeedWords(deed: TabDeed): string {
  if (deed.do === 'evict') return `evict ${deed.what}`;
  return deed.do === 'clock' ? `clock ${deed.to}` : deed.do;
}

/** The clock jumps where there is little room, too. */
function clockFaults(to: 'forward' | 'back', little: PageDeed): FaultCase[] {
  const all = tabFaults('Clock jumps', { do: 'clock', to }, CLOCK_MOMENTS);
  return all.flatMap((fault) =>
    fault.tab?.at === 'idle'
      ? [fault, { ...fault, name: `${fault.name}, ${little}`, page: [little] }]
      : [fault],
  );
}

/** While a model is loaded, while a picture is drawn, just before it is written down, and between two runs. */
const CLOCK_MOMENTS: readonly TabMoment[] = [
  { on: 'call', call: 'load' },
  { on: 'step', step: 1 },
  { on: 'stage', stage: 'decoding' },
  'idle',
];

const EVICTED = ['local_storage', 'indexeddb', 'file_systems', 'cache_storage', 'service_workers', 'all'];

const OF_THE_TAB: readonly FaultCase[] = [
  ...tabFaults('Reload', { do: 'reload' }),
  ...tabFaults('Tab crashes', { do: 'crash' }),
  ...tabFaults('Tab closed', { do: 'close' }),
  ...tabFaults('Tab frozen', { do: 'freeze' }),
  ...tabFaults('Connection lost', { do: 'offline' }, TAB_MOMENTS.slice(1)),
  ...tabFaults('Two tabs', { do: 'second-tab' }, TAB_MOMENTS.slice(1)),
  ...clockFaults('forward', 'local-full'),
  ...clockFaults('back', 'database-full'),
  ...EVICTED.flatMap((what) =>
    tabFaults('Storage evicted', { do: 'evict', what }, [{ on: 'step', step: 1 }, 'idle']),
  ),
];

const KEYS = ['pose.2', 'form.1', 'settings.1', 'models.1', 'remote.1', 'detect.1'];
const GARBAGE = {
  cut: '{"width": 512, "peo',
  number: '7',
  list: '[1, 2]',
  later: '{"version": 9, "theme": {}}',
};

const OF_THE_PAST: readonly FaultCase[] = KEYS.flatMap((key) =>
  Object.entries(GARBAGE).map(([how, text]): FaultCase => ({
    ...{ kind: 'Unreadable saved data', name: `${key} ${how}`, saved: { [`armature.${key}`]: text } },
    ...{ lasting: false, backend: 'cpu' },
  })),
);

/** All of them. */
export const FAULT_CASES: readonly FaultCase[] = [
  ...OF_THE_WORKER,
  ...OF_THE_NETWORK,
  ...OF_THE_STORAGE,
  ...OF_THE_TAB,
  ...OF_THE_PAST,
];
