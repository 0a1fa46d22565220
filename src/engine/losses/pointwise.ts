/** Losses that compare each output with its target by itself: loss = mean (or sum) over n and c of f(x[n,c], t[n,c]). */
import type { z } from 'zod';
import { defineLoss, type LossDefinition } from './definition.ts';

/** A loss and its slope in x, of one output x and its target t; in double precision. */
export interface Pointwise {
  value(x: number, t: number): number;
  slope(x: number, t: number): number;
}

interface PointwiseDefinition<Config> {
  type: string;
  summary: string;
  source: string;
  config: LossDefinition<Config>['config'];
  defaults: z.input<LossDefinition<Config>['config']>;
  answers?: LossDefinition['answers'];
  of(config: Config): Pointwise;
}

export function pointwiseLoss<Config extends { reduction: 'mean' | 'sum' }>({ type, summary, source, config, defaults, answers, of }: PointwiseDefinition<Config>): LossDefinition {
  return defineLoss<Config>({
    type,
    summary,
    source,
    config,
    answers,
    defaults: { modern: defaults as Partial<Config>, book: defaults as Partial<Config> },
    create({ config: options, columns, outputs, outputGradient, labels, targets }) {
      const { value, slope } = of(options);
      const target = (i: number) => (targets ? targets[i] : Number(labels[Math.floor(i / columns)] === i % columns));
      const divisor = (count: number) => (options.reduction === 'mean' ? count * columns : 1);
      let total = 0;
      return {
        forward(count) {
          total = 0;
          for (let i = 0; i < count * columns; i++) total += value(outputs[i], target(i));
        },
        mean: (count) => total / divisor(count),
        backward(count) {
          for (let i = 0; i < count * columns; i++) outputGradient![i] = slope(outputs[i], target(i)) / divisor(count);
        },
      };
    },
  });
}
