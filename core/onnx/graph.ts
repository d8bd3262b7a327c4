/*
 * The graph under construction: typed values in, typed values out. Operators live in ops/; this file only
 * knows nodes and names. A value can be used only after it was made, so nodes are in topological order.
 */
import { invariant } from '../result/index.ts';
import { elementCount, formatShape, sameShape, tensorByteLength } from './tensor.ts';
import type { DType, FloatType, Shape, TensorSpec } from './tensor.ts';

/** A tensor inside one graph: the result of a node, an input, a constant or an initializer. */
export interface Value {
  readonly id: string;
  readonly dtype: DType;
  readonly shape: Shape;
}

/** ONNX attribute values. Whole numbers that the schema types as float must be given as `{ float }`. */
export type Attribute =
  { readonly float: number } | { readonly int: number } | { readonly ints: Shape } | string;

/** Operator sets that authored graphs draw on; the empty string is ONNX's own. */
type Domain = '' | 'com.microsoft';

/** One operator of a finished graph. An absent optional input is the empty string. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly domain: Domain;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, Attribute>>;
}

/** Element types of constants. */
export type ConstantType = FloatType | 'int32' | 'int64';

/** A small tensor whose values are part of the graph: scalars, shapes, ids. */
export interface Constant extends TensorSpec {
  readonly dtype: ConstantType;
  readonly values: readonly number[];
}

/** A tensor whose bytes are supplied from outside, by name. */
export interface Initializer extends TensorSpec {
  /** In bytes. */
  readonly byteLength: number;
}

/** A finished graph: plain data, ready for {@link encodeModel}. */
export interface Graph {
  readonly name: string;
  readonly inputs: readonly TensorSpec[];
  readonly outputs: readonly TensorSpec[];
  readonly nodes: readonly GraphNode[];
  readonly constants: readonly Constant[];
  readonly initializers: readonly Initializer[];
}

/** What a node's result looks like. */
interface ResultSpec {
  readonly dtype: DType;
  readonly shape: Shape;
}

