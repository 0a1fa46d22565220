import { TrainyardError } from '../../../engine/index.ts';
import type { OnnxAttribute, OnnxNode } from '../../../formats/onnx/index.ts';

/** Shortens "0.009999999776482582", which is what single precision makes of 0.01. */
function shortest(value: number): number {
  const short = Number(value.toPrecision(7));
  return Math.fround(short) === value ? short : value;
}

const shown = (value: OnnxAttribute): string => JSON.stringify(Object.values(value)[0], (_, part: unknown) => (ArrayBuffer.isView(part) ? '...' : part)).slice(0, 80);

/** A node whose every attribute has to be asked for, so that none is passed over. */
export class GraphNode {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /** as a message names it */
  readonly label: string;
  readonly name: string;
  readonly #attributes: Map<string, OnnxAttribute>;
  readonly #file: string;

  readonly #source: OnnxNode;

  constructor(source: OnnxNode, file: string) {
    const { name, operator, inputs, outputs, attributes } = source;
    this.#source = source;
    this.operator = operator;
    this.inputs = inputs;
    this.outputs = outputs;
    this.name = name;
    this.label = `node ${JSON.stringify((name || outputs[0] || '').slice(0, 100))} (${operator.slice(0, 100)})`;
    this.#attributes = new Map(Object.entries(attributes));
    this.#file = file;
  }

  /** The same node with other attributes. */
  like(attributes: OnnxNode['attributes']): GraphNode {
    return new GraphNode({ ...this.#source, attributes }, this.#file);
  }

  /** An error that names the file and the node: the reason, and what would do. */
  refuse(reason: string, hint: string): TrainyardError {
    return new TrainyardError('not-supported', `${this.#file}: ${this.label}: ${reason}.`, { hint });
  }

  float(name: string, fallback: number): number {
    const value = this.#take(name);
    if (value === undefined) return fallback;
    if (!('float' in value)) throw this.refuse(`attribute ${name} is no FLOAT`, 'Give an unchanged .onnx file.');
    return shortest(value.float);
  }

  int(name: string, fallback: number): number {
    const value = this.#take(name);
    if (value === undefined) return fallback;
    if (!('int' in value)) throw this.refuse(`attribute ${name} is no INT`, 'Give an unchanged .onnx file.');
    return value.int;
  }

  ints(name: string): number[] | null {
    const value = this.#take(name);
    if (value === undefined) return null;
    if (!('ints' in value)) throw this.refuse(`attribute ${name} is no INTS`, 'Give an unchanged .onnx file.');
    return value.ints;
  }

  string(name: string, fallback: string): string {
    const value = this.#take(name);
    if (value === undefined) return fallback;
    if (!('string' in value)) throw this.refuse(`attribute ${name} is no STRING`, 'Give an unchanged .onnx file.');
    return value.string;
  }

  /** An attribute that may have one value only. */
  only(name: string, value: number): void {
    const given = this.int(name, value);
    if (given !== value) throw this.refuse(`attribute ${name} is ${given}`, `Supported: ${name} = ${value}.`);
  }

  /** Throws when there is an attribute that nobody has asked for. */
  finish(opset: number): void {
    if (opset < 6) this.#attributes.delete('consumed_inputs'); // a hint to reuse memory
    for (const [name, value] of this.#attributes) throw this.refuse(`attribute ${JSON.stringify(name.slice(0, 100))} = ${shown(value)} is not known here`, 'Export the model without it.');
  }

  #take(name: string): OnnxAttribute | undefined {
    const value = this.#attributes.get(name);
    this.#attributes.delete(name);
    return value;
  }
}
