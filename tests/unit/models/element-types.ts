/*
 * Which element type every value of a finished graph has, told from its nodes alone.
 */
import type { DType, Graph } from '../../../core/onnx/index.ts';

type GraphNode = Graph['nodes'][number];

const CAST_TO: Readonly<Record<number, DType>> = { 1: 'float32', 10: 'float16' };

const isFloat = (dtype: DType | undefined): boolean => dtype === 'float32' || dtype === 'float16';

/** What a walk over a graph finds. */
export interface ElementTypes {
  /** Of every value, by name. */
  readonly types: ReadonlyMap<string, DType>;
  /** Nodes whose operands are of both float types, and outputs that are not of their declared type. */
  readonly mixed: readonly string[];
}

/** Walks the nodes in their order. */
export function elementTypes(graph: Graph): ElementTypes {
  const known = [...graph.inputs, ...graph.constants, ...graph.initializers];
  const types = new Map<string, DType>(known.map(({ name, dtype }) => [name, dtype]));
  const mixed: string[] = [];
  for (const node of graph.nodes) {
    const operands = node.inputs.filter((input) => input !== '').map((input) => types.get(input));
    if (operands.includes(undefined)) throw new Error(`${node.name} comes before its operands.`);
    if (new Set(operands.filter(isFloat)).size > 1) mixed.push(node.name);
    for (const output of node.outputs) types.set(output, resultType(node, operands));
  }
  const misdeclared = graph.outputs.filter(({ name, dtype }) => types.get(name) !== dtype);
  return { types, mixed: [...mixed, ...misdeclared.map(({ name }) => name)] };
}

/** Scales give what is dequantized its type; all else is of the type of its first operand. */
function resultType({ op, name, attributes }: GraphNode, operands: readonly (DType | undefined)[]): DType {
  const { to } = attributes;
  if (op === 'Cast' && typeof to === 'object' && 'int' in to) return known(CAST_TO[to.int], name);
  if (op === 'DequantizeLinear') return known(operands[1], name);
  if (op === 'GatherBlockQuantized') return known(operands[2], name);
  return known(operands[0], name);
}

function known(dtype: DType | undefined, node: string): DType {
  if (!dtype) throw new Error(`The type of ${node} is not known.`);
  return dtype;
}
