/*
 * The faults of workers, the GPU's among them.
 */
import type { StageName } from '../../core/contract/index.ts';
import type { Moment, WorkerBeside, WorkerDeed } from './break-worker.ts';
import { type FaultCase, momentWords } from './fault-case.ts';

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

/** The workers that do not draw, and the calls that bring them to their work. */
const BESIDE: readonly (readonly [of: WorkerBeside, calls: readonly Moment[]])[] = [
  ['library', [{ on: 'call', call: 'list' }]],
  ['text', [{ on: 'call', call: 'count' }]],
  [
    'detect',
    [
      { on: 'call', call: 'load' },
      { on: 'call', call: 'detect' },
    ],
  ],
];

function faultsBeside(kind: string, deed: WorkerDeed, start: readonly Moment[]): FaultCase[] {
  return BESIDE.flatMap(([of, calls]) =>
    [...start, ...calls].flatMap((at) =>
      [false, true].map((lasting): FaultCase => ({
        ...{ kind, worker: { of, at, deed }, lasting, backend: 'cpu' },
        name: `${deed}, ${of} worker, ${momentWords(at)}, ${lasting ? 'every time' : 'once'}`,
      })),
    ),
  );
}

const GPUS = ['gpu', 'hardware'] as const;

/** All of them. */
export const OF_THE_WORKER: readonly FaultCase[] = [
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
  ...faultsBeside('Worker throws', 'throw', [START]),
  ...workerFaults('Worker ended by the browser', 'close', [...LOADING, ...RUNNING], ['cpu']),
  ...faultsBeside('Worker ended by the browser', 'close', []),
];
