/*
 * ComfyUI's queue and the runs in it: one at a time, told to its client over the websocket, kept in the history.
 */
import { executionOrder, type Graph } from './comfyui-nodes.ts';
import { servicePicture } from './picture.ts';

/** Tells a client, or all. */
export type Tell = (message: object | Uint8Array, clientId?: string) => void;

interface Run {
  readonly number: number;
  readonly id: string;
  readonly graph: Graph;
  readonly clientId: string;
  /** Never ends by itself. */
  readonly endless: boolean;
  interrupted: boolean;
}

interface Saved {
  readonly filename: string;
  readonly subfolder: string;
  readonly type: string;
}

/** The event of a preview, and JPEG or PNG: here PNG, each a big-endian word. */
const PREVIEW_HEAD = [0, 0, 0, 1, 0, 0, 0, 2];
const FAILURE = 'CUDA out of memory. Tried to allocate 1.50 GiB';

/** The queue of the double. */
export class ComfyRuns {
  readonly #tell: Tell;
  readonly #stepMs: number;
  readonly #pending: Run[] = [];
  #running: Run | undefined;
  readonly #history = new Map<string, unknown>();
  readonly #files = new Set<string>();
  #count = 0;

  constructor(tell: Tell, stepMs: number) {
    this.#tell = tell;
    this.#stepMs = stepMs;
  }

  add(graph: Graph, clientId: string, endless: boolean): object {
    this.#count += 1;
    const id = `${String(this.#count).padStart(8, '0')}-7c1d-4f39-9a86-2f1f6c1f1d10`;
    const run = { number: this.#count, id, graph, clientId, endless, interrupted: false };
    this.#pending.push(run);
    this.#tellQueue();
    if (!this.#running) void this.#work();
    return { prompt_id: id, number: run.number, node_errors: {} };
  }

  /** Takes waiting runs out. */
  remove(ids: readonly string[]): void {
    for (const id of ids) {
      const at = this.#pending.findIndex((run) => run.id === id);
      if (at >= 0) this.#pending.splice(at, 1);
    }
    this.#tellQueue();
  }

  /** Stops the run at work; with an id only that one. */
  interrupt(id: string | undefined): void {
    if (this.#running && (id === undefined || this.#running.id === id)) this.#running.interrupted = true;
  }

  /** Leaves everything where it is. */
  end(): void {
    this.#pending.length = 0;
    this.interrupt(undefined);
  }

  queue(): object {
    const told = ({ number, id, graph, clientId }: Run): unknown[] => [
      number,
      id,
      graph,
      { client_id: clientId },
      ['save'],
    ];
    return {
      queue_running: this.#running ? [told(this.#running)] : [],
      queue_pending: this.#pending.map(told),
    };
  }

  remaining(): number {
    return this.#pending.length + (this.#running ? 1 : 0);
  }

  history(id: string): object {
    return this.#history.has(id) ? { [id]: this.#history.get(id) } : {};
  }

  has(filename: string): boolean {
    return this.#files.has(filename);
  }

  async #work(): Promise<void> {
    for (let run = this.#pending.shift(); run; run = this.#pending.shift()) {
      this.#running = run;
      this.#tellQueue();
      const outputs = await this.#execute(run);
      this.#history.set(run.id, outputs ? succeeded(run.id, outputs) : interrupted(run.id));
      this.#running = undefined;
      this.#tellQueue();
      this.#tell({ type: 'executing', data: { node: null, prompt_id: run.id } }, run.clientId);
    }
  }

  /** What it saved; undefined where it was interrupted. */
  async #execute(run: Run): Promise<Saved[] | undefined> {
    const tell = (type: string, data: object): void =>
      this.#tell({ type, data: { ...data, prompt_id: run.id } }, run.clientId);
    tell('execution_start', {});
    tell('execution_cached', { nodes: [] });
    let saved: Saved[] = [];
    for (const node of executionOrder(run.graph)) {
      tell('executing', { node, display_node: node });
      const { class_type: name, inputs } = run.graph[node]!;
      if (name === 'KSampler') await this.#sample(run, node, Number(inputs['steps']));
      if (run.interrupted) {
        tell('execution_interrupted', { node_id: node, node_type: name, executed: [] });
        return undefined;
      }
      if (name !== 'SaveImage') continue;
      saved = this.#save(run, String(inputs['filename_prefix']));
      tell('executed', { node, output: { images: saved } });
    }
    tell('execution_success', {});
    return saved;
  }

  async #sample(run: Run, node: string, steps: number): Promise<void> {
    for (let step = 1; !run.interrupted && (run.endless || step <= steps); step++) {
      await new Promise((resolve) => setTimeout(resolve, this.#stepMs));
      const value = run.endless ? 1 : step;
      this.#tell({ type: 'progress', data: { value, max: steps, prompt_id: run.id, node } }, run.clientId);
      this.#tell(new Uint8Array([...PREVIEW_HEAD, ...servicePicture()]), run.clientId);
    }
  }

  #save({ graph }: Run, prefix: string): Saved[] {
    const sizes = Object.values(graph).map(({ inputs }) => Number(inputs['batch_size'] ?? inputs['amount']));
    const count = sizes.find((size) => size > 0) ?? 1;
    return Array.from({ length: count }, () => {
      const filename = `${prefix}_${String(this.#files.size + 1).padStart(5, '0')}_.png`;
      this.#files.add(filename);
      return { filename, subfolder: '', type: 'output' };
    });
  }

  #tellQueue(): void {
    this.#tell(queueStatus(this.remaining()));
  }
}

/** What everybody hears when the queue changes, and a new client first. */
export function queueStatus(remaining: number, sid?: string): object {
  const data = { status: { exec_info: { queue_remaining: remaining } }, ...(sid !== undefined && { sid }) };
  return { type: 'status', data };
}

function succeeded(id: string, images: readonly Saved[]): object {
  const messages = ['execution_start', 'execution_cached', 'execution_success'].map((type) => [
    type,
    { prompt_id: id },
  ]);
  return { outputs: { save: { images } }, status: { status_str: 'success', completed: true, messages } };
}

function interrupted(id: string): object {
  const messages = [['execution_interrupted', { prompt_id: id, node_id: 'sampler', executed: [] }]];
  return { outputs: {}, status: { status_str: 'error', completed: false, messages } };
}

/** A run whose sampler ran out of memory. */
export function failedHistory(id: string): object {
  const told = {
    prompt_id: id,
    node_type: 'KSampler',
    exception_message: FAILURE,
    exception_type: 'OutOfMemoryError',
  };
  const status = { status_str: 'error', completed: false, messages: [['execution_error', told]] };
  return { [id]: { outputs: {}, status } };
}
