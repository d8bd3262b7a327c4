/*
 * What torch gave, by graph, from a reference.safetensors.
 */
import { floatsFrom, openSafetensors } from '../../core/weights/index.ts';
import type { ByteSource } from '../../core/weights/index.ts';

/** A tensor of a reference. */
export interface ReferenceTensor {
  readonly shape: readonly number[];
  readonly data: Float32Array | Int32Array;
}

/** Tensors by name. */
export type ReferenceTensors = ReadonlyMap<string, ReferenceTensor>;

/** One run of one graph. */
export interface GraphReference {
  readonly inputs: ReferenceTensors;
  /** By module path. */
  readonly stages: ReferenceTensors;
  readonly outputs: ReferenceTensors;
}

/** Reads a reference; its tensors are named `<graph>/<inputs|stages|outputs>/<name>`. */
export async function readReference(source: ByteSource, label: string): Promise<Map<string, GraphReference>> {
  const graphs = new Map<string, Record<keyof GraphReference, Map<string, ReferenceTensor>>>();
  for (const [key, tensor] of await readTensors(source, label)) {
    const [, graph, role, name] = /^(\w+)\/(inputs|stages|outputs)\/(.+)$/.exec(key) ?? [];
    if (!graph || !isRole(role) || !name) throw new Error(`${label} has an odd tensor ${key}.`);
    const reference = graphs.get(graph) ?? { inputs: new Map(), stages: new Map(), outputs: new Map() };
    reference[role].set(name, tensor);
    graphs.set(graph, reference);
  }
  return graphs;
}

/** Reads all tensors of a safetensors file. */
export async function readTensors(source: ByteSource, label: string): Promise<Map<string, ReferenceTensor>> {
  const file = await openSafetensors(source, label);
  const tensors = new Map<string, ReferenceTensor>();
  for (const { name, dtype, shape } of file.entries.values()) {
    const bytes = await file.read(name);
    const data =
      dtype === 'I32' ? new Int32Array(new Uint8Array(bytes).buffer) : floatsFrom(bytes, dtype, name);
    tensors.set(name, { shape, data });
  }
  return tensors;
}

function isRole(role: string | undefined): role is keyof GraphReference {
  return role === 'inputs' || role === 'stages' || role === 'outputs';
}
