/*
 * Sessions of the runtime. Everything goes through one queue: a second `create` or `run` before the first has ended
 * breaks the WebGPU provider.
 */
import type { InferenceSession } from 'onnxruntime-web';
import type { BackendName } from '../../core/contract/index.ts';
import { deviceLostError, runtimeError, type RuntimeTask } from './failures.ts';
import type { LoadedOrt } from './ort.ts';
import { createSerial, type Serial } from './serial.ts';
import { fromOrt, type SessionTensors, toOrt } from './tensors.ts';

/** An encoded graph and, unless it holds them itself, the file that its initializers lie in. */
export interface SessionSource {
  /** Name of the graph, for messages. */
  readonly name: string;
  /** ONNX ModelProto. */
  readonly model: Uint8Array;
  /** A blob is read while the session is prepared: tensor by tensor by the JSPI build, as a whole by the others. */
  readonly weights?: { readonly location: string; readonly data: Uint8Array | Blob };
  /** Leave the outputs on the GPU, to be fed to another session? Without a GPU they are on the CPU all the same. */
  readonly outputsStay: boolean;
}

/** What a graph takes. */
export interface SessionInput {
  readonly name: string;
  /** Of its elements, as the runtime calls it: `float32`, `int32`. */
  readonly type: string;
  /** Lengths that the graph leaves open are undefined. */
  readonly shape: readonly (number | undefined)[];
}

/** A graph ready to run. */
export interface Session {
  /** In the graph's order. */
  readonly inputs: readonly SessionInput[];
  /** In the graph's order. */
  readonly outputNames: readonly string[];
  /**
   * Runs the graph once.
   *
   * @param inputs - those on the GPU stay the caller's
   * @throws ArmatureError `session-failed`, `out-of-memory` or `adapter-lost`
   */
  run(inputs: SessionTensors): Promise<SessionTensors>;
  release(): Promise<void>;
}

/** One backend, set up. */
export interface Runtime {
  readonly backend: BackendName;
  /** Has the GPU kernels in float16? On the CPU it is false: graphs would run, but gain nothing. */
  readonly float16: boolean;
  /** Milliseconds spent inside the runtime's `run` since this was last asked. */
  takeInferenceTime(): number;
  /**
   * Prepares a graph.
   *
   * @throws ArmatureError `session-failed`, `out-of-memory` or `adapter-lost`
   */
  createSession(source: SessionSource): Promise<Session>;
  /** Ends the backend, after its sessions were released. */
  dispose(): void;
}

/** What a runtime is made of. */
export interface RuntimeOptions {
  readonly loaded: LoadedOrt;
  /** Milliseconds, from any start. */
  readonly clock: () => number;
  /** Runs on WebGPU with this device, which the runtime owns from now on; without it on the CPU. */
  readonly device?: GPUDevice;
}

/** Errors only: the runtime warns of every node that it moves. */
const LOG_SEVERITY = 3;

/**
 * On the CPU, weights in float16 are widened right before their use, one at a time. Left to itself the runtime would widen
 * all of them when the session is prepared, in two of its passes. Scales and small kernels are still widened then.
 */
const WEIGHTS_STAY_SMALL = {
  optimization: {
    constant_folding_max_output_size_in_bytes: String(2 ** 21),
    disable_specified_optimizers: 'FuseFp16InitializerToFp32NodeTransformer',
  },
};

/** How long a failed call waits to hear whether the device is gone, in ms. */
const LOSS_NOTICE_MS = 200;

interface State {
  readonly options: RuntimeOptions;
  readonly serial: Serial;
  inferenceMs: number;
  /** Why the device was lost, once it is. */
  lost: string | undefined;
  /** What the GPU had no room for, until that has been told. What it then computes is nothing. */
  starved: string | undefined;
}

