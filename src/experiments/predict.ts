/** Answers of a model that an experiment trained. */
import { createInference, type Inference, planNetwork, sizeOf, type NetworkPlan } from '../engine/index.ts';
import type { Dataset } from '../datasets/index.ts';
import type { JobResult, Tools } from './definition.ts';

export interface Opened {
  plan: NetworkPlan;
  inference: Inference;
}

export async function openModel(tools: Tools, job: JobResult, { storage = 'float32' as 'float32' | 'float16', maxBatch = 100 } = {}): Promise<Opened> {
  const { network, inputShape, classes, semantics } = await tools.model(job);
  const plan = planNetwork(network, { inputShape, classes: classes.length }, semantics);
  return { plan, inference: createInference({ network: plan, weights: await tools.weights(job), kernels: tools.kernels('float32'), maxBatch, storage }) };
}

/** Test images as a network takes them, 0..1. */
export function testInputs({ test, inputShape }: Dataset, count = test.count): Float32Array {
  const values = test.inputs.subarray(0, count * sizeOf(inputShape));
  return values instanceof Uint8Array ? Float32Array.from(values, (value) => value / 255) : Float32Array.from(values);
}

/** The class with the largest output in each row. */
export function classesOf(outputs: Float32Array, columns: number): number[] {
  return Array.from({ length: outputs.length / columns }, (_, r) => {
    const row = outputs.subarray(r * columns, (r + 1) * columns);
    return row.reduce((best, value, c) => (value > row[best] ? c : best), 0);
  });
}

export const accuracyOf = (predicted: readonly number[], labels: ArrayLike<number>): number => predicted.filter((label, i) => label === labels[i]).length / predicted.length;

/** Predicted classes of the whole test set. */
export async function predictTest(tools: Tools, job: JobResult, dataset: Dataset, storage: 'float32' | 'float16' = 'float32'): Promise<{ predicted: number[]; outputs: Float32Array }> {
  const { plan, inference } = await openModel(tools, job, { storage });
  const outputs = inference.predict(testInputs(dataset), dataset.test.count);
  inference.close();
  return { predicted: classesOf(outputs, sizeOf(plan.outputShape)), outputs };
}
