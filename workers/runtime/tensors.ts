/*
 * Tensors at the border of the runtime. Values on the CPU and values on the GPU are different types: the first can be
 * read and posted, the second only fed to another session, and must be released.
 */
import type { Ort, OrtTensor } from './ort.ts';

/** Values that JavaScript can read. */
export interface CpuTensor {
  readonly at: 'cpu';
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** Values in a buffer of the GPU, to be released with {@link disposeTensors}. */
interface GpuTensor {
  readonly at: 'gpu';
  readonly shape: readonly number[];
  readonly handle: OrtTensor;
}

/** Values wherever the backend left them. */
export type SessionTensor = CpuTensor | GpuTensor;

/** Inputs or outputs of a session, by name. */
export type SessionTensors<T extends SessionTensor = SessionTensor> = Readonly<Record<string, T>>;

/** A float32 tensor on the CPU; `data` is not copied. */
export function floats(data: Float32Array, shape: readonly number[]): CpuTensor {
  return { at: 'cpu', shape, data };
}

/** An int32 tensor on the CPU; `data` is not copied. */
export function integers(data: Int32Array, shape: readonly number[]): CpuTensor {
  return { at: 'cpu', shape, data };
}

/** Gives the GPU's memory back; on the CPU there is nothing to do. */
export function disposeTensors(tensors: SessionTensors | readonly SessionTensor[]): void {
  for (const tensor of Object.values(tensors)) if (tensor.at === 'gpu') tensor.handle.dispose();
}

/** Are there values on the GPU? The session that gave them must not be released before they are. */
export function areOnGpu(tensors: SessionTensors): boolean {
  return Object.values(tensors).some(({ at }) => at === 'gpu');
}

/**
 * A tensor as the runtime takes it.
 *
 * @param type - of the graph's input: integers of 64 bits are made of those of 32
 */
export function toOrt(ort: Ort, tensor: SessionTensor, type?: string): OrtTensor {
  if (tensor.at === 'gpu') return tensor.handle;
  const { data, shape } = tensor;
  if (type === 'int64' && data instanceof Int32Array) {
    return new ort.Tensor('int64', BigInt64Array.from(data, BigInt), shape);
  }
  return data instanceof Float32Array
    ? new ort.Tensor('float32', data, shape)
    : new ort.Tensor('int32', data, shape);
}

/**
 * A tensor as the runtime gave it. Indices and classes of 64 bits become those of 32, which hold all that there are.
 *
 * @throws Error when its element type is another one
 */
export function fromOrt(tensor: OrtTensor): SessionTensor {
  if (tensor.location === 'gpu-buffer') return { at: 'gpu', shape: tensor.dims, handle: tensor };
  const { data, dims } = tensor;
  if (data instanceof Float32Array) return floats(data, dims);
  if (data instanceof Int32Array) return integers(data, dims);
  if (data instanceof BigInt64Array) return integers(Int32Array.from(data, Number), dims);
  throw new Error(`The runtime gave a tensor of ${tensor.type}.`);
}
