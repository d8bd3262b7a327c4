import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { describe, expect, it } from 'vitest';
import { createGraph, encodeModel, gemm } from '../../../core/onnx/index.ts';
import type { Graph } from '../../../core/onnx/index.ts';
import { runGraph } from './run-graph.ts';

/** All fields of one message: varints as numbers, everything else as bytes. */
function fieldsOf(bytes: Uint8Array): Map<number, (number | Uint8Array)[]> {
  const reader = new BinaryReader(bytes);
  const fields = new Map<number, (number | Uint8Array)[]>();
  while (reader.pos < reader.len) {
    const [field, type] = reader.tag();
    const value = type === WireType.Varint ? Number(reader.int64()) : reader.bytes();
    fields.set(field, [...(fields.get(field) ?? []), value]);
  }
  return fields;
}

function messages(bytes: Uint8Array, field: number): Uint8Array[] {
  return (fieldsOf(bytes).get(field) ?? []).filter((value) => typeof value !== 'number');
}

function texts(bytes: Uint8Array, field: number): string[] {
  return messages(bytes, field).map((value) => new TextDecoder().decode(value));
}

function linear(): Graph {
  const g = createGraph('linear');
  const x = g.input({ name: 'x', dtype: 'float32', shape: [1, 3] });
  const weight = g.initializer({ name: 'w', dtype: 'float32', shape: [2, 3] });
  g.output('y', gemm(g, x, { weight, bias: undefined }));
  return g.build();
}

const AT = { location: 'model.safetensors', offset: 4_294_967_304, length: 24 };

describe('encodeModel', () => {
  it('writes versions, operator sets and the interface', () => {
    const model = encodeModel(linear(), new Map([['w', AT]]));
    expect(fieldsOf(model).get(1)).toEqual([10]);
    const opsets = messages(model, 8).map((opset) => [texts(opset, 1)[0], fieldsOf(opset).get(2)?.[0]]);
    expect(opsets).toEqual([
      ['', 21],
      ['com.microsoft', 1],
    ]);
    const [graph = new Uint8Array()] = messages(model, 7);
    expect(texts(graph, 2)).toEqual(['linear']);
    expect(messages(graph, 11).map((input) => texts(input, 1)[0])).toEqual(['x']);
    expect(messages(graph, 12).map((output) => texts(output, 1)[0])).toEqual(['y']);
  });

  it('writes where an initializer is, beyond 4 GiB as well, and not its bytes', () => {
    const [graph = new Uint8Array()] = messages(encodeModel(linear(), new Map([['w', AT]])), 7);
    const [tensor = new Uint8Array()] = messages(graph, 5);
    expect(texts(tensor, 8)).toEqual(['w']);
    expect(messages(tensor, 9)).toEqual([]);
    expect(fieldsOf(tensor).get(14)).toEqual([1]);
    const external = messages(tensor, 13).map((entry) => [texts(entry, 1)[0], texts(entry, 2)[0]]);
    expect(external).toEqual([
      ['location', 'model.safetensors'],
      ['offset', '4294967304'],
      ['length', '24'],
    ]);
  });

  it('is read by the runtime', async () => {
    const w = Float32Array.of(1, 2, 3, 4, 5, 6);
    const { y } = await runGraph(linear(), { x: Float32Array.of(1, 0, -1) }, { w });
    expect(y?.dims).toEqual([1, 2]);
    expect([...(y?.data ?? [])]).toEqual([-2, -2]);
  });

  it('names the initializer that has no location', () => {
    expect(() => encodeModel(linear(), new Map())).toThrow(
      expect.objectContaining({ code: 'bad-weights', message: 'The model linear needs a tensor w.' }),
    );
  });

  it('names the initializer whose bytes have the wrong length', () => {
    expect(() => encodeModel(linear(), new Map([['w', { ...AT, length: 12 }]]))).toThrow(
      expect.objectContaining({
        code: 'bad-weights',
        message: 'Tensor w of model.safetensors has 12 bytes; the model needs 24.',
      }),
    );
  });
});
