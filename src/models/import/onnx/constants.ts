/** What of a graph is known before any sample comes. */
import type { OnnxAttribute, OnnxModel, OnnxNode, OnnxTensor } from '../../../formats/onnx/index.ts';

function constantOf(attributes: OnnxNode['attributes']): Omit<OnnxTensor, 'name'> | null {
  const [[name, value] = ['', { other: '' }]] = Object.entries<OnnxAttribute>(attributes);
  if (name === 'value' && 'tensor' in value) return value.tensor;
  if (name === 'value_float' && 'float' in value) return { shape: [], data: Float32Array.of(value.float) };
  if (name === 'value_floats' && 'floats' in value) return { shape: [value.floats.length], data: Float32Array.from(value.floats) };
  if (name === 'value_int' && 'int' in value) return { shape: [], data: Float64Array.of(value.int) };
  if (name === 'value_ints' && 'ints' in value) return { shape: [value.ints.length], data: Float64Array.from(value.ints) };
  return null;
}

/** Arrays by name: those of the file, those of Constant nodes, and other names for them. The nodes are those that are left. */
export function foldConstants({ initializers, nodes }: OnnxModel['graph']): { constants: Map<string, OnnxTensor>; nodes: OnnxNode[] } {
  const constants = new Map(initializers.map((tensor) => [tensor.name, tensor]));
  const left = nodes.filter(({ operator, domain, inputs, outputs, attributes }) => {
    if (domain !== '' || outputs.length !== 1) return true;
    const value = operator === 'Constant' ? constantOf(attributes) : operator === 'Identity' ? (constants.get(inputs[0]) ?? null) : null;
    if (value === null || constants.has(outputs[0])) return true;
    constants.set(outputs[0], { ...value, name: outputs[0] });
    return false;
  });
  return { constants, nodes: left };
}
