/** A second network that looks at what a training run has learnt so far: same layers, weights copied in, every layer's output kept. */
import type { FloatArray, KernelsProvider } from '../../kernels/kernels.ts';
import { countNetwork, createNetwork } from '../network.ts';
import type { NetworkPlan } from '../plan.ts';
import { type NamedTensor, sizeOf, type Split } from '../types.ts';
import { setWeights } from '../weights.ts';

export interface Observer {
  /** samples that it looks at */
  readonly count: number;
  /** Computes every layer with these weights, as in evaluation. */
  look(weights: readonly NamedTensor[]): void;
  /** A layer's output, [count, ...outputShape], by its name; "input" for the samples. Overwritten by the next look. */
  output(layer: string): FloatArray;
}

export interface ObserverArguments {
  network: NetworkPlan;
  kernels: KernelsProvider;
  /** its first samples are looked at */
  split: Split;
  /** at most so many */
  samples: number;
}

/** Has an arena of its own: nothing that it does reaches the run. */
export function createObserver({ network: plan, kernels: provider, split, samples }: ObserverArguments): Observer {
  const count = Math.min(samples, split.count);
  const options = { plan, provider, batch: count, seed: 0, training: false, observed: true };
  const arena = provider.create(countNetwork(options, provider.precision));
  const network = createNetwork({ ...options, kernels: arena, allocator: arena });
  const values = split.inputs.subarray(0, count * sizeOf(plan.inputShape));
  if (values instanceof Uint8Array) values.forEach((value, i) => (network.input[i] = value / 255));
  else network.input.set(values);
  return {
    count,
    look(weights) {
      setWeights(network.weights, weights);
      network.prepare();
      network.forward(count, { training: false, step: 0 });
    },
    output: (layer) => network.value(layer),
  };
}
