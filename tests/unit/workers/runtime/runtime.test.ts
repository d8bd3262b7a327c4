import { beforeAll, describe, expect, it, vi } from 'vitest';
import { add, createGraph, encodeModel, matMul } from '../../../../core/onnx/index.ts';
import {
  createRuntime,
  floats,
  integers,
  type Runtime,
  type SessionSource,
} from '../../../../workers/runtime/index.ts';
import type { RuntimeOptions } from '../../../../workers/runtime/runtime.ts';
import { loadOrtForNode } from '../../../../workers/runtime/ort-node.ts';

/** y = x w + x, for x [2, 2] and w read from an external file at an offset. */
function affine(weights: Float32Array): SessionSource {
  const g = createGraph('affine');
  const x = g.input({ name: 'x', dtype: 'float32', shape: [2, 2] });
  const w = g.initializer({ name: 'w', dtype: 'float32', shape: [2, 2] });
  g.output('y', add(g, matMul(g, x, w), x));
  const data = new Uint8Array(8 + weights.byteLength);
  data.set(new Uint8Array(weights.buffer), 8);
  const place = { location: 'affine.safetensors', offset: 8, length: weights.byteLength };
  return {
    name: 'affine',
    model: encodeModel(g.build(), new Map([['w', place]])),
    weights: { location: place.location, data },
    outputsStay: false,
  };
}

const X = floats(Float32Array.of(1, 2, 3, 4), [2, 2]);

describe('createRuntime', () => {
  let now = 0;
  let runtime: Runtime;

  beforeAll(() => {
    runtime = createRuntime({ loaded: loadOrtForNode(2), clock: () => (now += 5) });
  });

  it('says whether the device has float16', () => {
    const on = (...features: string[]): boolean => {
      const lost = new Promise<never>(() => undefined);
      const device = Object.assign(new EventTarget(), { features: new Set(features), lost });
      return createRuntime({
        loaded: loadOrtForNode(1),
        clock: () => 0,
        device: device as unknown as GPUDevice,
      }).float16;
    };
    expect([on('shader-f16', 'subgroups'), on('subgroups'), runtime.float16]).toEqual([true, false, false]);
  });

  it('runs a graph on weights of an external file', async () => {
    const session = await runtime.createSession(affine(Float32Array.of(1, 0, 0, 10)));
    const { y } = await session.run({ x: X });
    expect(y).toEqual(floats(Float32Array.of(2, 22, 6, 44), [2, 2]));
    await session.release();
  });

  it('queues calls that overlap, so that each ends with its own result', async () => {
    const [once, twice] = await Promise.all([
      runtime.createSession(affine(Float32Array.of(0, 0, 0, 0))),
      runtime.createSession(affine(Float32Array.of(1, 0, 0, 1))),
    ]);
    const results = await Promise.all([once, twice, once, twice].map((session) => session.run({ x: X })));
    expect(results.map(({ y }) => y?.at === 'cpu' && y.data[3])).toEqual([4, 8, 4, 8]);
    await Promise.all([once.release(), twice.release()]);
  });

  it('tells the time spent inside run, and starts over', async () => {
    runtime.takeInferenceTime();
    const session = await runtime.createSession(affine(Float32Array.of(1, 0, 0, 1)));
    expect(runtime.takeInferenceTime()).toBe(0);
    await session.run({ x: X });
    await session.run({ x: X });
    expect(runtime.takeInferenceTime()).toBe(10);
    expect(runtime.takeInferenceTime()).toBe(0);
    await session.release();
  });

  it('lets messages in between two runs', async () => {
    const session = await runtime.createSession(affine(new Float32Array(4)));
    const heard: string[] = [];
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => heard.push('cancel');
    port2.postMessage('cancel');
    await session.run({ x: X });
    await session.run({ x: X });
    expect(heard).toEqual(['cancel']);
    port1.close();
    await session.release();
  });

  it('names the graph that cannot be prepared, and goes on', async () => {
    const broken = { ...affine(new Float32Array(4)), model: Uint8Array.of(1, 2, 3) };
    await expect(runtime.createSession(broken)).rejects.toMatchObject({
      failure: { code: 'session-failed', message: 'The runtime could not prepare affine.' },
    });
    const session = await runtime.createSession(affine(new Float32Array(4)));
    await expect(session.run({ x: integers(Int32Array.of(1, 2, 3, 4), [2, 2]) })).rejects.toMatchObject({
      failure: { code: 'session-failed', message: 'The runtime could not run affine.' },
    });
    expect((await session.run({ x: X }))['y']).toEqual(X);
    await session.release();
  });
});

describe('a GPU without memory', () => {
  class OutOfMemory {
    readonly message = 'No room for a buffer.';
  }

  /** A runtime on a device that says so, after as many milliseconds, at every run; then the run ends as given. */
  function starving(afterMs: number, end: () => Promise<object>) {
    vi.stubGlobal('GPUOutOfMemoryError', OutOfMemory);
    const lost = new Promise<never>(() => undefined);
    const device = Object.assign(new EventTarget(), { features: new Set<string>(), lost });
    const tell = (): boolean =>
      device.dispatchEvent(Object.assign(new Event('uncapturederror'), { error: new OutOfMemory() }));
    const run = vi.fn(async () => {
      if (afterMs === 0) tell();
      else setTimeout(tell, afterMs);
      return end();
    });
    const { ort } = loadOrtForNode(1);
    const session = { inputMetadata: [], outputNames: [], run };
    const InferenceSession = { create: () => Promise.resolve(session) };
    const loaded = { ort: { ...ort, InferenceSession }, threads: 1 } as unknown as RuntimeOptions['loaded'];
    const runtime = createRuntime({ loaded, clock: () => 0, device: device as unknown as GPUDevice });
    return { run, session: runtime.createSession(affine(new Float32Array(4))) };
  }

  const FAILURE = {
    failure: { code: 'out-of-memory', message: 'There was not enough memory to run affine.' },
  };

  it('gives no picture of what it then computes', async () => {
    const { session } = starving(0, () => Promise.resolve({}));
    await expect((await session).run({})).rejects.toMatchObject(FAILURE);
  });

  it('is told as such where the runtime fails on the buffer, though it is heard of later', async () => {
    const { session, run } = starving(20, () => Promise.reject(new Error('Buffer is invalid.')));
    await expect((await session).run({})).rejects.toMatchObject(FAILURE);
    run.mockResolvedValueOnce({});
    expect(await (await session).run({}), 'told once').toEqual({});
  });
});
