/*
 * The faults.
 */
import type { PageDeed } from './break-page.ts';
import { type FaultCase, momentWords, type TabDeed, type TabMoment } from './fault-case.ts';
import type { NetworkDeed } from './inject.ts';
import type { Evicted } from './stored.ts';
import { OF_THE_WORKER } from './worker-cases.ts';

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

/** All that the page has. */
const DATABASES = [
  ...['armature-poses', 'armature.reference', 'armature.runs', 'armature.keys'],
  ...['armature.gallery', 'armature.queue', 'armature-prompts'],
];

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
    ['locks-forbidden'],
    ['local-forbidden', 'tab-forbidden', 'database-forbidden', 'files-forbidden', 'no-locks'],
    ['local-forbidden', 'tab-forbidden', 'database-forbidden', 'files-forbidden', 'locks-forbidden'],
  ]),
  ...pageFaults('IndexedDB broken', [['database-silent'], ['database-damaged']]),
  ...DATABASES.map((name): FaultCase => ({
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

const EVICTED: readonly Evicted[] = [
  ...(['local_storage', 'indexeddb', 'file_systems'] as const),
  // These go together into a visit with a service worker.
  ...(['cache_storage', 'service_workers', 'all'] as const),
];

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
