/*
 * Measures how far the memory of WebAssembly grows while a decoder of SD 1.5's size (weights all equal, float32) decodes
 * latents of some sizes, and prints JSON: `npm run bench:decoder-memory`. Its heap never shrinks, so sizes ascend.
 */
import { authorVaeDecoder, parseAutoencoderKLConfig } from '../../core/models/index.ts';
import { encodeModel } from '../../core/onnx/index.ts';
import { largestTensorBytes } from '../../workers/engine/memory.ts';
import { createRuntime, floats } from '../../workers/runtime/index.ts';
import { loadOrtForNode } from '../../workers/runtime/ort-node.ts';

/** Sides of the latents, in cells. */
const SIZES = [
  [16, 16],
  [32, 32],
] as const;

const CONFIG = parseAutoencoderKLConfig(
  {
    block_out_channels: [128, 256, 512, 512],
    down_block_types: Array(4).fill('DownEncoderBlock2D'),
    up_block_types: Array(4).fill('UpDecoderBlock2D'),
    layers_per_block: 2,
  },
  'config.json',
);

const MIB = 2 ** 20;

async function main(): Promise<void> {
  const memory = watchMemory();
  const clock = (): number => performance.now();
  const runtime = createRuntime({ loaded: loadOrtForNode(2), clock });
  for (const [width, height] of SIZES) {
    const { graph } = authorVaeDecoder(CONFIG, { policy: 'f32', batch: 1, height, width });
    const location = 'weights';
    let offset = 0;
    const places = new Map(
      graph.initializers.map(({ name, byteLength }) => {
        const place = { location, offset, length: byteLength };
        offset += byteLength;
        return [name, place];
      }),
    );
    const data = new Uint8Array(new Float32Array(offset / 4).fill(1e-4).buffer);
    const session = await runtime.createSession({
      name: 'vae_decoder',
      model: encodeModel(graph, places),
      weights: { location, data },
      outputsStay: false,
    });
    const prepared = memory.bytes();
    const started = clock();
    await session.run({
      latents: floats(new Float32Array(4 * height * width).fill(0.1), [1, 4, height, width]),
    });
    const seconds = (clock() - started) / 1000;
    await session.release();
    console.log(
      JSON.stringify({
        cells: `${width}x${height}`,
        weightsMiB: Math.round(offset / MIB),
        largestTensorMiB: Math.round(
          largestTensorBytes({ kind: 'kl', config: CONFIG }, { height, width }) / MIB,
        ),
        heapPreparedMiB: Math.round(prepared / MIB),
        heapAfterMiB: Math.round(memory.bytes() / MIB),
        seconds: Number(seconds.toFixed(1)),
      }),
    );
  }
}

/** Watches the memories that WebAssembly modules make from now on. */
function watchMemory(): { readonly bytes: () => number } {
  const made: WebAssembly.Memory[] = [];
  const { Memory } = WebAssembly;
  WebAssembly.Memory = class extends Memory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor);
      made.push(this);
    }
  };
  return { bytes: () => made.reduce((sum, { buffer }) => sum + buffer.byteLength, 0) };
}

await main();
