import { z } from 'zod';
import { networkSchema, SEMANTICS } from '../../jobs/spec/index.ts';
import { shapeSchema, wireNumberSchema } from './common.ts';

export const gradientCheckRequestSchema = z.strictObject({
  network: networkSchema,
  inputShape: z.array(z.int().min(1).max(10_000)).min(1).max(3).optional().describe('Shape of one sample: [values], or [height, width, channels]. Given here, by the members input or inputSize of the network, or by a dataset.'),
  classes: z.int().min(1).max(10_000).optional().describe('Outputs of the network. Given here, by the member classes of the network, or by a dataset.'),
  dataset: z.string().max(64).optional().describe('A dataset whose shape and classes apply.'),
  semantics: z.enum(SEMANTICS).default('modern').describe('Whose defaults apply to the layers.'),
  batchSize: z.int().min(1).max(100).default(4).describe('Samples of the random batch; batch normalization needs more than one.'),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).default(0).describe('Seed of weights, data and dropout.'),
  h: z.number().min(1e-8).max(1e-1).default(1e-5).describe('Step of the central difference.'),
  tolerance: z.number().positive().max(1).default(1e-6).describe('Relative error up to which a gradient counts as right.'),
}).meta({ id: 'GradientCheckRequest', description: 'A small network whose gradients are checked.' });

const verdict = z.enum(['pass', 'fail']);

export const gradientCheckSchema = z.object({
  object: z.literal('gradient_check'),
  verdict: verdict.describe('pass when every array does.'),
  worst: z.string().describe('Name of the array that is farthest off.'),
  tolerance: z.number(),
  arrays: z.array(z.object({
    name: z.string().describe('A parameter such as dense1.kernel, or input for the data.'),
    shape: shapeSchema,
    verdict,
    maxRelativeError: wireNumberSchema.describe('Largest |numerical - backpropagated|, divided by the largest gradient of the array.'),
    meanRelativeError: wireNumberSchema,
    worstIndex: z.int().describe('Where the largest error is, in row-major order.'),
    numerical: wireNumberSchema.describe('There, by central difference.'),
    backpropagated: wireNumberSchema.describe('There, by back-propagation.'),
    kinks: z.int().describe('Values left out because they stand on a kink of relu or max pooling, where there is no gradient.'),
  })),
}).meta({ id: 'GradientCheck', description: 'Numerical against back-propagated gradients, in double precision.' });
