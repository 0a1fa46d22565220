/** Predictions: buffers for a batch, weights prepared once, nothing allocated per call but the answer. */
import type { FloatArray, KernelsProvider } from '../kernels/kernels.ts';
import { ALONE } from '../kernels/team.ts';
import { TrainyardError } from './errors.ts';
import { FORWARD, inferenceOptions, type InferenceTask, openNetwork, performInference, PREPARE } from './team/inference-task.ts';
import { toHalf } from './half.ts';
import { countNetwork } from './network.ts';
import type { NetworkPlan } from './plan.ts';
import { startCrew } from './team/crew.ts';
import { type NamedTensor, sizeOf } from './types.ts';
import { setWeights } from './weights.ts';

export interface Inference {
  /** maxBatch rows of the network's input size, for those who write samples where they are computed from */
  readonly input: FloatArray;
  /** maxBatch rows of raw outputs (logits), overwritten by every call */
  readonly output: FloatArray;
  /** Computes the first `count` rows of `output` from those of `input`; count <= maxBatch. */
  run(count: number): void;
  /** inputs: count rows of the network's input size, any count. Returns count rows of raw outputs (logits). */
  predict(inputs: Float32Array, count: number): Float32Array;
  /** Ends the helping threads. */
  close(): void;
}

export interface InferenceArguments {
  network: NetworkPlan;
  weights: readonly NamedTensor[];
  kernels: KernelsProvider;
  /** samples computed at once */
  maxBatch: number;
  /** that compute together, the calling one included; 1 by default */
  threads?: number;
  /** float16: weights are rounded to half precision, as if they had been stored so; arithmetic is the same */
  storage?: 'float32' | 'float16';
}

/** @throws TrainyardError 'shape-mismatch' when the weights are not those of the network */
export function createInference({ network: plan, weights, kernels: provider, maxBatch, threads = 1, storage = 'float32' }: InferenceArguments): Inference {
  const size = Math.min(threads, provider.maxThreads);
  const arena = provider.reserve(countNetwork({ ...inferenceOptions(plan, maxBatch, provider), team: { ...ALONE, size } }, provider.precision), size);
  const crew = startCrew(size, { kind: 'inference', plan, maxBatch, build: provider.build, arena } satisfies InferenceTask);
  const network = openNetwork({ plan, maxBatch }, { provider, kernels: provider.attach(arena), team: crew.team });
  const command = (kind: number, count: number): void => {
    crew.begin(kind, count, 0, 0);
    performInference(network, kind, count);
    crew.end();
  };
  try {
    const missing = network.weights.filter(({ name }) => !weights.some((tensor) => tensor.name === name));
    if (missing.length > 0) throw new TrainyardError('shape-mismatch', `the weights lack ${missing.map(({ name }) => name).join(', ')}`, { hint: 'use weights of the same network' });
    setWeights(network.weights, weights);
    if (storage === 'float16') for (const { data } of network.weights) data.forEach((value, i) => (data[i] = toHalf(value)));
    command(PREPARE, 0);
  } catch (error) {
    crew.close();
    throw error;
  }

  const width = sizeOf(plan.inputShape);
  const columns = sizeOf(plan.outputShape);
  return {
    input: network.input,
    output: network.output,
    run(count) {
      if (!Number.isInteger(count) || count < 1 || count > maxBatch) throw new TrainyardError('invalid-input', `${count} rows asked for; the buffers hold 1 to ${maxBatch}`, { hint: 'create the inference with a larger maxBatch, or use predict' });
      command(FORWARD, count);
    },
    predict(inputs, count) {
      if (inputs.length !== count * width) throw new TrainyardError('invalid-input', `${count} samples of ${width} values make ${count * width}, not ${inputs.length}`, { hint: `give samples of shape [${plan.inputShape.join(', ')}]` });
      const outputs = new Float32Array(count * columns);
      for (let start = 0; start < count; start += maxBatch) {
        const rows = Math.min(maxBatch, count - start);
        network.input.set(inputs.subarray(start * width, (start + rows) * width));
        command(FORWARD, rows);
        outputs.set(network.output.subarray(0, rows * columns), start * columns);
      }
      return outputs;
    },
    close: () => crew.close(),
  };
}
