/** Operators on each value by itself: the order of the values does not matter. */
import type { GraphValue } from '../values.ts';
import type { GraphNode } from '../node.ts';
import type { Operator } from './definition.ts';

type Config = Record<string, unknown>;

const activation = (type: string, configOf: (node: GraphNode) => Config = () => ({})): Operator => (node, network) => {
  const x = network.value(node, 0);
  return { ...x, layer: network.add(node, { type, inputs: [x], config: configOf(node) }) };
};

function slopeOf(node: GraphNode): Config {
  const slope = node.float('alpha', 0.01);
  if (!(slope >= 0 && slope < 1)) throw node.refuse(`attribute alpha is ${slope}`, 'Supported: 0 to 1, 1 excluded.');
  return { slope };
}

function alphaOf(node: GraphNode): Config {
  const alpha = node.float('alpha', 1);
  if (!(alpha > 0)) throw node.refuse(`attribute alpha is ${alpha}`, 'Supported: more than 0.');
  return { alpha };
}

function geluForm(node: GraphNode): Config {
  const approximate = node.string('approximate', 'none');
  if (approximate !== 'none' && approximate !== 'tanh') throw node.refuse(`attribute approximate is ${JSON.stringify(approximate.slice(0, 40))}`, 'Supported: none, tanh.');
  return { form: approximate === 'tanh' ? 'tanh' : 'erf' };
}

const identity: Operator = (node, network) => network.value(node, 0);

/** Of what it drops in training; a prediction drops nothing. */
const dropout: Operator = (node, network) => {
  const x = network.value(node, 0);
  node.int('seed', 0);
  const given = network.constant(node, 1);
  const ratio = given ? Number(given.data[0]) : node.float('ratio', 0.5);
  const training = network.constant(node, 2);
  if (network.opset < 7) node.only('is_test', 1);
  if (ratio !== 0 && training && Number(training.data[0]) !== 0) throw node.refuse('it drops values in predictions too (training_mode)', 'Export the model in evaluation mode.');
  if (!(ratio >= 0 && ratio < 1)) throw node.refuse(`its ratio is ${ratio}`, 'Supported: 0 to 1, 1 excluded.');
  return { ...x, layer: network.add(node, { type: 'dropout', inputs: [x], config: { ratio: Number(ratio.toPrecision(7)), form: 'inverted' } }) };
};

/** x times its own Sigmoid (SiLU), or times what a classic dropout leaves on average. */
const multiply: Operator = (node, network) => {
  const constant = [0, 1].find((i) => network.isConstant(node, i));
  if (constant !== undefined) return scaled(node, network.value(node, 1 - constant), network.floats(node, constant).data, (config, x) => network.add(node, { type: 'dropout', inputs: [x], config }));
  const [a, b] = [network.value(node, 0), network.value(node, 1)];
  for (const [x, share, name] of [[a, b, node.inputs[1]], [b, a, node.inputs[0]]] as const) {
    const made = network.sole(share, name);
    if (made?.spec.type !== 'sigmoid' || made.spec.inputs[0] !== x.layer || x.place !== share.place || x.dims.join() !== share.dims.join()) continue;
    network.layers.delete(share.layer);
    return { ...x, layer: network.add(node, { type: 'silu', inputs: [x] }) };
  }
  throw node.refuse('it multiplies two values of a sample', 'Supported: x times Sigmoid(x), and a constant from 0 to 1.');
};

function scaled(node: GraphNode, x: GraphValue, factor: Float32Array, add: (config: Config, x: GraphValue) => string): GraphValue {
  const [kept] = factor;
  if (factor.length !== 1 || !(kept > 0 && kept <= 1)) throw node.refuse(factor.length === 1 ? `it multiplies by ${kept}` : `it multiplies by ${factor.length} constants`, 'Supported: one factor, more than 0 and at most 1, as a classic dropout has it.');
  return { ...x, layer: add({ ratio: 1 - Number(kept.toPrecision(7)), form: 'classic' }, x) };
}

/** x > 0, which a Cast then makes 0 or 1. */
const greater: Operator = (node, network) => {
  const x = network.value(node, 0);
  const { data } = network.floats(node, 1);
  if (data.length !== 1 || data[0] !== 0) throw node.refuse('it compares with something else than 0', 'Supported: Greater than 0, then Cast to float: a step function.');
  return { ...x, layer: network.add(node, { type: 'step', inputs: [x] }), condition: true };
};

const cast: Operator = (node, network) => {
  const x = network.value(node, 0);
  const to = node.int('to', 0);
  node.int('saturate', 1);
  if (to !== 1) throw node.refuse(`it converts to type ${to}`, 'Supported: 1, single precision.');
  return { ...x, condition: false };
};

export const elementwise = {
  Relu: activation('relu'),
  Sigmoid: activation('sigmoid'),
  Tanh: activation('tanh'),
  Softplus: activation('softplus'),
  LeakyRelu: activation('leakyRelu', slopeOf),
  Elu: activation('elu', alphaOf),
  Gelu: activation('gelu', geluForm),
  Identity: identity,
  Dropout: dropout,
  Mul: multiply,
  Greater: greater,
  Cast: cast,
} as const satisfies Record<string, Operator>;
