/*
 * In what the denoisers compute. Half as long numbers take half the memory and bandwidth, but end at 65504: text encoder and
 * autoencoder stay in float32, whose values can be larger than that.
 */
import type { FloatType } from '../../core/onnx/index.ts';
import { ArmatureError } from '../../core/result/index.ts';
import type { Runtime } from '../runtime/index.ts';
import type { SessionPolicy } from './sessions.ts';

/** Decides for a model. A small one is fast as it is, and keeps the numbers of the other backend. */
export function precisionFor({ float16 }: Pick<Runtime, 'float16'>, policy: SessionPolicy): FloatType {
  return float16 && policy === 'frugal' ? 'float16' : 'float32';
}

/** Is this the failure of latents, or of a picture made of them, that are infinite or no numbers? */
export function isOverflow(error: unknown): boolean {
  if (!(error instanceof ArmatureError)) return false;
  const { code, detail } = error.failure;
  return code === 'bad-output' && detail === 'not-finite';
}
