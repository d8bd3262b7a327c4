/*
 * Layers by name. A scope is a place in the checkpoint's tree of modules; asking it for a layer records which tensors
 * the layer needs, lets the policy choose their storage and emits the nodes that apply the layer. This is the
 * one place that knows checkpoint names.
 */
import {
  cast,
  conv2d,
  createGraph,
  dequantizePerChannel,
  dimAt,
  elementCount,
  gather,
  gatherBlocks,
  gemm,
  groupNorm,
  layerNorm,
  matMulNBits,
  reshape,
} from '../onnx/index.ts';
import type { BlockCodes, FloatType, GraphBuilder, Padding, Shape, Value } from '../onnx/index.ts';
import { formatFor, storedTensors } from '../quantize/index.ts';
import type { Component, StoredRole, WeightFormat, WeightKind } from '../quantize/index.ts';
import { invariant } from '../result/index.ts';
import type { AuthoredModel, AuthorOptions, WeightRequest } from './authored-model.ts';

/** Geometry of a convolution layer. */
export interface ConvLayer {
  /** Output channels. */
  readonly out: number;
  /** Side of the square kernel. */
  readonly kernel: number;
  /** 1 unless given. */
  readonly stride?: number;
  /** Half of the kernel on every side unless given. */
  readonly padding?: Padding;
  /** Has the layer a bias? It has unless said otherwise. */
  readonly bias?: boolean;
}

/** Geometry of a linear layer. */
interface LinearLayer {
  /** Output features. */
  readonly out: number;
  /** Has the layer a bias? It has unless said otherwise. */
  readonly bias?: boolean;
  /** How the checkpoint writes the weight: [out, in], or as a 1x1 kernel [out, in, 1, 1]. */
  readonly writtenAs?: 'matrix' | 'kernel';
}

/** A place in the checkpoint's module tree. Layer names are relative to it. */
export interface WeightScope {
  /** Path of this place; the root's is empty. */
  readonly path: string;
  /** The graph, with node names that begin with this place. */
  readonly graph: GraphBuilder;
  /** The place below this one: `at('resnets', 0)`. */
  at: (...segments: readonly (string | number)[]) => WeightScope;
  /**
   * Declares a float32 input of the graph; gives it in the activations' type. Inputs and outputs are float32 whatever the
   * activations are, so that graphs of both kinds are fed alike.
   */
  input: (name: string, shape: Shape) => Value;
  /** Gives `value` to the outside as float32. */
  output: (name: string, value: Value) => void;
  /** Convolution of [B, C, h, w]. */
  conv: (name: string, x: Value, layer: ConvLayer) => Value;
  /** Linear layer over the last axis of [..., K]. */
  linear: (name: string, x: Value, layer: LinearLayer) => Value;
  /** Group normalization of [B, C, h, w]. */
  groupNorm: (name: string, x: Value, layer: { groups: number; epsilon: number }) => Value;
  /** Layer normalization over the last axis. */
  layerNorm: (name: string, x: Value, layer: { epsilon: number }) => Value;
  /** Rows of a table [rows, width] by int32 ids. */
  embedding: (name: string, ids: Value, table: { rows: number; width: number }) => Value;
  /** A tensor that belongs to no layer, such as a learnt token; it is stored in float32. `storedShape` is the checkpoint's. */
  parameter: (name: string, shape: Shape, storedShape?: Shape) => Value;
  /** Marks `value` as the result of the module at this place, or of the one below it called `name`; returns it. */
  tap: (value: Value, name?: string) => Value;
}

/** What is being authored. */
export interface AuthorTask {
  readonly name: string;
  readonly component: Component;
  readonly options: AuthorOptions;
}

interface Recording {
  readonly task: AuthorTask;
  readonly requests: Map<string, WeightRequest>;
  readonly taps: Map<string, Value>;
}

/**
 * Authors one model: gives `body` the root of the checkpoint, collects the graph and the weights it asked for.
 *
 * @param body - declares the graph's inputs and outputs and applies the layers between them
 */
export function author(task: AuthorTask, body: (root: WeightScope) => void): AuthoredModel {
  const graph = createGraph(task.name);
  const recording: Recording = { task, requests: new Map(), taps: new Map() };
  body(scopeAt('', graph, recording));
  for (const [path, value] of recording.taps) graph.output(path, asFloat32(graph.within(path), value));
  const built = graph.build();
  return {
    component: task.component,
    graph: built,
    inputs: built.inputs,
    outputs: built.outputs,
    weights: [...recording.requests.values()],
  };
}

function scopeAt(path: string, root: GraphBuilder, recording: Recording): WeightScope {
  const join = (...segments: readonly (string | number)[]): string =>
    [path, ...segments].filter((segment) => segment !== '').join('.');
  const layerAt = (name: string): Layer => ({
    path: join(name),
    graph: root.within(join(name)),
    recording,
  });
  return {
    path,
    graph: root.within(path),
    at: (...segments) => scopeAt(join(...segments), root, recording),
    input: (name, shape) =>
      cast(root.within(path), root.input({ name, dtype: 'float32', shape }), activationsOf(recording)),
    output: (name, value) => root.output(name, asFloat32(root.within(path), value)),
    conv: (name, x, layer) => applyConv(layerAt(name), x, layer),
    linear: (name, x, layer) => applyLinear(layerAt(name), x, layer),
    groupNorm: (name, x, layer) => applyGroupNorm(layerAt(name), x, layer),
    layerNorm: (name, x, layer) => applyLayerNorm(layerAt(name), x, layer),
    embedding: (name, ids, table) => applyEmbedding(layerAt(name), ids, table),
    parameter: (name, shape, storedShape = shape) => {
      const layer = { path, graph: root.within(join(name)), recording };
      const parameter = plainParameter(layer, { name, kind: 'bias', shape: storedShape });
      return reshape(layer.graph, parameter, shape);
    },
    tap: (value, name = '') => {
      if (recording.task.options.taps === true) recording.taps.set(join(name), value);
      return value;
    },
  };
}

