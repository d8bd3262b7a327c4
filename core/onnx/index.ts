export { createGraph } from './graph.ts';
export type {
  Constant,
  Graph,
  GraphBuilder,
  GraphNode,
  Initializer,
  NodeCall,
  ResultSpec,
  Value,
} from './graph.ts';
export { elementCount, formatShape, sameShape, tensorByteLength } from './tensor.ts';
export type { DType, FloatType, Shape, TensorSpec } from './tensor.ts';
