import { create, toBinary } from '@bufbuild/protobuf';
import { ATTRIBUTE_TYPES, type OnnxAttribute, type OnnxModel, type OnnxNode, type OnnxValueInfo } from './model.ts';
import { modelSchema } from './schema.ts';
import { writeTensor } from './tensors.ts';

const text = new TextEncoder();

/** The same model gives the same bytes. */
export function writeOnnx({ irVersion, opset, producer, metadata, graph }: OnnxModel): Uint8Array {
  const message = {
    irVersion: BigInt(irVersion),
    producerName: producer.name,
    producerVersion: producer.version,
    opsetImport: [{ domain: '', version: BigInt(opset) }],
    metadataProps: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    graph: {
      name: graph.name,
      node: graph.nodes.map(nodeOf),
      initializer: graph.initializers.map(writeTensor),
      input: graph.inputs.map(infoOf),
      output: graph.outputs.map(infoOf),
    },
  };
  return toBinary(modelSchema, create(modelSchema, message as never));
}

function nodeOf({ name, operator, domain, inputs, outputs, attributes }: OnnxNode) {
  return {
    name, opType: operator, input: inputs, output: outputs,
    ...(domain === '' ? {} : { domain }),
    attribute: Object.entries(attributes).map(([attribute, value]) => ({ name: attribute, ...valueOf(value) })),
  };
}

const typed = (type: string) => ({ type: ATTRIBUTE_TYPES.indexOf(type) });

function valueOf(value: OnnxAttribute) {
  if ('float' in value) return { ...typed('FLOAT'), f: value.float };
  if ('int' in value) return { ...typed('INT'), i: BigInt(value.int) };
  if ('string' in value) return { ...typed('STRING'), s: text.encode(value.string) };
  if ('floats' in value) return { ...typed('FLOATS'), floats: value.floats };
  if ('ints' in value) return { ...typed('INTS'), ints: value.ints.map(BigInt) };
  if ('tensor' in value) return { ...typed('TENSOR'), t: writeTensor(value.tensor) };
  return typed(value.other);
}

function infoOf({ name, type, shape }: OnnxValueInfo) {
  const dim = shape?.map((side) => (typeof side === 'number' ? { dimValue: BigInt(side) } : { dimParam: side }));
  return { name, type: { tensorType: { elemType: type, ...(dim ? { shape: { dim } } : {}) } } };
}
