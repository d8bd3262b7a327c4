/*
 * Quantized kernels must not be turned back into floats all at once, neither when the session is built nor during a run.
 */
import * as ort from 'onnxruntime-web';
import { expect, it } from 'vitest';
import { conv2d, createGraph, dequantizePerChannel, encodeModel } from '../../../core/onnx/index.ts';
import type { ExternalLocation, Graph } from '../../../core/onnx/index.ts';
import { watchHeap } from '../../../tools/bench/sd15/watch-heap.ts';

const CHANNELS = 256;
const LAYERS = 24;
const KERNEL = [CHANNELS, CHANNELS, 3, 3];
const KERNEL_FLOAT_BYTES = CHANNELS * CHANNELS * 9 * 4;

/** A chain of convolutions with int8 kernels. */
function chain(): Graph {
  const g = createGraph('chain');
  let x = g.input({ name: 'x', dtype: 'float32', shape: [1, CHANNELS, 2, 2] });
  for (let i = 0; i < LAYERS; i++) {
    const codes = g.initializer({ name: `${i}.q`, dtype: 'int8', shape: KERNEL });
    const scales = g.initializer({ name: `${i}.scales`, dtype: 'float32', shape: [CHANNELS] });
    x = conv2d(g, x, {
      weight: dequantizePerChannel(g, codes, scales),
      bias: undefined,
      stride: 1,
      padding: { top: 1, left: 1, bottom: 1, right: 1 },
    });
  }
  g.output('y', x);
  return g.build();
}

it('dequantizes one kernel at a time', async () => {
  const memory = watchHeap();
  const graph = chain();
  const locations = new Map<string, ExternalLocation>();
  let size = 0;
  for (const { name, byteLength } of graph.initializers) {
    locations.set(name, { location: 'w', offset: size, length: byteLength });
    size += byteLength;
  }
  const session = await ort.InferenceSession.create(encodeModel(graph, locations), {
    externalData: [{ path: 'w', data: new Uint8Array(size) }],
  });
  const built = memory.bytes();
  expect(built).toBeGreaterThan(size);
  expect(built).toBeLessThan(size + 10 * KERNEL_FLOAT_BYTES);

  await session.run({ x: new ort.Tensor('float32', new Float32Array(CHANNELS * 4), [1, CHANNELS, 2, 2]) });
  expect(memory.bytes() - built).toBeLessThan(10 * KERNEL_FLOAT_BYTES);
  await session.release();
});
