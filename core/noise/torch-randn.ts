/*
 * Standard normal noise with the values of `torch.randn(..., generator=torch.Generator('cpu').manual_seed(seed))`
 * in float32, so that a seed means here what it means in diffusers and ComfyUI.
 * Follows ATen's CPU kernels: `normal_fill` for 16 values and more, the double-precision distribution below.
 */
import { createMt19937, type WordGenerator } from './mt19937.ts';
import { checkSeed } from './seed.ts';

/** Seeded standard normal noise. */
export interface NormalNoise {
  /**
   * Draws what one `torch.randn` of that many elements gives; the next call continues the stream.
   *
   * @param length - number of values
   * @returns float32 `[length]`, mean 0, deviation 1
   */
  normal(length: number): Float32Array<ArrayBuffer>;
}

const BLOCK = 16;
const HALF = BLOCK / 2;
const TWO_PI = Math.fround(2 * Math.PI);
const UNIFORM_24 = 2 ** -24;
const UNIFORM_53 = 2 ** -53;

/**
 * Starts a generator as `torch.Generator('cpu').manual_seed(seed)` does.
 *
 * The uniforms are exact; logarithm, sine and cosine are rounded from double precision, while torch uses vectorised
 * approximations, so that values agree to about one unit in the last place of float32 (2e-6 absolute at most).
 *
 * @param seed - integer from 0 to 2^53 - 1; like torch, MT19937 takes its low 32 bits
 * @throws ArmatureError `bad-request` for any other seed
 */
export function createTorchNoise(seed: number): NormalNoise {
  checkSeed(seed);
  const words = createMt19937(seed % 2 ** 32);
  const drawOne = createScalarNormal(words);
  return {
    normal(length) {
      const values = new Float32Array(length);
      if (length >= BLOCK) fillBlocks(values, words);
      else for (let i = 0; i < length; i++) values[i] = drawOne();
      return values;
    },
  };
}

/** All uniforms are drawn first; a length that is no multiple of 16 redraws its last 16 values. */
function fillBlocks(values: Float32Array, words: WordGenerator): void {
  for (let i = 0; i < values.length; i++) values[i] = uniform24(words);
  const whole = values.length - (values.length % BLOCK);
  for (let start = 0; start < whole; start += BLOCK) boxMullerBlock(values, start);
  if (whole === values.length) return;
  const start = values.length - BLOCK;
  for (let i = start; i < values.length; i++) values[i] = uniform24(words);
  boxMullerBlock(values, start);
}

function boxMullerBlock(values: Float32Array, start: number): void {
  for (let i = start; i < start + HALF; i++) {
    const logarithm = Math.fround(Math.log(1 - values[i]!));
    const radius = Math.fround(Math.sqrt(-2 * logarithm));
    const theta = Math.fround(TWO_PI * values[i + HALF]!);
    values[i] = radius * Math.fround(Math.cos(theta));
    values[i + HALF] = radius * Math.fround(Math.sin(theta));
  }
}

/** The path for short tensors: doubles, two at a time, the second kept for the next value. */
function createScalarNormal(words: WordGenerator): () => number {
  let spare: number | undefined;
  return () => {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const theta = 2 * Math.PI * uniform53(words);
    const radius = Math.sqrt(-2 * Math.log1p(-uniform53(words)));
    spare = radius * Math.sin(theta);
    return radius * Math.cos(theta);
  };
}

function uniform24(words: WordGenerator): number {
  return (words.next() & 0xffffff) * UNIFORM_24;
}

/** Low 53 bits of two words, the first being the high one. */
function uniform53(words: WordGenerator): number {
  const high = words.next() & 0x1fffff;
  return (high * 2 ** 32 + words.next()) * UNIFORM_53;
}
