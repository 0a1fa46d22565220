import { type PlannedLayer, sizeOf } from '../../../engine/index.ts';
import { permuted } from '../../permute.ts';
import { type GraphBuilder, type GraphValue, imageOrRow } from './graph.ts';

const ARRAYS = ['gamma', 'beta', 'runningMean', 'runningVariance'];

/**
 * ONNX normalizes axis 1: channels of an image, or features of a row. Where every element has statistics of its own, or a row is made of rows,
 * the sample becomes one row and afterwards what it was.
 */
export function batchNormalization({ name, config, inputShapes: [shape] }: PlannedLayer, graph: GraphBuilder, [x]: readonly GraphValue[]): GraphValue {
  const image = shape.length === 3;
  const direct = shape.length === 1 || (image && config.axis === 'channel');
  const constants = ARRAYS.map((array) => {
    const values = graph.weight(`${name}.${array}`);
    const arranged = direct ? values : spread(values, shape, image);
    return graph.constant(`${name}.${array}`, arranged, [arranged.length]);
  });
  const attributes = { epsilon: { float: config.epsilon as number }, momentum: { float: config.momentum as number } };
  const input = image ? graph.first(x) : graph.last(x);
  if (direct) return imageOrRow(shape, graph.node({ operator: 'BatchNormalization', inputs: [input, ...constants], attributes, name }));
  const row = graph.node({ operator: 'Flatten', inputs: [input], attributes: { axis: { int: 1 } }, name: `${name}/row` });
  const normalized = graph.node({ operator: 'BatchNormalization', inputs: [row, ...constants], attributes, name: `${name}/row-normalized` });
  const sides = image ? [shape[2], shape[0], shape[1]] : [...shape];
  const target = graph.constant(`${name}/shape`, BigInt64Array.from([-1, ...sides], BigInt), [sides.length + 1]);
  return imageOrRow(shape, graph.node({ operator: 'Reshape', inputs: [normalized, target], name }));
}

/** One value for each element, channels first where it is an image; channels repeat where they have one value each. */
function spread(values: Float32Array, shape: readonly number[], image: boolean): Float32Array {
  const each = Float32Array.from({ length: sizeOf(shape) }, (_, i) => values[i % values.length]);
  return image ? permuted(each, shape, [2, 0, 1]) : each;
}
