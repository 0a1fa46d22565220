/** Batch normalization, and what makes a value depend on its neighbours. */
import { sizeOf } from '../../../../engine/index.ts';
import type { Builder } from '../network.ts';
import type { GraphNode } from '../node.ts';
import { type GraphValue, inOurOrder, isChannelsFirst } from '../values.ts';
import { axisOf, type Operator } from './definition.ts';

const ARRAYS = ['gamma', 'beta', 'runningMean', 'runningVariance'];

/** Our channels, or every element of a sample: whichever ONNX's axis 1 is. */
const batchNormalization: Operator = (node, network) => {
  const x = network.value(node, 0);
  node.only('training_mode', 0);
  node.only('spatial', 1);
  const epsilon = node.float('epsilon', 1e-5);
  const momentum = node.float('momentum', 0.9);
  if (!(epsilon > 0)) throw node.refuse(`attribute epsilon is ${epsilon}`, 'Supported: more than 0.');
  if (node.outputs.length > 1 && node.outputs.slice(1).some((name) => name !== '')) throw node.refuse('it gives its statistics too', 'Export the model in evaluation mode.');
  const image = isChannelsFirst(x);
  if (!image && x.dims.length !== 1) throw node.refuse(`its input of shape [${x.dims.join(', ')}] is neither a row nor an image, channels first, of the network`, 'Supported: these two.');
  const features = x.dims[0];
  const tensors = ARRAYS.map((name, i) => {
    const { data } = network.floats(node, i + 1);
    if (data.length !== features) throw node.refuse(`its input ${i + 1} has ${data.length} values, not ${features}`, 'Give an unchanged .onnx file.');
    return { name, shape: [features], data: image ? data : inOurOrder(data, x.place) };
  });
  const config = { epsilon, momentum: momentum >= 0 && momentum < 1 ? momentum : 0.9, axis: image || x.ours.length === 1 ? 'channel' : 'element', runningVariance: 'unbiased', initialVariance: 1 };
  return { ...x, layer: network.add(node, { type: 'batchNorm', inputs: [x], config, tensors }) };
};

/** The value with what ONNX's axis counts as our last axis. */
function alongLast(node: GraphNode, network: Builder, axis: number): GraphValue {
  const x = network.value(node, 0);
  const at = axisOf(node, axis, x.dims.length);
  if (x.dims.length === 1) return network.flat(node, x);
  const onImage = isChannelsFirst(x) && (at === 0 || sizeOf(x.dims) === x.dims[at]);
  const natural = x.place === null && x.dims.join() === x.ours.join() && at === x.dims.length - 1;
  if (!onImage && !natural) throw node.refuse(`axis ${axis} of [batch, ${x.dims.join(', ')}] is not the one of the channels or features`, 'Supported: channels of an image, features of a row.');
  return x;
}

const softmax = (logarithm: boolean): Operator => (node, network) => {
  const old = network.opset < 13;
  const axis = node.int('axis', old ? 1 : -1);
  if (old && network.value(node, 0).dims.length !== 1) throw node.refuse(`in version ${network.opset} of the operators it takes all axes together`, 'Supported: on rows; export with version 13 or later.');
  const x = alongLast(node, network, axis);
  return { ...x, layer: network.add(node, { type: 'softmax', inputs: [x], config: { logarithm } }) };
};

export const normalization = { BatchNormalization: batchNormalization, Softmax: softmax(false), LogSoftmax: softmax(true) } as const satisfies Record<string, Operator>;
