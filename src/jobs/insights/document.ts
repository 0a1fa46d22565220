/** What is kept of a look at a run, as plain data. Pixels and weights travel as numbers: who shows them draws them. */
import type { Look } from '../../engine/index.ts';

/** Filters of the first convolution, one after the other, each [height, width, channels]. */
export interface Filters {
  layer: string;
  count: number;
  height: number;
  width: number;
  channels: number;
  values: number[];
}

export interface Insight extends Look {
  filters: Filters | null;
}

export interface Misclassified {
  /** in the test set */
  index: number;
  label: number;
  predicted: number;
  probability: number;
  /** of the sample, as the network takes it */
  input: number[];
}

/** What the trained model does on the whole test set. */
export interface Outcome {
  step: number;
  inputShape: number[];
  classes: string[];
  /** [label][predicted]: how many test samples */
  confusion: number[][];
  /** the first in the order of the test set */
  misclassified: Misclassified[];
}

/** What an event says of an insight: enough to follow, small enough to stream. */
export function summary({ layers, parameters }: Insight): Record<string, unknown> {
  const short = (value: number | null): number | null => (value === null ? null : Number(value.toPrecision(4)));
  return {
    layers: layers.map(({ name, type, activations, dead, saturated }) => ({ name, type, mean: short(activations.mean), std: short(activations.std), dead: short(dead), saturated: short(saturated) })),
    parameters: parameters.map(({ name, weightNorm, gradientNorm, update }) => ({ name, weightNorm: short(weightNorm), gradientNorm: short(gradientNorm), update: short(update) })),
  };
}
