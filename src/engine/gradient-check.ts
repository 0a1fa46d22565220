/**
 * Numerical against back-propagated gradients (Deep Learning from Scratch, ch. 5.7.3): each value is moved by h in both directions,
 * the scalar is the sum of outputs times fixed random weights, so that no output's error can hide behind another's.
 */
import type { FloatArray, KernelsProvider } from '../kernels/kernels.ts';
import { countNetwork, createNetwork } from './network.ts';
import type { NetworkPlan } from './plan.ts';
import { RandomStream, randomKey, STREAMS } from './random.ts';
import { type Shape, sizeOf } from './types.ts';

export interface GradientCheck {
  /** of a parameter, or "input" for the data */
  name: string;
  shape: Shape;
  /** largest |numerical - backpropagated| / max(1e-3, largest gradient of the array); values on a kink are left out */
  maxRelativeError: number;
  /** mean of the same over all values but those on a kink */
  meanRelativeError: number;
  worstIndex: number;
  /** at worstIndex */
  numerical: number;
  backpropagated: number;
  /** values that stand on a kink of relu, max pooling and the like: the slopes to both sides differ, and the back-propagated one lies between */
  kinks: number;
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

/** Relative difference of the slopes to both sides from which on it is no curvature any more. */
const KINK = 1e-3;

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

  const centre = objective();
  network.outputGradient!.set(weights);
  network.backward(batch);
  const arrays = [{ name: 'input', shape: [batch, ...plan.inputShape], value: network.input, gradient: network.inputGradient! }, ...network.parameters];
  const gradients = arrays.map(({ gradient }) => gradient.slice());
  return arrays.map(({ name, shape, value }, i) => ({ name, shape, ...compare({ value, gradient: gradients[i], objective, centre, h }) }));
}

interface Compared {
  value: FloatArray;
  gradient: FloatArray;
  objective: () => number;
  /** the objective where nothing is moved */
  centre: number;
  h: number;
}

function compare({ value, gradient, objective, centre, h }: Compared): Omit<GradientCheck, 'name' | 'shape'> {
  const scale = Array.from(gradient).reduce((largest, g) => Math.max(largest, Math.abs(g)), 1e-3);
  const worst = { maxRelativeError: 0, worstIndex: 0, numerical: 0, backpropagated: gradient[0] };
  let [kinks, sum] = [0, 0];
  for (let i = 0; i < value.length; i++) {
    const original = value[i];
    value[i] = original + h;
    const above = objective();
    value[i] = original - h;
    const below = objective();
    value[i] = original;
    const numerical = (above - below) / (2 * h);
    const error = Math.abs(numerical - gradient[i]) / scale;
    if (error > KINK && isKink((above - centre) / h, (centre - below) / h, { gradient: gradient[i], scale })) {
      kinks += 1;
      continue;
    }
    sum += error;
    if (error >= worst.maxRelativeError) Object.assign(worst, { maxRelativeError: error, worstIndex: i, numerical, backpropagated: gradient[i] });
  }
  return { ...worst, meanRelativeError: sum / Math.max(1, value.length - kinks), kinks };
}

function isKink(right: number, left: number, { gradient, scale }: { gradient: number; scale: number }): boolean {
  const slack = KINK * scale;
  return Math.abs(right - left) > slack && gradient > Math.min(left, right) - slack && gradient < Math.max(left, right) + slack;
}
