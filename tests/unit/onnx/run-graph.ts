/*
 * Runs an authored graph on the CPU build of the runtime.
 */
import * as ort from 'onnxruntime-web';
import { encodeModel } from '../../../core/onnx/index.ts';
import type { ExternalLocation, Graph } from '../../../core/onnx/index.ts';

type Elements = Float32Array | Int32Array | Int8Array | Uint8Array;

/** Values by name. */
export type Feeds = Readonly<Record<string, Elements>>;

/** A graph's outputs by name. */
export type Results = Readonly<
  Record<string, { readonly dims: readonly number[]; readonly data: Float32Array }>
>;

/** A file of weights, and where in it each initializer lies. */
export interface WeightFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly locations: ReadonlyMap<string, ExternalLocation>;
}

/** Encodes the graph, binds the initializers to the given values, and runs it once. */
export async function runGraph(graph: Graph, feeds: Feeds, weights: Feeds = {}): Promise<Results> {
  const name = 'weights.bin';
  const locations = new Map<string, ExternalLocation>();
  const chunks: Uint8Array[] = [];
  let offset = 0;
  for (const [tensor, elements] of Object.entries(weights)) {
    const bytes = new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
    locations.set(tensor, { location: name, offset, length: bytes.length });
    chunks.push(bytes);
    offset += bytes.length;
  }
  return runWithFile(graph, feeds, { name, bytes: Buffer.concat(chunks), locations });
}

/** Encodes the graph, binds the initializers to a file, and runs it once. */
export async function runWithFile(graph: Graph, feeds: Feeds, file: WeightFile): Promise<Results> {
  const session = await ort.InferenceSession.create(encodeModel(graph, file.locations), {
    externalData: [{ path: file.name, data: file.bytes }],
    logSeverityLevel: 3,
  });
  const inputs = graph.inputs.map(({ name, dtype, shape }) => {
    const elements = feeds[name];
    if (!elements || (dtype !== 'float32' && dtype !== 'int32')) throw new Error(`No values for ${name}.`);
    return [name, new ort.Tensor(dtype, elements as Float32Array & Int32Array, shape)] as const;
  });
  const results = await session.run(Object.fromEntries(inputs));
  const outputs = Object.entries(results).map(
    ([name, { dims, data }]) => [name, { dims, data: data as Float32Array }] as const,
  );
  await session.release();
  return Object.fromEntries(outputs);
}

/** Reproducible values in [-1, 1). */
export function noise(length: number, seed = 1): Float32Array {
  let state = seed;
  return Float32Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
}
