/**
 * The part of ONNX's messages that is read and written here, as data: member, field number, type (`*` before it: repeated). Members that are not
 * listed are skipped. No message contains itself (subgraphs and types of types are left out), so that depth has a bound by construction.
 * Source of the numbers: the ONNX IR specification.
 */
import { create, createFileRegistry, type DescMessage } from '@bufbuild/protobuf';
import { FieldDescriptorProto_Label as Label, FieldDescriptorProto_Type as Type, FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';

/** `packed`: numbers one after the other, kept as their bytes, so that a weight costs no JavaScript value of its own. */
const SCALARS = { int64: Type.INT64, int32: Type.INT32, float: Type.FLOAT, string: Type.STRING, bytes: Type.BYTES, packed: Type.BYTES } as const;

export type Scalar = keyof typeof SCALARS;
type Fields = Readonly<Record<string, readonly [number, string]>>;

const MESSAGES: Readonly<Record<string, Fields>> = {
  Model: {
    ir_version: [1, 'int64'], producer_name: [2, 'string'], producer_version: [3, 'string'], graph: [7, 'Graph'], opset_import: [8, '*OperatorSet'],
    metadata_props: [14, '*Entry'], functions: [25, '*bytes'],
  },
  OperatorSet: { domain: [1, 'string'], version: [2, 'int64'] },
  Entry: { key: [1, 'string'], value: [2, 'string'] },
  Graph: { node: [1, '*Node'], name: [2, 'string'], initializer: [5, '*Tensor'], input: [11, '*ValueInfo'], output: [12, '*ValueInfo'], sparse_initializer: [15, '*bytes'] },
  Node: { input: [1, '*string'], output: [2, '*string'], name: [3, 'string'], op_type: [4, 'string'], attribute: [5, '*Attribute'], domain: [7, 'string'] },
  Attribute: {
    name: [1, 'string'], f: [2, 'float'], i: [3, 'int64'], s: [4, 'bytes'], t: [5, 'Tensor'], floats: [7, '*float'], ints: [8, '*int64'], type: [20, 'int32'],
    ref_attr_name: [21, 'string'],
  },
  Tensor: {
    dims: [1, '*int64'], data_type: [2, 'int32'], float_data: [4, '*packed'], int32_data: [5, '*packed'], int64_data: [7, '*packed'], name: [8, 'string'], raw_data: [9, 'bytes'],
    double_data: [10, '*packed'], external_data: [13, '*Entry'], data_location: [14, 'int32'],
  },
  ValueInfo: { name: [1, 'string'], type: [2, 'ValueType'] },
  ValueType: { tensor_type: [1, 'TensorType'] },
  TensorType: { elem_type: [1, 'int32'], shape: [2, 'Dimensions'] },
  Dimensions: { dim: [1, '*Dimension'] },
  Dimension: { dim_value: [1, 'int64'], dim_param: [2, 'string'] },
};

export interface Field {
  number: number;
  name: string;
  repeated: boolean;
  /** of the values, or the message that they are */
  type: Scalar | { message: string };
}

const fieldsOf = (fields: Fields): Field[] => Object.entries(fields).map(([name, [number, written]]) => {
  const type = written.replace('*', '');
  return { number, name, repeated: written.startsWith('*'), type: Object.hasOwn(SCALARS, type) ? (type as Scalar) : { message: type } };
});

/** Fields of each message by their numbers, for those who walk over bytes. */
export const FIELDS: ReadonlyMap<string, ReadonlyMap<number, Field>> = new Map(
  Object.entries(MESSAGES).map(([name, fields]) => [name, new Map(fieldsOf(fields).map((field) => [field.number, field]))]),
);

const registry = createFileRegistry(
  create(FileDescriptorProtoSchema, {
    name: 'onnx-subset.proto',
    package: 'onnx',
    syntax: 'proto2', // what is set is written, zeros too
    messageType: Object.entries(MESSAGES).map(([name, fields]) => ({
      name,
      field: fieldsOf(fields).map(({ number, name: field, repeated, type }) => ({
        name: field, number, label: repeated ? Label.REPEATED : Label.OPTIONAL,
        ...(typeof type === 'string' ? { type: SCALARS[type] } : { type: Type.MESSAGE, typeName: `.onnx.${type.message}` }),
      })),
    })),
  }),
  () => undefined,
);

export const modelSchema: DescMessage = registry.getMessage('onnx.Model')!;
