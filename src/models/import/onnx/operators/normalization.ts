/** Batch normalization, and what makes a value depend on its neighbours. */
import { alongAxis, isOurLast } from '../order.ts';
import { inOurOrder } from '../values.ts';
import { axisOf, type Operator } from './definition.ts';

const ARRAYS = ['gamma', 'beta', 'runningMean', 'runningVariance'];

/** Our channels, or every element of a row: whichever ONNX's axis 1 is. */
const batchNormalization: Operator = (node, network) => {
  const x = network.value(node, 0);
  node.only('training_mode', 0);
  node.only('spatial', 1);
  if (network.opset < 7) node.only('is_test', 1);
  const epsilon = node.float('epsilon', 1e-5);
  const momentum = node.float('momentum', 0.9);
  if (!(epsilon > 0)) throw node.refuse(`attribute epsilon is ${epsilon}`, 'Supported: more than 0.');
  if (node.outputs.length > 1 && node.outputs.slice(1).some((name) => name !== '')) throw node.refuse('it gives its statistics too', 'Export the model in evaluation mode.');
  const scalar = network.batched && x.dims.length === 0;
  const at = scalar ? 0 : axisOf(node, network, { axis: 1, rank: x.dims.length });
  const features = scalar ? 1 : x.dims[at];
  const row = x.dims.length <= 1;
  const tensors = ARRAYS.map((name, i) => {
    const { data } = network.floats(node, i + 1);
    if (data.length !== features) throw node.refuse(`its input ${i + 1} has ${data.length} values, not ${features}`, 'Give an unchanged .onnx file.');
    return { name, shape: [features], data: row ? inOurOrder(data, x.place) : data };
  });
  const config = { epsilon, momentum: momentum >= 0 && momentum < 1 ? momentum : 0.9, axis: row && x.ours.length > 1 ? 'element' : 'channel', runningVariance: 'unbiased', initialVariance: 1 };
  const make = (inputs: typeof x[]) => ({ layer: network.add(node, { type: 'batchNorm', inputs, config, tensors }), size: features });
  return row || isOurLast(x, at) ? { ...x, layer: make([x]).layer } : alongAxis(node, network, { values: [x], axis: at, make });
};

/** Before version 13, over all axes from `axis` on; since then over this one. */
const softmax = (logarithm: boolean): Operator => (node, network) => {
  const old = network.opset < 13;
  const x = network.value(node, 0);
  const axis = axisOf(node, network, { axis: node.int('axis', old ? 1 : -1), rank: x.dims.length });
  const split = old ? axis : x.dims.length;
  const [before, after] = [x.dims.slice(0, split), x.dims.slice(split)];
  const value = after.length > 1 ? { ...x, dims: [...before, after.reduce((product, side) => product * side, 1)] } : x;
  const make = (inputs: typeof x[]) => ({ layer: network.add(node, { type: 'softmax', inputs, config: { logarithm } }), size: value.dims[axis] });
  if (value.dims.length === 1) {
    const flat = network.flat(node, value);
    return { ...flat, layer: make([flat]).layer, dims: x.dims };
  }
  const result = isOurLast(value, axis) ? { ...value, layer: make([value]).layer } : alongAxis(node, network, { values: [value], axis, make });
  return { ...result, dims: x.dims };
};

export const normalization = { BatchNormalization: batchNormalization, Softmax: softmax(false), LogSoftmax: softmax(true) } as const satisfies Record<string, Operator>;
