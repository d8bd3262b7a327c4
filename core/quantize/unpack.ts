/*
 * From a packed file back to a checkpoint: names, shapes and float32 values, for packing anew with changed weights. The
 * file says how each tensor is stored; only a kernel's shape must be told, because a matrix in blocks has lost it.
 */
import { elementCount } from '../onnx/index.ts';
import type { Shape } from '../onnx/index.ts';
import { ArmatureError } from '../result/index.ts';
import { floatsFrom } from '../weights/index.ts';
import type { SafetensorsFile, StateDict } from '../weights/index.ts';
import { type Words, words } from '../words/index.ts';

/** A tensor of the checkpoint that was packed. */
export interface UnpackRequest {
  /** Name in the checkpoint. */
  readonly tensor: string;
  /** Shape in the checkpoint. */
  readonly shape: Shape;
}

/**
 * Reads a packed file as the checkpoint that it was made from, within the accuracy of its formats.
 *
 * @param file - the opened packed file
 * @param requests - the tensors to give out, as the graphs' authors ask for them; those that the file lacks are left out
 * @returns its `floats` throw `bad-weights` for a tensor that is not there or does not have the requested size
 */
export function unpackedStateDict(file: SafetensorsFile, requests: readonly UnpackRequest[]): StateDict {
  const place = (tensor: string): number | undefined =>
    (file.entries.get(tensor) ?? file.entries.get(`${tensor}.q`))?.offset;
  const shapes = new Map(
    requests
      .flatMap(({ tensor, shape }) => {
        const offset = place(tensor);
        return offset === undefined ? [] : [{ tensor, shape, offset }];
      })
      .sort((a, b) => a.offset - b.offset)
      .map(({ tensor, shape }) => [tensor, shape] as const),
  );
  return {
    names: () => [...shapes.keys()],
    shapeOf: (name) => shapes.get(name),
    async floats(name) {
      const shape = shapes.get(name);
      if (!shape) throw misfit(words`The packed file has no tensor ${name}.`);
      const values = await unpack(file, name, shape);
      if (values.length === elementCount(shape)) return values;
      throw misfit(
        words`Tensor ${name} was packed with ${values.length} values, not with ${elementCount(shape)}.`,
      );
    },
  };
}

/** Names of all tensors that were packed, and some that came to them. */
export function packedNames(file: SafetensorsFile): readonly string[] {
  return [...file.entries.keys()].map((name) => name.replace(/\.q$/, ''));
}

async function unpack(file: SafetensorsFile, tensor: string, shape: Shape): Promise<Float32Array> {
  const plain = file.entries.get(tensor);
  if (plain) return floatsFrom(await file.read(tensor), plain.dtype, tensor);
  const codes = await file.read(`${tensor}.q`);
  const scalesName = `${tensor}.scales`;
  const scalesEntry = file.entries.get(scalesName);
  if (!scalesEntry) throw misfit(words`The packed file has no tensor ${scalesName}.`);
  const scales = floatsFrom(await file.read(scalesName), scalesEntry.dtype, scalesName);
  if (file.entries.get(`${tensor}.q`)?.dtype === 'I8') return signedCodes(codes, scales);
  return unsignedCodes(codes, { scales, count: elementCount(shape) });
}

/** `conv-int8`: one scale per output channel. */
function signedCodes(codes: Uint8Array, scales: Float32Array): Float32Array {
  const values = new Float32Array(codes.length);
  const perScale = codes.length / scales.length;
  for (let i = 0; i < codes.length; i++) {
    values[i] = ((codes[i]! << 24) >> 24) * scales[Math.floor(i / perScale)]!;
  }
  return values;
}

/** `nbits`: the bits follow from how many values share the codes' bytes. Empty when the count cannot be right. */
function unsignedCodes(
  codes: Uint8Array,
  { scales, count }: { readonly scales: Float32Array; readonly count: number },
): Float32Array {
  const bits = (8 * codes.length) / count;
  const blockSize = count / scales.length;
  if ((bits !== 4 && bits !== 8) || !Number.isInteger(blockSize)) return new Float32Array(0);
  const values = new Float32Array(count);
  const zero = 2 ** (bits - 1);
  for (let i = 0; i < count; i++) {
    const code = bits === 8 ? codes[i]! : (codes[i >> 1]! >> (4 * (i % 2))) & 15;
    values[i] = (code - zero) * scales[Math.floor(i / blockSize)]!;
  }
  return values;
}

function misfit(message: Words): ArmatureError {
  return new ArmatureError({ code: 'bad-weights', message, next: words`Prepare the model again.` });
}
