/** The messages as the protobuf library hands them out, under the names of schema.ts. */

export interface EntryMessage {
  key: string;
  value: string;
}

export interface TensorMessage {
  dims: bigint[];
  dataType: number;
  floatData: Uint8Array[];
  int32Data: Uint8Array[];
  int64Data: Uint8Array[];
  doubleData: Uint8Array[];
  name: string;
  rawData: Uint8Array;
  externalData: EntryMessage[];
  dataLocation: number;
}

export interface AttributeMessage {
  name: string;
  type: number;
  f: number;
  i: bigint;
  s: Uint8Array;
  t?: TensorMessage;
  floats: number[];
  ints: bigint[];
  refAttrName: string;
}

export interface NodeMessage {
  input: string[];
  output: string[];
  name: string;
  opType: string;
  domain: string;
  attribute: AttributeMessage[];
}

export interface ValueInfoMessage {
  name: string;
  type?: { tensorType?: { elemType: number; shape?: { dim: { dimValue: bigint; dimParam: string }[] } } };
}

export interface GraphMessage {
  name: string;
  node: NodeMessage[];
  initializer: TensorMessage[];
  sparseInitializer: Uint8Array[];
  input: ValueInfoMessage[];
  output: ValueInfoMessage[];
}

export interface ModelMessage {
  irVersion: bigint;
  producerName: string;
  producerVersion: string;
  graph?: GraphMessage;
  opsetImport: { domain: string; version: bigint }[];
  metadataProps: EntryMessage[];
  functions: Uint8Array[];
}
