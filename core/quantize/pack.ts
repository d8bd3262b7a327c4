/*
 * From a checkpoint to a packed file: a safetensors file whose tensors are the initializers of our graphs. One tensor
 * is in memory at a time.
 */
import { formatShape, sameShape } from '../onnx/index.ts';
import type { DType, ExternalLocation, Shape } from '../onnx/index.ts';
import { ArmatureError, assertNever, invariant } from '../result/index.ts';
import { planSafetensors } from '../weights/index.ts';
import type { SafetensorsDType, SafetensorsFile, SafetensorsPlan, StateDict } from '../weights/index.ts';
import { toHalfArray } from './f16.ts';
import type { StoredRole, StoredTensor, WeightFormat } from './formats.ts';
import { quantizeConvInt8 } from './int8-conv.ts';
import { quantizeNBits } from './nbits-linear.ts';

/** One checkpoint tensor to be packed. */
export interface PackRequest {
  /** Name in the checkpoint. */
  readonly tensor: string;
  /** Shape in the checkpoint. */
  readonly shape: Shape;
  readonly format: WeightFormat;
  readonly stored: readonly StoredTensor[];
}

/** What storing one tensor cost in accuracy. */
export interface PackedTensorReport {
  readonly tensor: string;
  readonly format: WeightFormat['format'];
  /** Norm of the difference over the norm of the tensor; 0 for an exact copy. */
  readonly relativeError: number;
}

/** A packing that is laid out but not yet written. */
export interface Packing {
  /** Length of the packed file in bytes. */
  readonly size: number;
  /**
   * Writes the file from its first byte to its last.
   *
   * @param sink - takes each next chunk; its promise is awaited before the next is made
   * @throws ArmatureError `bad-weights` when a tensor cannot be read
   */
  write(sink: (chunk: Uint8Array) => void | Promise<void>): Promise<readonly PackedTensorReport[]>;
}

const STORED_DTYPE: Readonly<Record<DType, SafetensorsDType>> = {
  float32: 'F32',
  float16: 'F16',
  int8: 'I8',
  uint8: 'U8',
  int32: 'I32',
  int64: 'I64',
};

/** Marks packed files, with the number of their layout. */
export const PACKED_FORMAT = 'armature-packed-1';

/**
 * Lays out a packed file after checking that the checkpoint has every tensor in the right shape.
 *
 * @param requests - a tensor that several graphs share may occur more than once
 * @param state - the checkpoint
 * @param metadata - joins the format's mark in the file's metadata
 * @throws ArmatureError `bad-weights` naming the first tensor that is missing or misshapen
 */
export function planPacking(
  requests: readonly PackRequest[],
  state: StateDict,
  metadata: Readonly<Record<string, string>>,
): Packing {
  const unique = [...new Map(requests.map((request) => [request.tensor, request])).values()];
  for (const request of unique) checkPresent(request, state);
  const plan = planSafetensors(
    unique.flatMap(({ stored }) =>
      stored.map(({ name, dtype, shape }) => ({ name, dtype: STORED_DTYPE[dtype], shape })),
    ),
    { ...metadata, format: PACKED_FORMAT },
  );
  return { size: plan.size, write: (sink) => writePacked({ requests: unique, state, plan, sink }) };
}

/**
 * Packs into memory.
 *
 * @throws as {@link planPacking} and {@link Packing.write}
 */
export async function packToMemory(packing: Packing): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(packing.size);
  let position = 0;
  await packing.write((chunk) => {
    bytes.set(chunk, position);
    position += chunk.length;
  });
  return bytes;
}

/**
 * Finds each initializer in a packed file.
 *
 * @param file - the opened packed file
 * @param location - the name under which the runtime is given the file
 */
export function locateInitializers(
  file: SafetensorsFile,
  location: string,
): ReadonlyMap<string, ExternalLocation> {
  const found = new Map<string, ExternalLocation>();
  for (const { name, offset, byteLength } of file.entries.values()) {
    found.set(name, { location, offset, length: byteLength });
  }
  return found;
}

function checkPresent({ tensor, shape }: PackRequest, state: StateDict): void {
  const found = state.shapeOf(tensor);
  if (found && sameShape(found, shape)) return;
  const what = found ? `has the shape ${formatShape(found)}` : 'is missing';
  throw new ArmatureError({
    code: 'bad-weights',
    message: `Tensor ${tensor} ${what}, where the config asks for ${formatShape(shape)}.`,
    next: 'Check that the weights belong to the config.json beside them.',
  });
}

interface PackRun {
  readonly requests: readonly PackRequest[];
  readonly state: StateDict;
  readonly plan: SafetensorsPlan;
  readonly sink: (chunk: Uint8Array) => void | Promise<void>;
}

/**
 * The file's order separates the parts of one tensor (wide scales first, codes later), so a small part may wait for its
 * turn; codes, the bulk, are made when they are due.
 */
async function writePacked({ requests, state, plan, sink }: PackRun): Promise<PackedTensorReport[]> {
  const owner = new Map(
    requests.flatMap((request) => request.stored.map(({ name }) => [name, request] as const)),
  );
  const reports = new Map<string, PackedTensorReport>();
  await sink(plan.header);
  for (const name of plan.order) {
    const request = owner.get(name);
    const part = request?.stored.find((stored) => stored.name === name);
    invariant(request && part, `The plan has an unknown tensor ${name}.`);
    const packed = packTensor(request, await state.floats(request.tensor));
    reports.set(request.tensor, packed.report);
    const bytes = packed.parts[part.role];
    invariant(bytes?.length === part.byteLength, `Tensor ${name} was packed to a wrong length.`);
    await sink(bytes);
  }
  return [...reports.values()];
}

interface PackedTensor {
  readonly parts: Readonly<Partial<Record<StoredRole, Uint8Array>>>;
  readonly report: PackedTensorReport;
}

function packTensor({ tensor, shape, format }: PackRequest, values: Float32Array): PackedTensor {
  switch (format.format) {
    case 'plain': {
      if (format.dtype === 'float32') return packed(tensor, format.format, { values: bytesOf(values) });
      return packed(tensor, format.format, { values: bytesOf(toHalfArray(values)) });
    }
    case 'nbits': {
      const { codes, scales, squaredError } = quantizeNBits(values, format);
      const parts = { codes, scales: bytesOf(scales) };
      return packed(tensor, format.format, parts, relative(squaredError, values));
    }
    case 'conv-int8': {
      const { codes, scales, squaredError } = quantizeConvInt8(values, shape[0] ?? 1);
      const parts = { codes: bytesOf(codes), scales: bytesOf(scales) };
      return packed(tensor, format.format, parts, relative(squaredError, values));
    }
    default:
      return assertNever(format);
  }
}

function packed(
  tensor: string,
  format: WeightFormat['format'],
  parts: PackedTensor['parts'],
  relativeError = 0,
): PackedTensor {
  return { parts, report: { tensor, format, relativeError } };
}

function relative(squaredError: number, values: Float32Array): number {
  const squaredNorm = values.reduce((sum, value) => sum + value * value, 0);
  return squaredNorm > 0 ? Math.sqrt(squaredError / squaredNorm) : 0;
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
