/** An ONNX model as this code sees it: plain values, numbers instead of 64-bit integers. */

export type TensorData = Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array | Int8Array | Uint16Array | Int16Array;

export interface OnnxTensor {
  name: string;
  shape: number[];
  /** float (half precision too), double, int64, int32 (smaller ones too), bool (as bytes) */
  data: TensorData;
}

export type OnnxAttribute =
  | { float: number }
  | { int: number }
  | { string: string }
  | { floats: number[] }
  | { ints: number[] }
  | { tensor: OnnxTensor }
  /** of a kind that is not read, such as GRAPH */
  | { other: string };

export interface OnnxNode {
  name: string;
  operator: string;
  /** '' is ONNX's own */
  domain: string;
  /** names; '' stands for an optional one that is left out */
  inputs: string[];
  outputs: string[];
  attributes: Readonly<Record<string, OnnxAttribute>>;
}

export interface OnnxValueInfo {
  name: string;
  /** number of ONNX's TensorProto.DataType; 0 where it is not said */
  type: number;
  /** a name for a size that may vary; null: the shape is not said */
  shape: (number | string)[] | null;
}

export interface OnnxModel {
  irVersion: number;
  /** version of ONNX's own operators */
  opset: number;
  producer: { name: string; version: string };
  metadata: Readonly<Record<string, string>>;
  graph: { name: string; nodes: OnnxNode[]; initializers: OnnxTensor[]; inputs: OnnxValueInfo[]; outputs: OnnxValueInfo[] };
}

/** ONNX's TensorProto.DataType. */
export const FLOAT = 1;
export const DATA_TYPES = ['undefined', 'float', 'uint8', 'int8', 'uint16', 'int16', 'int32', 'int64', 'string', 'bool', 'float16', 'double', 'uint32', 'uint64', 'complex64', 'complex128', 'bfloat16'];
/** ONNX's AttributeProto.AttributeType. */
export const ATTRIBUTE_TYPES = ['UNDEFINED', 'FLOAT', 'INT', 'STRING', 'TENSOR', 'GRAPH', 'FLOATS', 'INTS', 'STRINGS', 'TENSORS', 'GRAPHS', 'SPARSE_TENSOR', 'SPARSE_TENSORS', 'TYPE_PROTO', 'TYPE_PROTOS'];
