/**
 * A graph of ONNX under construction. Its convolutions want images channels first, ours are channels last: an image may exist in either form, and
 * a transpose is written where a layer asks for the one that is not there.
 */
import { type NamedTensor, type Shape, TrainyardError } from '../../../engine/index.ts';
import type { OnnxAttribute, OnnxNode, OnnxTensor } from '../../../formats/onnx/index.ts';

/** A value: our shape without the batch, and the names of its forms. What is no image has one form, `last`. */
export interface GraphValue {
  shape: Shape;
  first?: string;
  last?: string;
}

/** What is made with the channels first where it is an image. */
export const imageOrRow = (shape: Shape, name: string): GraphValue => (shape.length === 3 ? { shape, first: name } : { shape, last: name });

export interface NodeDraft {
  operator: string;
  inputs: string[];
  attributes?: Readonly<Record<string, OnnxAttribute>>;
  /** of the node and of its value */
  name: string;
}

export const TO_FIRST = [0, 3, 1, 2];
export const TO_LAST = [0, 2, 3, 1];

export class GraphBuilder {
  readonly nodes: OnnxNode[] = [];
  readonly initializers: OnnxTensor[] = [];
  /** version of the operators that are used */
  opset = 17;
  readonly #weights: ReadonlyMap<string, NamedTensor>;

  constructor(weights: readonly NamedTensor[]) {
    this.#weights = new Map(weights.map((tensor) => [tensor.name, tensor]));
  }

  /** Writes a node with one output; answers the output's name, which is the node's. */
  node({ operator, inputs, attributes = {}, name }: NodeDraft): string {
    this.nodes.push({ name, operator, domain: '', inputs, outputs: [name], attributes });
    return name;
  }

  constant(name: string, data: Float32Array | BigInt64Array, shape: Shape): string {
    this.initializers.push({ name, shape: [...shape], data });
    return name;
  }

  /** A parameter or statistic of a layer, in single precision. */
  weight(name: string): Float32Array {
    const tensor = this.#weights.get(name);
    if (!tensor) throw new TrainyardError('store-corrupt', `the weights lack ${name}`, { hint: 'restore the store from a backup' });
    return Float32Array.from(tensor.data);
  }

  /** The name of an image's form with the channels first. */
  first(value: GraphValue): string {
    value.first ??= this.node({ operator: 'Transpose', inputs: [value.last!], attributes: { perm: { ints: TO_FIRST } }, name: `${value.last}/nchw` });
    return value.first;
  }

  last(value: GraphValue): string {
    value.last ??= this.node({ operator: 'Transpose', inputs: [value.first!], attributes: { perm: { ints: TO_LAST } }, name: `${value.first}/nhwc` });
    return value.last;
  }

  /** One row of values for a sample, in our order. */
  flat(value: GraphValue): string {
    const last = this.last(value);
    return value.shape.length === 1 ? last : this.node({ operator: 'Flatten', inputs: [last], attributes: { axis: { int: 1 } }, name: `${last}/flat${this.nodes.length}` });
  }
}
