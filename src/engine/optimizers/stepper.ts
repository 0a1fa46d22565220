/** An optimizer on a few numbers by itself, without a network. */
import type { KernelsProvider } from '../../kernels/kernels.ts';
import { bufferBytes } from '../../kernels/kernels.ts';
import type { Semantics } from '../types.ts';
import { type Choice, resolveOptimizer } from '../training/options.ts';

export type OptimizerChoice = Choice;

/** Each call makes one step from where the last one ended, by the gradient there, and returns the new point. */
export function optimizerStepper(optimizer: OptimizerChoice, start: readonly number[], provider: KernelsProvider, semantics: Semantics): (gradient: readonly number[]) => number[] {
  const { definition, options, update } = resolveOptimizer({ optimizer, semantics });
  const kernels = provider.create((2 + definition.slots.length) * bufferBytes(start.length, 8));
  const parameter = { value: kernels.floats(start.length), gradient: kernels.floats(start.length), decays: false };
  const slots = definition.slots.map(() => kernels.floats(start.length));
  parameter.value.set(start);
  let step = 0;
  return (gradient) => {
    parameter.gradient.set(gradient);
    update(kernels, parameter, slots, ++step, options.learningRate as number);
    return Array.from(parameter.value);
  };
}
