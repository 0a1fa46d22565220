/** An ONNX file as plain values. What it means is looked at elsewhere; here is only what the format itself says. */
import { fromBinary } from '@bufbuild/protobuf';
import { refuse } from '../refuse.ts';
import type { AttributeMessage, ModelMessage, NodeMessage, ValueInfoMessage } from './messages.ts';
import { ATTRIBUTE_TYPES, type OnnxAttribute, type OnnxModel, type OnnxNode, type OnnxValueInfo } from './model.ts';
import { modelSchema } from './schema.ts';
import { surveyModel } from './survey.ts';
import { readTensor } from './tensors.ts';

const OWN_DOMAINS = ['', 'ai.onnx'];
const EXPORT_AGAIN = 'Give an unchanged .onnx file, with its weights inside.';

/** `file` names it in messages. Throws `invalid-input`; what is allocated is in proportion to the bytes. */
export function readOnnx(bytes: Uint8Array, file = 'the model'): OnnxModel {
  surveyModel(bytes, file);
  const { graph, ...model } = decode(bytes, file);
  if (graph === undefined) throw refuse(`${file} is no ONNX model: it holds no graph.`, EXPORT_AGAIN);
  const opset = model.opsetImport.find(({ domain }) => OWN_DOMAINS.includes(domain));
  if (opset === undefined) throw refuse(`${file} does not say which version of ONNX's operators it uses.`, EXPORT_AGAIN);
  if (model.functions.length > 0) throw refuse(`${file} defines functions of its own.`, 'Export it with its functions inlined (onnx.inliner).');
  if (graph.sparseInitializer.length > 0) throw refuse(`${file} holds sparse arrays.`, 'Convert them to dense ones.');
  return {
    irVersion: Number(model.irVersion),
    opset: Number(opset.version),
    producer: { name: model.producerName, version: model.producerVersion },
    metadata: Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value])),
    graph: {
      name: graph.name,
      nodes: graph.node.map((node) => nodeOf(node, file)),
      initializers: graph.initializer.map((tensor) => readTensor(tensor, file)),
      inputs: graph.input.map(infoOf),
      outputs: graph.output.map(infoOf),
    },
  };
}

function decode(bytes: Uint8Array, file: string): ModelMessage {
  try {
    return fromBinary(modelSchema, bytes, { readUnknownFields: false, recursionLimit: 16 }) as unknown as ModelMessage;
  } catch (error) {
    throw refuse(`${file} is no usable ONNX model: ${(error as Error).message}.`, EXPORT_AGAIN, error);
  }
}

function nodeOf({ name, opType, domain, input, output, attribute }: NodeMessage, file: string): OnnxNode {
  const shown = `${file}: node "${name || output[0] || ''}" (${opType})`;
  return {
    name, operator: opType, domain: OWN_DOMAINS.includes(domain) ? '' : domain, inputs: input, outputs: output,
    attributes: Object.fromEntries(attribute.map((each) => [each.name, attributeOf(each, shown)])),
  };
}

/** Very old files leave the type out; what they could mean is not guessed. */
function attributeOf(message: AttributeMessage, node: string): OnnxAttribute {
  if (message.refAttrName !== '') return { other: 'a reference' };
  switch (ATTRIBUTE_TYPES[message.type]) {
    case 'FLOAT':
      return { float: message.f };
    case 'INT':
      return { int: Number(message.i) };
    case 'STRING':
      return { string: new TextDecoder().decode(message.s) };
    case 'FLOATS':
      return { floats: message.floats };
    case 'INTS':
      return { ints: message.ints.map(Number) };
    case 'TENSOR':
      return message.t === undefined ? { other: 'TENSOR' } : { tensor: readTensor(message.t, node, message.name) };
    default:
      return { other: ATTRIBUTE_TYPES[message.type] ?? String(message.type) };
  }
}

function infoOf({ name, type }: ValueInfoMessage): OnnxValueInfo {
  const tensor = type?.tensorType;
  return { name, type: tensor?.elemType ?? 0, shape: tensor?.shape?.dim.map(({ dimValue, dimParam }) => (dimValue > 0n ? Number(dimValue) : dimParam || '?')) ?? null };
}
