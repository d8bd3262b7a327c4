/*
 * Faults inside the workers, most of them of the one that draws. The functions are sent there as text, before the worker's own code, so each of them
 * stands alone.
 */
import type { StageName } from '../../core/contract/index.ts';

/** When a fault strikes, counted from the moment at which it is armed. */
export type Moment =
  /** Before the worker's own code runs. */
  | { readonly on: 'start' }
  /** The page has made a call. */
  | { readonly on: 'call'; readonly call: 'probe' | 'load' | 'generate' | 'list' | 'count' | 'detect' }
  /** A device of the GPU was opened: the third is the one that draws, the others measure. */
  | { readonly on: 'device'; readonly nth: number }
  | { readonly on: 'stage'; readonly stage: StageName }
  | { readonly on: 'step'; readonly step: number }
  /** A picture was finished, and nothing is asked for. */
  | { readonly on: 'picture' };

/**
 * What a fault does.
 *
 * - `lose-device`: the GPU's device is destroyed.
 * - `gpu-memory`: buffers come out invalid, with the error that a GPU without memory reports.
 * - `gpu-throws`: making a buffer throws.
 * - `wasm-memory`: WebAssembly gets no memory, neither its first nor more.
 * - `throw`: an exception that nobody catches.
 * - `close`: the worker ends without a word, as when a browser ends it.
 * - `hold`: the worker stands still for a while, so that something can happen to the page just then.
 */
export type WorkerDeed =
  'lose-device' | 'gpu-memory' | 'gpu-throws' | 'wasm-memory' | 'throw' | 'close' | 'hold';

/** Workers beside the one that draws. */
export type WorkerBeside = 'library' | 'text' | 'detect';

/** A fault of a worker. */
export interface WorkerFault {
  /** Which one; the one that draws where none is named. */
  readonly of?: WorkerBeside;
  readonly at: Moment;
  readonly deed: WorkerDeed;
}

/** Name of the channel by which faults are armed, and tell that they struck. */
export const FAULT_CHANNEL = 'armature.faults';

/** How the worker is prepared. */
export interface WorkerBreaking {
  readonly channel: string;
  /** Which worker it is; undefined where it is the one that draws. */
  readonly of: WorkerBeside | undefined;
  /** Armed from the start. */
  readonly fault: WorkerFault | undefined;
  /** Let the adapter pass for a graphics card, though it computes on the CPU? */
  readonly asHardware: boolean;
  readonly holdMs: number;
}

interface Told {
  readonly at?: string;
  readonly event?: { readonly at?: string; readonly stage?: string; readonly step?: number };
}

/** Runs in the worker before its own code. */
export function breakWorker({ channel: name, of, fault: first, asHardware, holdMs }: WorkerBreaking): void {
  // Threads that wait for each other would make every visit long where several run at once.
  Object.defineProperty(navigator, 'hardwareConcurrency', { get: () => 1 });
  const channel = new BroadcastChannel(name);
  const devices: GPUDevice[] = [];
  let armed = first;
  let starving: 'gpu-memory' | 'gpu-throws' | undefined;
  let opened = 0;

  function strike(): void {
    const deed = armed?.deed;
    armed = undefined;
    channel.postMessage({ struck: deed });
    if (deed === 'lose-device') for (const device of devices) device.destroy();
    if (deed === 'gpu-memory' || deed === 'gpu-throws') starving = deed;
    if (deed === 'wasm-memory') refuseMemory();
    if (deed === 'hold') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, holdMs);
    if (deed === 'close') self.close();
    if (deed === 'throw') {
      setTimeout(() => {
        throw new Error('A fault of the test: nobody catches this.');
      });
    }
  }

  function refuseMemory(): void {
    const refuse = (): never => {
      throw new RangeError('WebAssembly.Memory(): could not allocate memory');
    };
    WebAssembly.Memory.prototype.grow = refuse;
    const { Memory } = WebAssembly;
    WebAssembly.Memory = new Proxy(Memory, { construct: refuse });
  }

  function meets(told: Told): boolean {
    const at = armed?.at;
    if (told.event?.at === 'stage') return at?.on === 'stage' && at.stage === told.event.stage;
    if (told.event?.at === 'step') return at?.on === 'step' && at.step === told.event.step;
    return told.event?.at === 'picture' && at?.on === 'picture';
  }

  channel.onmessage = ({ data }: MessageEvent<{ arm?: WorkerFault }>) => {
    if (data.arm && data.arm.of === of) armed = data.arm;
  };
  const post = self.postMessage.bind(self) as (message: unknown, transfer: Transferable[]) => void;
  self.postMessage = (message: unknown, transfer: unknown = []) => {
    post(message, transfer as Transferable[]);
    if (meets(message as Told)) strike();
  };
  self.addEventListener('message', ({ data }: MessageEvent<{ call?: string }>) => {
    if (armed?.at.on === 'call' && armed.at.call === data.call) strike();
  });

  if ('GPUAdapter' in self) {
    const { requestDevice } = GPUAdapter.prototype;
    GPUAdapter.prototype.requestDevice = async function (descriptor) {
      const device = await requestDevice.call(this, descriptor);
      opened++;
      devices.push(device);
      if (armed?.at.on === 'device' && armed.at.nth === opened) strike();
      return device;
    };
    const { createBuffer } = GPUDevice.prototype;
    GPUDevice.prototype.createBuffer = function (descriptor) {
      if (starving === 'gpu-throws') throw new RangeError('createBuffer failed: out of memory');
      if (starving === undefined) return createBuffer.call(this, descriptor);
      const error = new GPUOutOfMemoryError('Out of memory: a fault of the test.');
      setTimeout(() => this.dispatchEvent(new GPUUncapturedErrorEvent('uncapturederror', { error })));
      this.pushErrorScope('validation');
      const buffer = createBuffer.call(this, { ...descriptor, mappedAtCreation: false, size: 2 ** 50 });
      void this.popErrorScope();
      return buffer;
    };
    if (asHardware) {
      const info = { vendor: 'test', architecture: 'hardware', device: '', description: 'A card' };
      Object.defineProperty(GPUAdapter.prototype, 'info', {
        get: () => ({ ...info, isFallbackAdapter: false }),
      });
    }
  }
  if (armed?.at.on === 'start') {
    const { deed } = armed;
    strike();
    if (deed === 'throw') throw new Error('A fault of the test: the worker does not come up.');
  }
}
