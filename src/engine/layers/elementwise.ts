/** Layers that compute each output from the input at the same place: y = f(x), dx = dy f'(x). */
import type { z } from 'zod';
import { sizeOf } from '../types.ts';
import { defineLayer, type LayerDefinition, type LayerExample } from './definition.ts';

/** A function and its slope at x, y = f(x); in double precision, rounded once when stored. */
export interface Elementwise {
  value(x: number): number;
  slope(x: number, y: number): number;
}

interface ElementwiseDefinition<Config> {
  type: string;
  summary: string;
  source: string;
  config: LayerDefinition<Config>['config'];
  defaults: z.input<LayerDefinition<Config>['config']>;
  of(config: Config): Elementwise;
  examples?: LayerExample[];
}

/** A layer from a function: plain loops, for activations that the kernels do not have. */
export function elementwiseLayer<Config>({ type, summary, source, config, defaults, of, examples = [] }: ElementwiseDefinition<Config>): LayerDefinition {
  return defineLayer<Config>({
    type,
    summary,
    source,
    config,
    defaults: { modern: defaults as Partial<Config>, book: defaults as Partial<Config> },
    inputs: 'one',
    overwritable: true,
    outputShape: (_, [input]) => input,
    create({ config: options, outputShape, inputs: [x], output, inputGradients: [dx], outputGradient }) {
      const size = sizeOf(outputShape);
      const { value, slope } = of(options);
      return {
        forward(batch) {
          for (let i = 0; i < batch * size; i++) output[i] = value(x[i]);
        },
        backward(batch) {
          if (dx) for (let i = 0; i < batch * size; i++) dx[i] = outputGradient![i] * slope(x[i], value(x[i]));
        },
      };
    },
    examples: [{ inputs: [[7]] }, { inputs: [[3, 2, 5]] }, ...examples],
  });
}
