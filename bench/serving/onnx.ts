/** The measured networks as the files that the other server loads: samples flat (`x`), outputs as they are (`y`). */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createInference, type NamedTensor, type NetworkPlan } from '../../src/engine/index.ts';
import { readOnnx, writeOnnx } from '../../src/formats/onnx/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { writeOnnxModel } from '../../src/models/export/onnx/index.ts';
import type { ModelVersion } from '../../src/models/index.ts';

const PROBE = Float32Array.from({ length: 784 }, (_, i) => i / 783);

/** `<folder>/<name>.onnx`, and `<name>.check.json` with what it answers to a ramp from 0 to 1: the server refuses to start where it computes another network. */
export function writePeerModel(folder: string, name: string, { version, plan, weights }: { version: ModelVersion; plan: NetworkPlan; weights: NamedTensor[] }): void {
  const model = readOnnx(writeOnnxModel({ version, plan, weights }, { layout: 'NCHW' }));
  const { graph } = model;
  const [height, width, channels] = plan.inputShape;
  const nodes = graph.nodes.slice(0, -1); // without the softmax: that server answers logits
  nodes[nodes.length - 1].outputs = ['y'];
  nodes.unshift({ name: 'image', operator: 'Reshape', domain: '', inputs: ['x', 'image-shape'], outputs: ['input'], attributes: {} });
  const initializers = [...graph.initializers, { name: 'image-shape', shape: [4], data: BigInt64Array.of(-1n, BigInt(channels), BigInt(height), BigInt(width)) }];
  const [input] = graph.inputs;
  const [output] = graph.outputs;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}/${name}.onnx`, writeOnnx({ ...model, graph: { ...graph, nodes, initializers, inputs: [{ ...input, name: 'x', shape: ['n', 784] }], outputs: [{ ...output, name: 'y', shape: ['n', 10] }] } }));
  const answer = createInference({ network: plan, weights, kernels: loadKernels(), maxBatch: 1 }).predict(PROBE, 1);
  writeFileSync(`${folder}/${name}.check.json`, JSON.stringify([[...answer]]));
}
