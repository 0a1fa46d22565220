/**
 * Numerical against back-propagated gradients (Deep Learning from Scratch, ch. 5.7.3): each value is moved by h in both directions,
 * the scalar is the sum of outputs times fixed random weights, so that no output's error can hide behind another's.
 */
import type { FloatArray, KernelsProvider } from '../kernels/kernels.ts';
import { countNetwork, createNetwork } from './network.ts';
import type { NetworkPlan } from './plan.ts';
import { RandomStream, randomKey, STREAMS } from './random.ts';
import { sizeOf } from './types.ts';

export interface GradientCheck {
  /** of a parameter, or "input" for the data */
  name: string;
  /** largest |numerical - backpropagated| / max(1e-3, largest gradient of the array) */
  maxRelativeError: number;
  worstIndex: number;
}

export interface GradientCheckOptions {
  network: NetworkPlan;
  /** float64: with single precision the differences drown */
  kernels: KernelsProvider;
  batch: number;
  seed: number;
  /** step of the central difference */
  h?: number;
}

export function checkGradients({ network: plan, kernels, batch, seed, h = 1e-5 }: GradientCheckOptions): GradientCheck[] {
  const options = { plan, provider: kernels, batch, seed, training: true, inputGradient: true };
  const arena = kernels.create(countNetwork(options, kernels.precision));
  const network = createNetwork({ ...options, kernels: arena, allocator: arena });
  const random = new RandomStream(randomKey(seed, STREAMS.data, 0));
  const fill = (array: FloatArray) => array.forEach((_, i) => (array[i] = random.normal()));
  fill(network.input);
  for (const { value } of network.parameters) fill(value); // zero biases would put whole layers on a kink
  const weights = Float64Array.from({ length: batch * sizeOf(plan.outputShape) }, () => random.normal());
  const objective = () => {
    network.prepare();
    network.forward(batch, { training: true, step: 1 });
    return weights.reduce((sum, weight, i) => sum + weight * network.output[i], 0);
  };

  objective();
  network.outputGradient!.set(weights);
  network.backward(batch);
  const arrays = [{ name: 'input', value: network.input, gradient: network.inputGradient! }, ...network.parameters];
  const gradients = arrays.map(({ gradient }) => gradient.slice());
  return arrays.map(({ name, value }, i) => ({ name, ...compare(value, gradients[i], objective, h) }));
}

function compare(value: FloatArray, gradient: FloatArray, objective: () => number, h: number): Omit<GradientCheck, 'name'> {
  const scale = Array.from(gradient).reduce((largest, g) => Math.max(largest, Math.abs(g)), 1e-3);
  let maxRelativeError = 0;
  let worstIndex = 0;
  for (let i = 0; i < value.length; i++) {
    const original = value[i];
    value[i] = original + h;
    const above = objective();
    value[i] = original - h;
    const below = objective();
    value[i] = original;
    const error = Math.abs((above - below) / (2 * h) - gradient[i]) / scale;
    if (error > maxRelativeError) [maxRelativeError, worstIndex] = [error, i];
  }
  return { maxRelativeError, worstIndex };
}
