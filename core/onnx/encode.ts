/*
 * A finished graph as the bytes of an ONNX ModelProto. Field numbers are those of onnx.proto, IR version 10.
 * External initializers carry no bytes here: only the file, offset and length where the runtime finds them.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import { ArmatureError, assertNever } from '../result/index.ts';
import { toHalfBits } from '../weights/index.ts';
import { words } from '../words/index.ts';
import type { Attribute, Constant, ConstantType, Graph, GraphNode, Initializer } from './graph.ts';
import { tensorByteLength } from './tensor.ts';
import type { DType, Shape, TensorSpec } from './tensor.ts';

/** Where the bytes of an initializer are. */
export interface ExternalLocation {
  /** Name of the file, as it is given to the runtime with its data. */
  readonly location: string;
  /** Of the first byte, in bytes from the start of the file. */
  readonly offset: number;
  /** In bytes. */
  readonly length: number;
}

const IR_VERSION = 10;
/** The newest operator set at which the WebGPU provider still has all of our operators. */
const ONNX_OPSET = 21;
const MICROSOFT_OPSET = 1;

const DATA_TYPE: Readonly<Record<DType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  float16: 10,
};
const EXTERNAL_DATA = 1;

type Write = (writer: BinaryWriter) => void;

/**
 * Encodes a graph as an ONNX model.
 *
 * @param graph - as {@link GraphBuilder.build} gives it
 * @param locations - for each external initializer's name, where its bytes are
 * @returns the bytes of the ModelProto
 * @throws ArmatureError `bad-weights` when an initializer has no location or one of the wrong length
 */
export function encodeModel(graph: Graph, locations: ReadonlyMap<string, ExternalLocation>): Uint8Array {
  const writer = new BinaryWriter();
  integer(writer, 1, IR_VERSION);
  text(writer, 2, 'armature');
  message(writer, 7, (inner) => writeGraph(inner, graph, locations));
  for (const [domain, version] of [
    ['', ONNX_OPSET],
    ['com.microsoft', MICROSOFT_OPSET],
  ] as const) {
    message(writer, 8, (opset) => {
      text(opset, 1, domain);
      integer(opset, 2, version);
    });
  }
  return writer.finish();
}

function writeGraph(
  writer: BinaryWriter,
  graph: Graph,
  locations: ReadonlyMap<string, ExternalLocation>,
): void {
  for (const node of graph.nodes) message(writer, 1, (inner) => writeNode(inner, node));
  text(writer, 2, graph.name);
  for (const constant of graph.constants) message(writer, 5, (inner) => writeConstant(inner, constant));
  for (const initializer of graph.initializers) {
    const location = locationOf(graph, initializer, locations);
    message(writer, 5, (inner) => writeExternal(inner, initializer, location));
  }
  for (const input of graph.inputs) message(writer, 11, (inner) => writeValueInfo(inner, input));
  for (const output of graph.outputs) message(writer, 12, (inner) => writeValueInfo(inner, output));
}

function locationOf(
  graph: Graph,
  { name, byteLength }: Initializer,
  locations: ReadonlyMap<string, ExternalLocation>,
): ExternalLocation {
  const location = locations.get(name);
  if (!location) {
    throw new ArmatureError({
      code: 'bad-weights',
      message: words`The model ${graph.name} needs a tensor ${name}.`,
    });
  }
  if (location.length !== byteLength) {
    throw new ArmatureError({
      code: 'bad-weights',
      message: words`Tensor ${name} of ${location.location} has ${location.length} bytes; the model needs ${byteLength}.`,
    });
  }
  return location;
}

function writeNode(writer: BinaryWriter, node: GraphNode): void {
  for (const input of node.inputs) text(writer, 1, input);
  for (const output of node.outputs) text(writer, 2, output);
  text(writer, 3, node.name);
  text(writer, 4, node.op);
  for (const [name, value] of Object.entries(node.attributes)) {
    message(writer, 5, (inner) => {
      text(inner, 1, name);
      writeAttributeValue(inner, value);
    });
  }
  text(writer, 7, node.domain);
}

function writeAttributeValue(writer: BinaryWriter, value: Attribute): void {
  const ATTRIBUTE_TYPE = 20;
  if (typeof value === 'string') {
    text(writer, 4, value);
    integer(writer, ATTRIBUTE_TYPE, 3);
  } else if ('float' in value) {
    writer.tag(2, WireType.Bit32).float(value.float);
    integer(writer, ATTRIBUTE_TYPE, 1);
  } else if ('int' in value) {
    integer(writer, 3, value.int);
    integer(writer, ATTRIBUTE_TYPE, 2);
  } else {
    packed(writer, 8, value.ints);
    integer(writer, ATTRIBUTE_TYPE, 7);
  }
}

function writeTensorHead(writer: BinaryWriter, { name, dtype, shape }: TensorSpec): void {
  packed(writer, 1, shape);
  integer(writer, 2, DATA_TYPE[dtype]);
  text(writer, 8, name);
}

function writeConstant(writer: BinaryWriter, constant: Constant): void {
  writeTensorHead(writer, constant);
  writer.tag(9, WireType.LengthDelimited).bytes(littleEndian(constant));
}

function writeExternal(writer: BinaryWriter, initializer: Initializer, external: ExternalLocation): void {
  writeTensorHead(writer, initializer);
  for (const [key, value] of Object.entries({
    location: external.location,
    offset: String(external.offset),
    length: String(external.length),
  })) {
    message(writer, 13, (entry) => {
      text(entry, 1, key);
      text(entry, 2, value);
    });
  }
  integer(writer, 14, EXTERNAL_DATA);
}

function writeValueInfo(writer: BinaryWriter, { name, dtype, shape }: TensorSpec): void {
  text(writer, 1, name);
  message(writer, 2, (type) => {
    message(type, 1, (tensor) => {
      integer(tensor, 1, DATA_TYPE[dtype]);
      message(tensor, 2, (dims) => {
        for (const dim of shape) message(dims, 1, (inner) => integer(inner, 1, dim));
      });
    });
  });
}

/** The raw bytes of a constant. */
function littleEndian({ dtype, shape, values }: Constant): Uint8Array {
  const bytes = new Uint8Array(tensorByteLength(dtype, shape));
  const view = new DataView(bytes.buffer);
  const write = elementWriter(view, dtype);
  values.forEach((value, index) => write(index, value));
  return bytes;
}

function elementWriter(view: DataView, dtype: ConstantType): (index: number, value: number) => void {
  switch (dtype) {
    case 'float32':
      return (index, value) => view.setFloat32(index * 4, value, true);
    case 'float16':
      return (index, value) => view.setUint16(index * 2, toHalfBits(value), true);
    case 'int32':
      return (index, value) => view.setInt32(index * 4, value, true);
    case 'int64':
      return (index, value) => view.setBigInt64(index * 8, BigInt(value), true);
    default:
      return assertNever(dtype);
  }
}

function message(writer: BinaryWriter, field: number, write: Write): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  write(writer);
  writer.join();
}

function text(writer: BinaryWriter, field: number, value: string): void {
  writer.tag(field, WireType.LengthDelimited).string(value);
}

function integer(writer: BinaryWriter, field: number, value: number): void {
  writer.tag(field, WireType.Varint).int64(value);
}

function packed(writer: BinaryWriter, field: number, values: Shape): void {
  writer.tag(field, WireType.LengthDelimited).fork();
  for (const value of values) writer.int64(value);
  writer.join();
}
