import { z } from 'zod';
import { wireNumberSchema as number } from './common.ts';

const statistics = z.object({
  mean: number, std: number, least: number, most: number,
  zeros: number.describe('Share of values that are zero.'),
  histogram: z.array(z.int()).describe('Values between neighbouring `edges`; those beyond the ends are in the outermost bins. Large arrays are read at about 4,000 places.'),
});

const insight = z.object({
  step: z.int(),
  epoch: z.number(),
  inputRange: number.describe('Largest absolute value of the samples that are looked at.'),
  layers: z.array(z.object({
    name: z.string(), type: z.string(), activations: statistics,
    dead: number.nullable().describe('Of relu: share of units that are zero for every sample.'),
    saturated: number.nullable().describe('Of sigmoid and tanh: share of outputs within 0.02 of the ends.'),
  })).describe('Answers of every layer to the first 32 test samples.'),
  parameters: z.array(z.object({
    name: z.string(), weights: statistics, gradients: statistics, weightNorm: number, gradientNorm: number,
    update: number.nullable().describe('Norm of the last update divided by that of the weights; null before the first.'),
  })),
});

const png = z.string().describe('A PNG as data URI.');

export const jobInsightsSchema = z.object({
  object: z.literal('job.insights'),
  id: z.string(),
  steps: z.array(z.int()).describe('Steps that were looked at.'),
  edges: z.array(z.number()).describe('Of all histograms: powers of two on both sides of zero.'),
  insight: insight.nullable().describe('Of the step that was asked for, by default the newest.'),
  filters: z.object({ layer: z.string(), count: z.int(), before: png, now: png }).nullable().describe('Of the first layer where it is a convolution, each scaled to its own range; channels are averaged.'),
  outcome: z.object({
    classes: z.array(z.string()),
    confusion: z.array(z.array(z.int())).describe('[label][predicted]: how many test samples.'),
    misclassified: z.array(z.object({ index: z.int(), label: z.string(), predicted: z.string(), probability: number, input: z.array(z.number()), png: png.nullable().describe('Null where samples are no images.') })).describe('The first twenty.'),
  }).nullable().describe('What the trained model does on the whole test set; null until then.'),
}).meta({ id: 'JobInsights', description: 'What was seen inside a network while it trained.' });
