/*
 * From a checkpoint to a packed file: a safetensors file whose tensors are the initializers of our graphs. One tensor
 * is in memory at a time.
 */
import { formatShape, sameShape } from '../onnx/index.ts';
import type { DType, ExternalLocation, Shape } from '../onnx/index.ts';
import { ArmatureError, assertNever, invariant } from '../result/index.ts';
import { planSafetensors, toHalfArray } from '../weights/index.ts';
import type { SafetensorsDType, SafetensorsFile, SafetensorsPlan, StateDict } from '../weights/index.ts';
import { words } from '../words/index.ts';
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

/** Bytes of a packed file and where they belong. */
export interface PackedPiece {
  /** First byte, counted from the start of the file. */
  readonly position: number;
  readonly bytes: Uint8Array;
}

/** One checkpoint tensor on its way into the packed file. */
export interface PackStep {
  /** Name in the checkpoint. */
  readonly tensor: string;
  /**
   * Reads the tensor and stores it.
   *
   * @returns all that the file holds of it
   * @throws ArmatureError `bad-weights` when the tensor cannot be read
   */
  pack(): Promise<{ readonly pieces: readonly PackedPiece[]; readonly report: PackedTensorReport }>;
}

/** A packing that is laid out but not yet written. */
export interface Packing {
  /** Length of the packed file in bytes. */
  readonly size: number;
  /** The first bytes of the file. */
  readonly header: Uint8Array;
  /** Independent of one another; in the order in which the checkpoint's tensors are read fastest. */
  readonly steps: readonly PackStep[];
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
  const rank = new Map(state.names().map((name, i) => [name, i]));
  const rankOf = ({ tensor }: PackRequest): number => rank.get(tensor) ?? rank.size;
  const inFileOrder = unique.sort((a, b) => rankOf(a) - rankOf(b));
  return {
    size: plan.size,
    header: plan.header,
    steps: inFileOrder.map((request) => ({
      tensor: request.tensor,
      pack: async () => packTensor(request, await state.floats(request.tensor), plan.positions),
    })),
  };
}

/**
 * Packs into memory.
 *
 * @throws as {@link planPacking} and {@link PackStep.pack}
 */
export async function packToMemory({
  size,
  header,
  steps,
}: Packing): Promise<{ file: Uint8Array<ArrayBuffer>; reports: readonly PackedTensorReport[] }> {
  const file = new Uint8Array(size);
  const reports: PackedTensorReport[] = [];
  file.set(header);
  for (const step of steps) {
    const { pieces, report } = await step.pack();
    for (const { position, bytes } of pieces) file.set(bytes, position);
    reports.push(report);
  }
  return { file, reports };
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
  const what = found ? words`has the shape ${formatShape(found)}` : words`is missing`;
  throw new ArmatureError({
    code: 'bad-weights',
    message: words`Tensor ${tensor} ${what}, where the config asks for ${formatShape(shape)}.`,
    next: words`Check that the weights belong to the config.json beside them.`,
  });
}

function packTensor(
  { tensor, shape, format, stored }: PackRequest,
  values: Float32Array,
  positions: SafetensorsPlan['positions'],
): { pieces: PackedPiece[]; report: PackedTensorReport } {
  requireFinite(tensor, values);
  const { parts, relativeError } = store(values, shape, format);
  const pieces = stored.map(({ name, role, byteLength }) => {
    const position = positions.get(name);
    const bytes = parts[role];
    invariant(position !== undefined && bytes, `The plan has no place for ${name}.`);
    invariant(bytes.length === byteLength, `Tensor ${name} was packed to a wrong length.`);
    return { position, bytes };
  });
  return { pieces, report: { tensor, format: format.format, relativeError } };
}

/** One such weight makes every picture one of NaN. */
function requireFinite(tensor: string, values: Float32Array): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (Number.isFinite(value)) continue;
    throw new ArmatureError({
      code: 'bad-weights',
      message: words`Tensor ${tensor} has a value that is no number (${value}).`,
      next: words`The file is damaged, or was saved in a format with too small a range: get another copy of it.`,
    });
  }
}

interface StoredValues {
  readonly parts: Readonly<Partial<Record<StoredRole, Uint8Array>>>;
  readonly relativeError: number;
}

function store(values: Float32Array, shape: Shape, format: WeightFormat): StoredValues {
  switch (format.format) {
    case 'plain':
      return {
        parts: { values: bytesOf(format.dtype === 'float32' ? values : toHalfArray(values)) },
        relativeError: 0,
      };
    case 'nbits': {
      const { codes, scales, squaredError } = quantizeNBits(values, format);
      return {
        parts: { codes, scales: bytesOf(scales) },
        relativeError: relative(squaredError, values),
      };
    }
    case 'conv-int8': {
      const { codes, scales, squaredError } = quantizeConvInt8(values, shape[0] ?? 1);
      return {
        parts: { codes: bytesOf(codes), scales: bytesOf(scales) },
        relativeError: relative(squaredError, values),
      };
    }
    default:
      return assertNever(format);
  }
}

function relative(squaredError: number, values: Float32Array): number {
  let squaredNorm = 0;
  for (let i = 0; i < values.length; i++) squaredNorm += values[i]! * values[i]!;
  return squaredNorm > 0 ? Math.sqrt(squaredError / squaredNorm) : 0;
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