/** Sets up a backend. */
export function createRuntime(options: RuntimeOptions): Runtime {
  const state: State = {
    options,
    serial: createSerial(),
    inferenceMs: 0,
    lost: undefined,
    starved: undefined,
  };
  const { device, loaded } = options;
  if (device) {
    void device.lost.then(({ message }) => {
      state.lost = message;
    });
    device.addEventListener('uncapturederror', ({ error }) => {
      if (error instanceof GPUOutOfMemoryError) state.starved = error.message;
    });
  }
  return {
    backend: device ? 'webgpu' : 'wasm',
    float16: device?.features.has('shader-f16') ?? false,
    takeInferenceTime: () => {
      const spent = state.inferenceMs;
      state.inferenceMs = 0;
      return spent;
    },
    createSession: (source) =>
      guarded(state, { doing: 'prepare', model: source.name }, async () => {
        const session = await loaded.ort.InferenceSession.create(
          source.model,
          sessionOptions(options, source),
        );
        await nextTurn();
        return sessionOver(state, session, source.name);
      }),
    dispose: () => device?.destroy(),
  };
}

function sessionOptions(
  { device }: RuntimeOptions,
  { weights, outputsStay }: SessionSource,
): InferenceSession.SessionOptions {
  const shared: InferenceSession.SessionOptions = {
    ...(weights && { externalData: [{ path: weights.location, data: weights.data }] }),
    graphOptimizationLevel: 'all',
    logSeverityLevel: LOG_SEVERITY,
  };
  if (!device) return { ...shared, executionProviders: ['wasm'], extra: WEIGHTS_STAY_SMALL };
  return {
    ...shared,
    executionProviders: [{ name: 'webgpu', device }],
    ...(outputsStay && { preferredOutputLocation: 'gpu-buffer' }),
  };
}

function sessionOver(state: State, session: InferenceSession, name: string): Session {
  const { loaded, clock } = state.options;
  const inputs = session.inputMetadata.map(inputOf);
  const types = new Map(inputs.map((input) => [input.name, input.type]));
  return {
    inputs,
    outputNames: session.outputNames,
    run: (given) =>
      guarded(state, { doing: 'run', model: name }, async () => {
        const feeds = mapValues(given, (tensor, input) => toOrt(loaded.ort, tensor, types.get(input)));
        const started = clock();
        const outputs = await session.run(feeds);
        state.inferenceMs += clock() - started;
        await nextTurn();
        return mapValues(outputs, fromOrt);
      }),
    release: () => state.serial(() => session.release()),
  };
}

function inputOf(input: InferenceSession.ValueMetadata): SessionInput {
  if (!input.isTensor) return { name: input.name, type: 'none', shape: [] };
  const { name, type, shape } = input;
  const known = shape.map((length) => (typeof length === 'number' && length > 0 ? length : undefined));
  return { name, type, shape: known };
}

/** The CPU kernels hold the thread while they work: without a pause no message, and so no cancel, would ever be heard. */
function nextTurn(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

function guarded<T>(state: State, task: RuntimeTask, work: () => Promise<T>): Promise<T> {
  return state.serial(async () => {
    if (state.lost !== undefined) throw deviceLostError(state.lost);
    try {
      const result = await work();
      const { starved } = state;
      state.starved = undefined;
      if (starved !== undefined) throw new RangeError(starved);
      return result;
    } catch (thrown) {
      const lost = await lossOf(state.options);
      if (lost !== undefined) throw deviceLostError(lost);
      // What the runtime then throws speaks of its buffers, and not of the memory that they did not get.
      const { starved } = state;
      state.starved = undefined;
      throw runtimeError(starved === undefined ? thrown : new RangeError(starved, { cause: thrown }), task);
    }
  });
}

/** A lost device, as memory that it does not have, first shows as a failed call; the notice comes a moment later. */
async function lossOf({ device }: RuntimeOptions): Promise<string | undefined> {
  if (!device) return undefined;
  const patience = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), LOSS_NOTICE_MS);
  });
  return Promise.race([device.lost.then(({ message }) => message), patience]);
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  map: (value: From, name: string) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value, name)]));
}