/** A node to add; `undefined` among the inputs leaves an optional input out. */
interface NodeCall {
  readonly op: string;
  readonly domain?: Domain;
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

/** Builds one graph. */
export interface GraphBuilder {
  /** Declares a graph input. */
  input: (spec: TensorSpec) => Value;
  /** Gives `value` to the outside under `name`. */
  output: (name: string, value: Value) => void;
  /** A small tensor with its values; equal constants are stored once. */
  constant: (dtype: ConstantType, shape: Shape, values: readonly number[]) => Value;
  /** A tensor whose bytes come from outside; asking twice for one name gives the same value. */
  initializer: (spec: TensorSpec) => Value;
  /** Adds a node with one result. */
  node: (call: NodeCall, result: ResultSpec) => Value;
  /** Adds a node with several results. */
  nodeWithResults: (call: NodeCall, results: readonly ResultSpec[]) => readonly Value[];
  /** The same graph, with node names prefixed by `path`: errors and profiles of the runtime then say where. */
  within: (path: string) => GraphBuilder;
  /** The graph so far. */
  build: () => Graph;
}

interface GraphState {
  readonly name: string;
  readonly values: Map<string, Value>;
  readonly inputs: TensorSpec[];
  readonly outputs: Map<string, Value>;
  readonly nodes: GraphNode[];
  readonly constants: Map<string, Constant>;
  readonly initializers: Map<string, Initializer>;
}

/**
 * Starts an empty graph.
 *
 * All methods throw ArmatureError `internal` when the graph would be malformed: a value of another graph, a name
 * used twice, one initializer with two shapes.
 *
 * @param name - of the graph, for tools that show it
 */
export function createGraph(name: string): GraphBuilder {
  const state: GraphState = {
    name,
    values: new Map(),
    inputs: [],
    outputs: new Map(),
    nodes: [],
    constants: new Map(),
    initializers: new Map(),
  };
  return builderOver(state, '');
}

function builderOver(state: GraphState, path: string): GraphBuilder {
  const nodeWithResults = (call: NodeCall, results: readonly ResultSpec[]): readonly Value[] =>
    addNode(state, path, call, results);
  return {
    input: (spec) => {
      state.inputs.push(spec);
      return define(state, spec.name, spec);
    },
    output: (name, value) => {
      requireOwn(state, value, `output ${name}`);
      invariant(!state.outputs.has(name), `Graph ${state.name} already has an output ${name}.`);
      state.outputs.set(name, value);
    },
    constant: (dtype, shape, values) => addConstant(state, { dtype, shape, values }),
    initializer: (spec) => addInitializer(state, spec),
    node: (call, result) => {
      const [value] = nodeWithResults(call, [result]);
      invariant(value, `${call.op} has no result.`);
      return value;
    },
    nodeWithResults,
    within: (inner) => builderOver(state, inner),
    build: () => finish(state),
  };
}

function define(state: GraphState, id: string, { dtype, shape }: ResultSpec): Value {
  invariant(!state.values.has(id), `Graph ${state.name} already has a value ${id}.`);
  invariant(
    shape.every((dim) => Number.isInteger(dim) && dim > 0),
    `Value ${id} of graph ${state.name} has the impossible shape ${formatShape(shape)}.`,
  );
  const value = { id, dtype, shape };
  state.values.set(id, value);
  return value;
}

function requireOwn(state: GraphState, value: Value, user: string): void {
  invariant(
    state.values.get(value.id) === value,
    `${user} uses the value ${value.id}, which is not of graph ${state.name}.`,
  );
}

function addNode(
  state: GraphState,
  path: string,
  { op, domain = '', inputs, attributes = {} }: NodeCall,
  results: readonly ResultSpec[],
): readonly Value[] {
  const name = `${path}/${op}_${state.nodes.length}`;
  for (const input of inputs) if (input) requireOwn(state, input, name);
  const values = results.map((result, index) => define(state, `${name}:${index}`, result));
  state.nodes.push({
    name,
    op,
    domain,
    inputs: inputNames(inputs),
    outputs: values.map((value) => value.id),
    attributes,
  });
  return values;
}

/** Optional inputs left out at the end are not written: kernels of the WebGPU provider count inputs. */
function inputNames(inputs: NodeCall['inputs']): readonly string[] {
  const last = inputs.findLastIndex((input) => input !== undefined);
  return inputs.slice(0, last + 1).map((input) => input?.id ?? '');
}

function addConstant(state: GraphState, constant: Omit<Constant, 'name'>): Value {
  const { dtype, shape, values } = constant;
  invariant(
    values.length === elementCount(shape),
    `A constant of shape ${formatShape(shape)} has ${values.length} values.`,
  );
  const id = `${dtype}${formatShape(shape)}(${values.join(',')})`;
  const known = state.values.get(id);
  if (known) return known;
  state.constants.set(id, { name: id, ...constant });
  return define(state, id, constant);
}

function addInitializer(state: GraphState, { name, dtype, shape }: TensorSpec): Value {
  const known = state.initializers.get(name);
  if (!known) {
    state.initializers.set(name, { name, dtype, shape, byteLength: tensorByteLength(dtype, shape) });
    return define(state, name, { dtype, shape });
  }
  const value = state.values.get(name);
  invariant(
    value?.dtype === dtype && sameShape(known.shape, shape),
    `Initializer ${name} of graph ${state.name} is asked for as ${dtype} ${formatShape(shape)} and as ` +
      `${known.dtype} ${formatShape(known.shape)}.`,
  );
  return value;
}

/**
 * A graph output carries its own name. Where a node makes the value, the value is renamed; an input, a constant or a value
 * that is an output already gets an Identity.
 */
function finish(state: GraphState): Graph {
  const renamed = new Map<string, string>();
  const made = new Set(state.nodes.flatMap((node) => node.outputs));
  const copies: GraphNode[] = [];
  for (const [name, value] of state.outputs) {
    invariant(
      !state.values.has(name),
      `Output ${name} of graph ${state.name} has the name of another value.`,
    );
    if (made.has(value.id) && !renamed.has(value.id)) renamed.set(value.id, name);
    else copies.push(identityNode(renamed.get(value.id) ?? value.id, name));
  }
  const rename = (id: string): string => renamed.get(id) ?? id;
  const nodes = state.nodes.map((node) => ({
    ...node,
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename),
  }));
  return {
    name: state.name,
    inputs: [...state.inputs],
    outputs: [...state.outputs].map(([name, { dtype, shape }]) => ({ name, dtype, shape })),
    nodes: weightsFirst([...nodes, ...copies], new Set(state.inputs.map(({ name }) => name))),
    constants: [...state.constants.values()],
    initializers: [...state.initializers.values()],
  };
}

/**
 * Moves the nodes that depend on no graph input to the front. The runtime walks back from the outputs and enters a node's
 * inputs from the latest node to the earliest, so a dequantization that is early in the list runs right before its
 * consumer. Late in the list, all of them would run first, and every weight would be in memory as floats at once.
 */
function weightsFirst(nodes: readonly GraphNode[], inputs: ReadonlySet<string>): readonly GraphNode[] {
  const variable = new Set(inputs);
  const [early, late]: [GraphNode[], GraphNode[]] = [[], []];
  for (const node of nodes) {
    if (node.inputs.some((input) => variable.has(input))) {
      for (const output of node.outputs) variable.add(output);
      late.push(node);
    } else {
      early.push(node);
    }
  }
  return [...early, ...late];
}

function identityNode(from: string, to: string): GraphNode {
  return {
    name: `${to}/Identity`,
    op: 'Identity',
    domain: '',
    inputs: [from],
    outputs: [to],
    attributes: {},
  };
}
