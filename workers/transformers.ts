/*
 * The transformers package, brought up without a runtime of its own. The only file that names it.
 */
import type * as transformers from '@xenova/transformers';

export type { PreTrainedTokenizer } from '@xenova/transformers';

/** What a session that the package runs takes and gives, in place of the tensors of its own runtime. */
export class HostTensor {
  readonly type: 'float32' | 'int32';
  readonly data: Float32Array | Int32Array;
  readonly dims: readonly number[];
  readonly location = 'cpu';

  /** @param dims - length of each axis */
  constructor(data: Float32Array | Int32Array, dims: readonly number[]) {
    this.type = data instanceof Float32Array ? 'float32' : 'int32';
    this.data = data;
    this.dims = dims;
  }

  get size(): number {
    return this.data.length;
  }
}

/** Where the package looks for a runtime before it takes its own. */
const RUNTIME = Symbol.for('onnxruntime');

/**
 * Fetches the package, which is large: not before it is needed.
 *
 * All that it finds of a runtime is a kind of tensor. It opens no sessions: they come from `workers/runtime` and are handed to
 * its models.
 */
export function loadTransformers(): Promise<typeof transformers> {
  Reflect.set(globalThis, RUNTIME, { Tensor: HostTensor });
  return import('@xenova/transformers');
}
