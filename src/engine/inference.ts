/** A network that only predicts: no gradients, buffers for one batch, nothing allocated per call but the answer. */
import type { KernelsProvider } from '../kernels/kernels.ts';
import { TrainyardError } from './errors.ts';
import { exp } from './math.ts';
import { CountingAllocator, createNetwork } from './network.ts';
import type { NetworkPlan } from './plan.ts';
import { type NamedTensor, sizeOf } from './types.ts';
import { setWeights } from './weights.ts';

export interface Inference {
  /** inputs: count rows of the network's input size. Returns count rows of raw outputs (logits). */
  predict(inputs: Float32Array, count: number): Float32Array;
}

/** @throws TrainyardError 'shape-mismatch' when the weights are not those of the network */
export function createInference({ network: plan, weights, kernels, maxBatch }: { network: NetworkPlan; weights: readonly NamedTensor[]; kernels: KernelsProvider; maxBatch: number }): Inference {
  const common = { plan, batch: maxBatch, seed: 0, training: false };
  const counting = new CountingAllocator(kernels.precision);
  createNetwork({ ...common, kernels: null as never, allocator: counting }); // nothing computes while counting
  const arena = kernels.create(counting.bytes);
  const network = createNetwork({ ...common, kernels: arena, allocator: arena });
  const missing = network.weights.filter(({ name }) => !weights.some((tensor) => tensor.name === name));
  if (missing.length > 0) throw new TrainyardError('shape-mismatch', `the weights lack ${missing.map(({ name }) => name).join(', ')}`, { hint: 'use weights of the same network' });
  setWeights(network.weights, weights);

  const width = sizeOf(plan.inputShape);
  const columns = sizeOf(plan.outputShape);
  return {
    predict(inputs, count) {
      if (inputs.length !== count * width) throw new TrainyardError('invalid-input', `${count} samples of ${width} values make ${count * width}, not ${inputs.length}`, { hint: `give samples of shape [${plan.inputShape.join(', ')}]` });
      const outputs = new Float32Array(count * columns);
      for (let start = 0; start < count; start += maxBatch) {
        const rows = Math.min(maxBatch, count - start);
        network.input.set(inputs.subarray(start * width, (start + rows) * width));
        network.forward(rows, { training: false, step: 0 });
        outputs.set(network.output.subarray(0, rows * columns), start * columns);
      }
      return outputs;
    },
  };
}

/** Softmax of each row of logits, in double precision. */
export function softmaxRows(logits: Float32Array, columns: number): Float32Array {
  const out = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += columns) {
    let maximum = -Infinity;
    for (let c = 0; c < columns; c++) maximum = Math.max(maximum, logits[start + c]);
    let sum = 0;
    for (let c = 0; c < columns; c++) sum += exp(logits[start + c] - maximum);
    for (let c = 0; c < columns; c++) out[start + c] = exp(logits[start + c] - maximum) / sum;
  }
  return out;
}
