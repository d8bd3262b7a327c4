/*
 * Which numbers the pictures of a batch get, as the tools that people take their seeds from number them.
 */
import { createPhiloxNoise } from './philox.ts';
import { createTorchNoise } from './torch-randn.ts';

/**
 * Generators that a seed can feed. `cpu`: torch's on the CPU, as in ComfyUI and diffusers; the batch is one draw, of
 * which picture `i` gets part `i`. `gpu`: torch's on CUDA, as in A1111; picture `i` has the seed plus `i`.
 */
export const NOISE_SOURCES = ['cpu', 'gpu'] as const;

/** One of {@link NOISE_SOURCES}. */
export type NoiseSourceName = (typeof NOISE_SOURCES)[number];

/** Which picture's noise. */
export interface PictureNoiseOptions {
  readonly source: NoiseSourceName;
  readonly seed: number;
  /** Number of the picture in its batch, from 0. */
  readonly index: number;
  /** Pictures in the batch. */
  readonly count: number;
  /** Values of one picture's latents. */
  readonly length: number;
}

/** Gives the standard normal noise of one picture, draw by draw: float32 `[length]`. */
export function createPictureNoise(options: PictureNoiseOptions): () => Float32Array<ArrayBuffer> {
  const { source, seed, index, count, length } = options;
  if (source === 'gpu') {
    const own = createPhiloxNoise(seedOf(options));
    return () => own.normal(length);
  }
  const shared = createTorchNoise(seed);
  return () => shared.normal(count * length).slice(index * length, (index + 1) * length);
}

/** The seed that gives a picture of a batch again on its own, where there is one: with `gpu`, or the first. */
export function seedOf({
  source,
  seed,
  index,
}: Pick<PictureNoiseOptions, 'source' | 'seed' | 'index'>): number {
  return source === 'gpu' ? seed + index : seed;
}
