/** Graphs of our own hand, and what onnxruntime and an import make of them. */
import { planNetwork, type Shape, sizeOf } from '../../src/engine/index.ts';
import { type OnnxNode, type OnnxTensor, readOnnx, writeOnnx } from '../../src/formats/onnx/index.ts';
import { type Given, translateOnnx } from '../../src/models/import/onnx/translate.ts';
import { permuted } from '../../src/models/permute.ts';
import { numbers } from '../engine/values.ts';
import { answers, runOnnx } from './exported.ts';

export type Draft = Partial<OnnxNode> & { operator: string };

/** Nodes in a row unless they say otherwise. */
export function graphOf(input: (number | string)[], nodes: Draft[], initializers: OnnxTensor[] = [], opset = 17): Uint8Array {
  const all = nodes.map((node, i): OnnxNode => ({ name: `n${i}`, domain: '', attributes: {}, outputs: [`v${i + 1}`], ...node, inputs: node.inputs ?? [i === 0 ? 'x' : `v${i}`] }));
  return writeOnnx({ irVersion: 8, opset, producer: { name: 't', version: '' }, metadata: {}, graph: { name: 'g', nodes: all, initializers, inputs: [{ name: 'x', type: 1, shape: input }], outputs: [{ name: all[all.length - 1].outputs[0], type: 1, shape: null }] } });
}

let seed = 1;
/** Made-up weights. */
export const array = (name: string, ...shape: number[]): OnnxTensor => ({ name, shape, data: Float32Array.from(numbers(sizeOf(shape), seed++), (value) => value / 2) });
export const positive = (name: string, size: number): OnnxTensor => ({ name, shape: [size], data: Float32Array.from(numbers(size, seed++), (value) => 0.5 + value * value) });
export const sizes = (name: string, ...values: number[]): OnnxTensor => ({ name, shape: [values.length], data: BigInt64Array.from(values, BigInt) });
export const scalar = (name: string, value: number): OnnxTensor => ({ name, shape: [], data: Float32Array.of(value) });

export function planned(bytes: Uint8Array, shape: Shape | null = null, given: Omit<Given, 'shape'> = {}) {
  const graph = translateOnnx(bytes, 'm.onnx', { shape, ...given });
  const plan = planNetwork(graph.network, { inputShape: graph.inputShape, classes: graph.outputs, target: graph.target }, graph.semantics);
  return { ...graph, plan, version: { loss: graph.loss } };
}

/** The same values given to onnxruntime, as the graph wants them, and to the imported network, as its input shape says. `free`: the size of a free batch. */
export async function bothAnswer(bytes: Uint8Array, { free = 3, make = (size: number): Float32Array => Float32Array.from(numbers(size, 99)) }: { free?: number; make?: (size: number) => Float32Array } = {}): Promise<{ theirs: Float32Array; ours: Float32Array }> {
  const [info] = readOnnx(bytes).graph.inputs;
  const shape = info.shape!.map((side) => (typeof side === 'number' ? side : free));
  const model = planned(bytes);
  const values = make(sizeOf(shape));
  const count = values.length / sizeOf(model.inputShape);
  const [channels, ...image] = shape.slice(1);
  const turned = shape.length === 4 && model.inputShape.join() === [...image, channels].join();
  const samples = turned ? permuted(values, shape, [0, 2, 3, 1]) : values;
  return { theirs: (await runOnnx(bytes, values, shape)).data, ours: answers(model, samples, count) };
}
