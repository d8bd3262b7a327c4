/*
 * What an encoded model says about its initializers, read back from the bytes that the runtime gets.
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';

/** An external initializer. */
export interface InitializerHeader {
  /** TensorProto.DataType: 1 is float32, 2 uint8, 3 int8, 10 float16. */
  readonly dataType: number;
  readonly elements: number;
}

/** All initializers of a ModelProto by name. */
export function readInitializers(model: Uint8Array): ReadonlyMap<string, InitializerHeader> {
  const headers = new Map<string, InitializerHeader>();
  for (const graph of fields(model).get(7) ?? []) {
    for (const tensor of fields(asBytes(graph)).get(5) ?? []) {
      const parts = fields(asBytes(tensor));
      const dims = (parts.get(1) ?? []).flatMap((dim) => (typeof dim === 'number' ? [dim] : varints(dim)));
      const name = new TextDecoder().decode(asBytes(parts.get(8)?.[0]));
      headers.set(name, {
        dataType: Number(parts.get(2)?.[0]),
        elements: dims.reduce((product, dim) => product * dim, 1),
      });
    }
  }
  return headers;
}

type Field = number | Uint8Array;

function fields(message: Uint8Array): Map<number, Field[]> {
  const reader = new BinaryReader(message);
  const found = new Map<number, Field[]>();
  while (reader.pos < reader.len) {
    const [number, type] = reader.tag();
    const value = type === WireType.Varint ? Number(reader.int64()) : reader.bytes();
    found.set(number, [...(found.get(number) ?? []), value]);
  }
  return found;
}

function varints(packed: Uint8Array): number[] {
  const reader = new BinaryReader(packed);
  const values: number[] = [];
  while (reader.pos < reader.len) values.push(Number(reader.int64()));
  return values;
}

function asBytes(field: Field | undefined): Uint8Array {
  if (field instanceof Uint8Array) return field;
  throw new Error('A message was expected.');
}
