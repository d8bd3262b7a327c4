/*
 * Kernels in float16 must not all be widened when the session is prepared: a large model would no longer fit.
 */
import { expect, it } from 'vitest';
import { cast, conv2d, createGraph, encodeModel } from '../../../../core/onnx/index.ts';
import type { ExternalLocation } from '../../../../core/onnx/index.ts';
import { createRuntime, floats } from '../../../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../../../workers/runtime/ort-node.ts';
import { watchHeap } from '../../../../tools/bench/sd15/watch-heap.ts';

const CHANNELS = 256;
const LAYERS = 40;
const KERNEL = [CHANNELS, CHANNELS, 3, 3];
const KERNEL_FLOAT_BYTES = CHANNELS * CHANNELS * 9 * 4;

it('widens float16 kernels one at a time', async () => {
  const heap = watchHeap();
  const g = createGraph('chain');
  const locations = new Map<string, ExternalLocation>();
  let size = 0;
  let x = g.input({ name: 'x', dtype: 'float32', shape: [1, CHANNELS, 2, 2] });
  for (let i = 0; i < LAYERS; i++) {
    const kernel = g.initializer({ name: `${i}`, dtype: 'float16', shape: KERNEL });
    locations.set(`${i}`, { location: 'w', offset: size, length: KERNEL_FLOAT_BYTES / 2 });
    size += KERNEL_FLOAT_BYTES / 2;
    x = conv2d(g, x, {
      weight: cast(g, kernel, 'float32'),
      bias: undefined,
      stride: 1,
      padding: { top: 1, left: 1, bottom: 1, right: 1 },
    });
  }
  g.output('y', x);

  const runtime = createRuntime({ loaded: loadOrtForNode(1), clock: () => performance.now() });
  const session = await runtime.createSession({
    name: 'chain',
    model: encodeModel(g.build(), locations),
    weights: { location: 'w', data: new Uint8Array(size) },
    outputsStay: false,
  });
  const input = floats(new Float32Array(CHANNELS * 4), [1, CHANNELS, 2, 2]);
  await session.run({ x: input });
  expect(heap.bytes()).toBeGreaterThan(size);
  expect(heap.bytes()).toBeLessThan(size + (LAYERS / 2) * KERNEL_FLOAT_BYTES);
  await session.release();
});
