import { describe, expect, it } from 'vitest';
import {
  floatsFrom,
  joinStateDicts,
  memorySource,
  openSafetensors,
  planSafetensors,
  stateDictOf,
  type ByteSource,
} from '../../../core/weights/index.ts';

type Entry = { dtype: string; shape: unknown; data_offsets: unknown } | Record<string, unknown>;

function fileOf(header: Record<string, Entry> | string, dataBytes: number): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + json.length + dataBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true);
  bytes.set(json, 8);
  return bytes;
}
const f32 = (shape: unknown, ...data_offsets: number[]): Entry => ({ dtype: 'F32', shape, data_offsets });

describe('openSafetensors', () => {
  it('names a tensor in a sentence, however long its name is', async () => {
    const name = 'x'.repeat(100_000);
    const header = {
      [name]: f32(
        Array.from({ length: 2000 }, () => 'a'),
        0,
        4,
      ),
    };
    const opening = openSafetensors(memorySource(fileOf(header, 4)), 'a.safetensors');
    await expect(opening).rejects.toThrow(
      /^a\.safetensors is no usable safetensors file: tensor x{120}….{1,300}$/,
    );
  });

  it('reads what was planned, tensor by tensor', async () => {
    const plan = planSafetensors(
      [
        { name: 'small', dtype: 'I8', shape: [3] },
        { name: 'wide', dtype: 'F32', shape: [2, 1] },
        { name: 'scalar', dtype: 'F16', shape: [] },
      ],
      { format: 'test' },
    );
    expect([...plan.positions.keys()]).toEqual(['wide', 'scalar', 'small']);
    const bytes = new Uint8Array(plan.size);
    bytes.set(plan.header);
    bytes.set(new Uint8Array(Float32Array.from([1.5, -2]).buffer), plan.header.length);
    bytes.set([0x00, 0x3c, 255, 0, 7], plan.header.length + 8);
    const file = await openSafetensors(memorySource(bytes), 'a.safetensors');
    expect(file.metadata).toEqual({ format: 'test' });
    expect(file.entries.get('wide')).toMatchObject({ dtype: 'F32', shape: [2, 1], byteLength: 8 });
    expect(file.entries.get('wide')!.offset % 8).toBe(0);
    expect([...(await file.read('small'))]).toEqual([255, 0, 7]);
    expect([...(await stateDictOf(file).floats('wide'))]).toEqual([1.5, -2]);
    expect([...(await stateDictOf(file).floats('scalar'))]).toEqual([1]);
    await expect(file.read('absent')).rejects.toThrow(
      'a.safetensors is no usable safetensors file: it has no tensor absent',
    );
  });

  it('reads only the header to open a file', async () => {
    const inner = memorySource(fileOf({ a: f32([1000], 0, 4000) }, 4000));
    const reads: [number, number][] = [];
    const source: ByteSource = {
      size: inner.size,
      read(start, end) {
        reads.push([start, end]);
        return inner.read(start, end);
      },
    };
    await openSafetensors(source, 'a');
    expect(Math.max(...reads.map(([, end]) => end))).toBe(inner.size - 4000);
  });

  it.each<[string, Uint8Array]>([
    ['too few for a header', new Uint8Array(5)],
    ['its header claims', fileOf('{}', 0).with(3, 200)],
    ['its header claims', fileOf('{}', 0).with(0, 50)],
    ['no JSON object', fileOf('{"a":', 0)],
    ['no JSON object', fileOf('[1]', 0)],
    ['no JSON object', fileOf('null', 0)],
    ['__metadata__', fileOf({ __metadata__: { a: 1 } }, 0)],
    ['tensor a: dtype', fileOf({ a: { dtype: 'F31', shape: [1], data_offsets: [0, 4] } }, 4)],
    ['tensor a: shape.0', fileOf({ a: f32([-1], 0, 4) }, 4)],
    ['tensor a: shape.0', fileOf({ a: f32([1.5], 0, 4) }, 4)],
    ['tensor a: shape', fileOf({ a: f32(new Array(17).fill(1), 0, 4) }, 4)],
    ['tensor a: data_offsets', fileOf({ a: { dtype: 'F32', shape: [1] } }, 4)],
    ['tensor a: extra', fileOf({ a: { dtype: 'F32', shape: [1], data_offsets: [0, 4], extra: 1 } }, 4)],
    ['tensor a: F32 [2] takes 8 bytes', fileOf({ a: f32([2], 0, 4) }, 4)],
    ['tensor a: F32 [1] takes 4 bytes', fileOf({ a: f32([1], -4, 0) }, 4)],
    ['tensor a: F32 [1e+15, 1e+15', fileOf({ a: f32([1e15, 1e15, 1e15], 0, 4) }, 4)],
    ['tensor b overlaps', fileOf({ a: f32([2], 0, 8), b: f32([2], 4, 12) }, 12)],
    ['gap of 4 bytes before tensor b', fileOf({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, 12)],
    ['it is cut off', fileOf({ a: f32([4], 0, 16) }, 8)],
    ['4 bytes at its end', fileOf({ a: f32([1], 0, 4) }, 8)],
  ])('refuses a hostile file: %s', async (message, bytes) => {
    const opened = openSafetensors(memorySource(bytes), 'x.safetensors');
    const expected = message.includes('1e+15') ? 'tensor a: ' : message;
    await expect(opened).rejects.toMatchObject({ failure: { code: 'bad-weights' } });
    await expect(opened).rejects.toThrow(expected);
  });
});

describe('floatsFrom', () => {
  it('widens bfloat16 and float16, subnormal and infinite ones too', () => {
    const bf16 = new Uint8Array(Uint16Array.from([0x3f80, 0xc040]).buffer);
    expect([...floatsFrom(bf16, 'BF16', 'w')]).toEqual([1, -3]);
    const f16 = new Uint8Array(Uint16Array.from([0x0001, 0x7c00, 0xc500, 0x03ff]).buffer);
    expect([...floatsFrom(f16, 'F16', 'w')]).toEqual([2 ** -24, Infinity, -5, Math.fround(1023 * 2 ** -24)]);
  });

  it('reads from any byte offset', () => {
    const bytes = new Uint8Array(9);
    bytes.set(new Uint8Array(Float32Array.from([1, 2]).buffer), 1);
    expect([...floatsFrom(bytes.subarray(1), 'F32', 'w')]).toEqual([1, 2]);
  });

  it("reads from Node's buffers, whose slices share memory", () => {
    const file = Buffer.from(new Uint8Array(Float32Array.of(5, 6, 7).buffer));
    expect([...floatsFrom(file.subarray(4, 8), 'F32', 'w')]).toEqual([6]);
  });

  it('reads a single whole number, such as the alpha of a LoRA', () => {
    expect([...floatsFrom(new Uint8Array(BigInt64Array.of(16n).buffer), 'I64', 'alpha')]).toEqual([16]);
    expect([...floatsFrom(new Uint8Array(Int32Array.of(-4).buffer), 'I32', 'alpha')]).toEqual([-4]);
  });

  it('names a tensor that holds no floats', () => {
    expect(() => floatsFrom(new Uint8Array(8), 'I32', 'position_ids')).toThrow('Tensor position_ids is I32');
    expect(() => floatsFrom(new Uint8Array(16), 'I64', 'position_ids')).toThrow('Tensor position_ids is I64');
  });
});

describe('joinStateDicts', () => {
  it('finds a tensor in whichever file has it', async () => {
    const first = stateDictOf(await openSafetensors(memorySource(fileOf({ a: f32([1], 0, 4) }, 4)), 'a'));
    const second = stateDictOf(await openSafetensors(memorySource(fileOf({ b: f32([2], 0, 8) }, 8)), 'b'));
    const joined = joinStateDicts([first, second]);
    expect(joined.shapeOf('b')).toEqual([2]);
    expect((await joined.floats('b')).length).toBe(2);
    await expect(joined.floats('c')).rejects.toThrow('no tensor c');
  });
});
