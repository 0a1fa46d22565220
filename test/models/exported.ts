import { createRequire } from 'node:module';
import { answersOf, createInference, layers, type LayerExample, type LayerSpec, type NamedTensor, type NetworkPlan, type NetworkSpec, planNetwork, type Semantics, type Shape, sizeOf } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import type { ExportedModel } from '../../src/models/export/model.ts';
import { numbers } from '../engine/values.ts';

/** Parameters and statistics of a network, every one another number, variances positive. */
export function weightsOf(plan: NetworkPlan, seed = 1): NamedTensor[] {
  return plan.layers.flatMap(({ name, type, parameters }) => {
    const shapes = parameters.map((parameter) => ({ name: parameter.name, shape: parameter.shape }));
    if (type === 'batchNorm') shapes.push({ name: 'runningMean', shape: shapes[0].shape }, { name: 'runningVariance', shape: shapes[0].shape });
    return shapes.map(({ name: short, shape }) => {
      const values = numbers(sizeOf(shape), seed++);
      const scale = short === 'kernel' ? Math.sqrt(sizeOf(shape.slice(0, -1))) : 2; // as trained networks have it: answers of about 1
      const data = Float32Array.from(values, (value) => (short === 'runningVariance' || short === 'gamma' ? 0.5 + value * value : value / scale));
      return { name: `${name}.${short}`, shape, data };
    });
  });
}

export function exportedOf(network: NetworkSpec, { inputShape, classes, semantics = 'modern', loss = 'mean-squared-error' }: { inputShape: Shape; classes: number; semantics?: Semantics; loss?: string }): ExportedModel {
  const plan = planNetwork(network, { inputShape, classes }, semantics);
  return {
    plan, weights: weightsOf(plan),
    version: {
      object: 'model.version', model: 'm', version: 3, createdAt: '', jobId: null, specHash: null, dataHash: null, build: '', weightsSha256: '', network: { layers: [] }, inputShape: [...inputShape],
      classes: Array.from({ length: classes }, (_, i) => `label ${i}`), semantics, loss, dataset: null, metrics: {}, parameterCount: plan.parameterCount,
    },
  };
}

/** A network around a layer's example: what makes its inputs of the data, the layer, one row of values. */
export function networkOf(type: keyof typeof layers, { inputs, config = {}, semantics = 'modern' }: LayerExample): ExportedModel {
  const many = inputs.length > 1;
  const image = inputs[0].length === 3;
  const inputShape = many && image ? [inputs[0][0], inputs[0][1], 2] : inputs[0];
  const before: LayerSpec[] = many ? inputs.map((shape, i) => ({ name: `part${i}`, inputs: ['input'], ...(image ? { type: 'conv2d', kernel: 1, filters: shape[2] } : { type: 'dense', units: shape[0] }) })) : [];
  const layer: LayerSpec = { type, name: 'it', inputs: many ? before.map(({ name }) => name!) : ['input'], ...config };
  const outputShape = layers[type].outputShape({ ...layers[type].defaults[semantics], ...config }, inputs);
  return exportedOf({ layers: [...before, layer, ...(outputShape.length > 1 ? [{ type: 'flatten' }] : [])] }, { inputShape, classes: sizeOf(outputShape), semantics });
}

/** What a prediction answers. */
export function answers({ plan, weights, version }: Pick<ExportedModel, 'plan' | 'weights'> & { version: { loss: string } }, inputs: Float32Array, count: number): Float32Array {
  const inference = createInference({ network: plan, weights, kernels: loadKernels('auto'), maxBatch: count });
  const raw = inference.predict(inputs, count);
  inference.close();
  return answersOf(version.loss, raw, sizeOf(plan.outputShape));
}

export const samplesOf = ({ plan }: Pick<ExportedModel, 'plan'>, count: number, seed = 99): Float32Array => Float32Array.from(numbers(count * sizeOf(plan.inputShape), seed));

interface Runtime {
  InferenceSession: { create(bytes: Uint8Array, options: object): Promise<{ inputNames: string[]; outputNames: string[]; run(feeds: Record<string, unknown>): Promise<Record<string, { data: Float32Array; dims: number[] }>> }> };
  Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => unknown;
}

/** Another's implementation of ONNX. Required, not imported: its types want a DOM that is not here. */
const runtime = createRequire(import.meta.url)('onnxruntime-node') as Runtime;

export async function runOnnx(bytes: Uint8Array, inputs: Float32Array, dims: readonly number[]): Promise<{ data: Float32Array; dims: number[] }> {
  const session = await runtime.InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1, logSeverityLevel: 3 });
  const answer = await session.run({ [session.inputNames[0]]: new runtime.Tensor('float32', inputs, dims) });
  return answer[session.outputNames[0]];
}

export function greatestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity;
  let greatest = 0;
  for (let i = 0; i < a.length; i++) greatest = Math.max(greatest, Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i])));
  return Number.isNaN(greatest) ? Infinity : greatest;
}
