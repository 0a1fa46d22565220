/** The network that grows while the graph is read. */
import { type LayerSpec, type Shape, sizeOf } from '../../../engine/index.ts';
import { refuse } from '../../../formats/refuse.ts';
import type { OnnxTensor } from '../../../formats/onnx/index.ts';
import type { GraphNode } from './node.ts';
import type { GraphValue } from './values.ts';

/** Elements of one value of a sample. */
const MAX_ELEMENTS = 2 ** 24;
/** Elements whose places are written down, all values together. */
const MAX_PLACES = 2 ** 26;
const LAYER_NAME = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;

export interface BuiltLayer {
  spec: LayerSpec & { name: string; inputs: string[] };
  tensors: { name: string; shape: Shape; data: Float32Array }[];
}

export interface Builder {
  opset: number;
  /** samples of a graph whose batch size is fixed, else null */
  batch: number | null;
  /** the graph's first axis is the batch; else a sample is all that the graph takes at once */
  batched: boolean;
  /** a shape of a sample as the graph has it, for messages */
  shown(dims: readonly number[]): string;
  layers: Map<string, BuiltLayer>;
  /** The value of the i-th input, which must come from the data. */
  value(node: GraphNode, i: number): GraphValue;
  /** The array of the i-th input, which must be known beforehand; null where it is left out. */
  constant(node: GraphNode, i: number): OnnxTensor | null;
  /** Like `constant`, for arrays of single precision that must be there. */
  floats(node: GraphNode, i: number): { shape: number[]; data: Float32Array };
  isConstant(node: GraphNode, i: number): boolean;
  /** Adds a layer; answers its name, which is the node's unless the layer only helps another. */
  add(node: GraphNode, layer: { type: string; inputs: readonly GraphValue[]; config?: Record<string, unknown>; tensors?: BuiltLayer['tensors']; helps?: boolean }): string;
  /** The layer that made a value, where no other node uses it: it may still be changed. */
  sole(value: GraphValue, name: string): BuiltLayer | null;
  /** The value with our output as one row. */
  flat(node: GraphNode, value: GraphValue): GraphValue;
}

export interface BuilderOptions {
  opset: number;
  batch: number | null;
  batched: boolean;
  constants: ReadonlyMap<string, OnnxTensor>;
  values: ReadonlyMap<string, GraphValue>;
  /** how many nodes use a value */
  uses: ReadonlyMap<string, number>;
  /** the value that a layer's own node makes */
  madeBy: ReadonlyMap<string, string>;
  /** elements that the layers' arrays may have together: an array of the file may be used by many */
  weightLimit: number;
  file: string;
}

export function createBuilder({ opset, batch, batched, constants, values, uses, madeBy, weightLimit, file }: BuilderOptions): Builder {
  const layers = new Map<string, BuiltLayer>();
  let weights = 0;

  function freeName(node: GraphNode, type: string, helps: boolean): string {
    const wanted = node.name.replaceAll(/[^A-Za-z0-9_-]+/g, '_').replace(/^[^A-Za-z]+/, '').slice(0, 64);
    if (!helps && LAYER_NAME.test(wanted) && wanted !== 'input' && !layers.has(wanted)) return wanted;
    for (let i = layers.size + 1; ; i++) if (!layers.has(`${type}${i}`)) return `${type}${i}`;
  }

  const builder: Builder = {
    opset,
    batch,
    batched,
    shown: (dims) => [...(batched ? ['batch'] : []), ...dims].join(', '),
    layers,
    value(node, i) {
      const name = node.inputs[i];
      if (!name) throw node.refuse(`its input ${i} is missing`, 'Give an unchanged .onnx file.');
      const value = values.get(name);
      if (value?.condition && node.operator !== 'Cast') throw node.refuse('it takes the result of a comparison', 'Supported: Greater than 0, then Cast to float: a step function.');
      if (value) return value;
      const reason = constants.has(name) ? `its input ${i} is a constant` : `its input ${i}, ${JSON.stringify(name.slice(0, 100))}, is made by no node before it`;
      throw node.refuse(reason, 'Fold constants when exporting; nodes come after those they use.');
    },
    isConstant: (node, i) => constants.has(node.inputs[i] ?? ''),
    constant(node, i) {
      const name = node.inputs[i];
      if (!name) return null;
      const tensor = constants.get(name);
      if (!tensor) throw node.refuse(`its input ${i} is computed by the graph`, 'Supported: weights and sizes that are constants of the file.');
      return tensor;
    },
    floats(node, i) {
      const tensor = builder.constant(node, i);
      if (!tensor) throw node.refuse(`its input ${i} is missing`, 'Give an unchanged .onnx file.');
      const { data, shape, name } = tensor;
      if (data instanceof BigInt64Array || data instanceof Uint8Array) throw node.refuse(`its input ${i} holds ${data instanceof Uint8Array ? 'truth values' : 'integers of 64 bits'}`, 'Export the model in single precision.');
      const wrong = data.findIndex((value) => !Number.isFinite(value) || (data instanceof Int32Array && Math.fround(value) !== value));
      if (wrong >= 0) throw refuse(`${file}: value ${wrong} of "${name.slice(0, 100)}" is ${data[wrong]}.`, 'Weights are finite numbers; save them again before the training diverged.');
      return { shape, data: data instanceof Float32Array ? data : Float32Array.from(data) };
    },
    add(node, { type, inputs, config = {}, tensors = [], helps = false }) {
      const name = freeName(node, type, helps);
      weights += tensors.reduce((sum, { data }) => sum + data.length, 0);
      if (weights > weightLimit) throw node.refuse('with it, the layers have far more weights than the file', 'Give layers weights of their own.');
      layers.set(name, { spec: { type, name, inputs: inputs.map(({ layer }) => layer), ...config }, tensors });
      return name;
    },
    sole: (value, name) => (uses.get(name) === 1 && madeBy.get(value.layer) === name ? (layers.get(value.layer) ?? null) : null),
    flat(node, value) {
      if (value.ours.length === 1) return value;
      return { ...value, layer: builder.add(node, { type: 'flatten', inputs: [value], helps: true }), ours: [sizeOf(value.ours)] };
    },
  };
  return builder;
}

/** Bounds what the values of a graph take, whatever it says. */
export function sizeGuard(): (node: GraphNode, value: GraphValue) => void {
  let places = 0;
  return (node, { ours, dims, place }) => {
    if (dims.length > 8) throw node.refuse(`its result has ${dims.length} dimensions`, 'Supported: at most 8.');
    if (!(sizeOf(ours) <= MAX_ELEMENTS) || sizeOf(ours) !== sizeOf(dims)) throw node.refuse(`its result has ${sizeOf(ours)} values for a sample`, `Supported: at most ${MAX_ELEMENTS}.`);
    places += place?.length ?? 0;
    if (places > MAX_PLACES) throw node.refuse('the graph reorders too much', 'Export it without reshapes and transposes of large images.');
  };
}