function activationsOf({ task }: Recording): FloatType {
  return task.options.activations ?? 'float32';
}

function asFloat32(graph: GraphBuilder, value: Value): Value {
  return cast(graph, value, 'float32');
}

interface Layer {
  readonly path: string;
  readonly graph: GraphBuilder;
  readonly recording: Recording;
}

function applyConv(
  layer: Layer,
  x: Value,
  { out, kernel, stride = 1, padding, bias = true }: ConvLayer,
): Value {
  const side = Math.floor(kernel / 2);
  const shape = [out, dimAt(x.shape, 1), kernel, kernel];
  return conv2d(layer.graph, x, {
    weight: kernelOf(layer, shape),
    bias: bias ? plainParameter(layer, { name: 'bias', kind: 'bias', shape: [out] }) : undefined,
    stride,
    padding: padding ?? { top: side, left: side, bottom: side, right: side },
  });
}

function kernelOf(layer: Layer, shape: Shape): Value {
  const stored = request(layer, { name: 'weight', kind: 'conv', shape });
  if (stored.format.format === 'conv-int8') {
    return dequantizePerChannel(
      layer.graph,
      stored.value('codes'),
      asActivations(layer, stored.value('scales')),
    );
  }
  return asActivations(layer, stored.value('values'));
}

function asActivations({ graph, recording }: Layer, stored: Value): Value {
  return cast(graph, stored, activationsOf(recording));
}

function applyLinear(layer: Layer, x: Value, { out, bias = true, writtenAs = 'matrix' }: LinearLayer): Value {
  const { graph } = layer;
  const columns = dimAt(x.shape, -1);
  const shape = writtenAs === 'kernel' ? [out, columns, 1, 1] : [out, columns];
  const stored = request(layer, { name: 'weight', kind: 'linear', shape });
  const offset = bias ? plainParameter(layer, { name: 'bias', kind: 'bias', shape: [out] }) : undefined;
  if (stored.format.format === 'nbits')
    return matMulNBits(graph, x, { ...blocksOf(layer, stored), bias: offset });
  const weight = reshape(graph, asActivations(layer, stored.value('values')), [out, columns]);
  const rows = reshape(graph, x, [elementCount(x.shape) / columns, columns]);
  return reshape(graph, gemm(graph, rows, { weight, bias: offset }), x.shape.with(-1, out));
}

function applyEmbedding(layer: Layer, ids: Value, { rows, width }: { rows: number; width: number }): Value {
  const stored = request(layer, { name: 'weight', kind: 'embedding', shape: [rows, width] });
  if (stored.format.format === 'nbits') return gatherBlocks(layer.graph, blocksOf(layer, stored), ids);
  return gather(layer.graph, asActivations(layer, stored.value('values')), ids);
}

function applyGroupNorm(layer: Layer, x: Value, options: { groups: number; epsilon: number }): Value {
  const channels = dimAt(x.shape, 1);
  return groupNorm(layer.graph, x, { ...options, ...affineOf(layer, channels, [channels, 1, 1]) });
}

function applyLayerNorm(layer: Layer, x: Value, options: { epsilon: number }): Value {
  const width = dimAt(x.shape, -1);
  return layerNorm(layer.graph, x, { ...options, ...affineOf(layer, width, [width]) });
}

function affineOf(layer: Layer, length: number, view: Shape): { weight: Value; bias: Value } {
  const parameter = (name: string): Value =>
    reshape(layer.graph, plainParameter(layer, { name, kind: 'norm', shape: [length] }), view);
  return { weight: parameter('weight'), bias: parameter('bias') };
}

interface Parameter {
  readonly name: string;
  readonly kind: WeightKind;
  readonly shape: Shape;
}

function plainParameter(layer: Layer, parameter: Parameter): Value {
  return asActivations(layer, request(layer, parameter).value('values'));
}

interface StoredWeight {
  readonly format: WeightFormat;
  /** The initializer with that role. */
  readonly value: (role: StoredRole) => Value;
}

function request({ path, graph, recording }: Layer, { name, kind, shape }: Parameter): StoredWeight {
  const { component, options } = recording.task;
  const tensor = path === '' ? name : `${path}.${name}`;
  const format = formatFor(options.policy, { component, tensor, kind, shape });
  const stored = storedTensors(tensor, shape, format);
  recording.requests.set(tensor, { component, tensor, kind, shape, format, stored });
  return {
    format,
    value: (role) => {
      const found = stored.find((candidate) => candidate.role === role);
      invariant(found, `${tensor} is stored as ${format.format}, which has no ${role}.`);
      return graph.initializer(found);
    },
  };
}

function blocksOf(layer: Layer, { format, value }: StoredWeight): BlockCodes {
  invariant(format.format === 'nbits', `${layer.path} is not stored in blocks.`);
  const { bits, blockSize } = format;
  const scales = asActivations(layer, value('scales'));
  return { bits, blockSize, codes: value('codes'), scales };
}
