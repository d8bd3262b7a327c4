/*
 * An autoencoder in tiles against the same tiles in torch: tests/fixtures/tiles, made by tools/fixtures/tiles.py.
 */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { blankImage, pictureFrom, planTiling, type RgbaImage } from '../../../../core/image/index.ts';
import {
  authorVaeDecoder,
  authorVaeEncoder,
  parseAutoencoderKLConfig,
} from '../../../../core/models/index.ts';
import { memorySource } from '../../../../core/weights/index.ts';
import { nodeFolder } from '../../../../tools/cli/node-folder.ts';
import { openComponent, readConfig } from '../../../../workers/engine/component.ts';
import type { Autoencoder } from '../../../../workers/engine/model.ts';
import {
  createSessionPool,
  type SessionOrder,
  type SessionPool,
} from '../../../../workers/engine/sessions.ts';
import { decodeLatents } from '../../../../workers/engine/stages/decode.ts';
import { encodeImage } from '../../../../workers/engine/stages/encode.ts';
import { peakSignalToNoise, relativeError } from '../../../cli/closeness.ts';
import { readTensors, type ReferenceTensors } from '../../../parity/reference.ts';
import { watchedRuntime } from './watched-runtime.ts';

const FIXTURES = resolve(import.meta.dirname, '../../../fixtures');
const SIZE = { channels: 4, height: 10, width: 18 };
const TILING = planTiling(SIZE, 8, 2);
const FACTOR = 4;

describe('an autoencoder in tiles', () => {
  let reference: ReferenceTensors;
  let autoencoder: Autoencoder & { readonly kind: 'kl' };
  let sessions: SessionPool;

  const floats = (name: string): Float32Array => Float32Array.from(reference.get(name)?.data ?? []);
  const decoderFor = ({ height, width }: { height: number; width: number }): SessionOrder => ({
    stage: 'decoder',
    shape: [height, width],
    weights: autoencoder.weights,
    author: () => authorVaeDecoder(autoencoder.config, { batch: 1, height, width, policy: 'f32' }),
  });
  const decode = (latents: Float32Array, tiling?: typeof TILING): Promise<RgbaImage> =>
    decodeLatents(sessions, {
      autoencoder,
      order: decoderFor(tiling?.tile ?? SIZE),
      size: SIZE,
      tiling,
      latents,
    });

  beforeAll(async () => {
    const file = resolve(FIXTURES, 'tiles/reference.safetensors');
    reference = await readTensors(memorySource(new Uint8Array(await readFile(file))), file);
    const folder = nodeFolder(resolve(FIXTURES, 'models/autoencoder-kl-attention'));
    const config = parseAutoencoderKLConfig(await readConfig(folder), folder.label);
    autoencoder = {
      kind: 'kl',
      config: { ...config, scaling_factor: 1 },
      weights: await openComponent(folder, { policy: 'f32' }),
    };
    sessions = createSessionPool(watchedRuntime('wasm').runtime, 'keep');
  });

  it('decodes as torch does with the same tiles', async () => {
    const tiled = await decode(floats('latents'), TILING);
    const expected = pictureFrom(floats('decoded'), SIZE.width * FACTOR, SIZE.height * FACTOR);
    expect(peakSignalToNoise(tiled, expected)).toBeGreaterThan(60);
    expect(peakSignalToNoise(await decode(floats('latents')), expected)).toBeLessThan(40);
  });

  it('encodes as torch does with the same tiles', async () => {
    const image = blankImage(SIZE.width * FACTOR, SIZE.height * FACTOR);
    const planes = floats('picture');
    const area = image.width * image.height;
    for (let i = 0; i < 3 * area; i++) image.data[4 * (i % area) + Math.floor(i / area)] = planes[i]!;
    const { height, width } = { height: 8 * FACTOR, width: 8 * FACTOR };
    const order: SessionOrder = {
      stage: 'encoder',
      shape: [height, width],
      weights: autoencoder.weights,
      author: () => authorVaeEncoder(autoencoder.config, { batch: 1, height, width, policy: 'f32' }),
    };
    const encoded = await encodeImage(sessions, { autoencoder, order, size: SIZE, tiling: TILING, image });
    expect(relativeError(encoded, floats('encoded'))).toBeLessThan(1e-5);
  });

  it('shows no seams where the latents are smooth', async () => {
    const area = SIZE.height * SIZE.width;
    const smooth = Float32Array.from({ length: 4 * area }, (_, i) => {
      const [x, y] = [i % SIZE.width, Math.floor((i % area) / SIZE.width)];
      return Math.sin((x + 2 * y) / 9 + Math.floor(i / area));
    });
    const steepest = ({ data, width, height }: RgbaImage): number => {
      let most = 0;
      for (let y = 0; y < height; y++) {
        for (let x = 1; x < width; x++) {
          const at = 4 * (y * width + x);
          for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs(data[at + c]! - data[at + c - 4]!));
        }
      }
      return most;
    };
    const [tiled, whole] = [await decode(smooth, TILING), await decode(smooth)];
    expect(steepest(tiled)).toBeLessThanOrEqual(1.1 * steepest(whole));
  });
});
