/**
 * y = gamma (x - mean)/sqrt(variance + epsilon) + beta, mean and variance of each feature over the batch; in evaluation over the
 * past: running = momentum running + (1 - momentum) batch value.
 * Where its parameters are frozen (transfer) its statistics are too: it trains as it evaluates, dx = dy gamma/sqrt(variance + epsilon).
 * A feature is a channel (statistics over N, H, W) or, in the book's form, every element of a sample (statistics over N).
 */
import { z } from 'zod';
import { resolveInitializer } from '../initializers/index.ts';
import { sizeOf, type Shape } from '../types.ts';
import { defineLayer } from './definition.ts';

const config = z.strictObject({
  momentum: z.number().min(0).lt(1).describe('share of the running statistics that one step keeps'),
  epsilon: z.number().positive().describe('added to the variance'),
  axis: z.enum(['channel', 'element']).describe('what has statistics of its own'),
  runningVariance: z.enum(['unbiased', 'biased']).describe('divide the running variance by n - 1 or by n'),
  initialVariance: z.number().min(0).describe('running variance before the first step'),
});

type Config = z.infer<typeof config>;
const featuresOf = ({ axis }: Config, input: Shape) => (axis === 'channel' ? input[input.length - 1] : sizeOf(input));

export const batchNorm = defineLayer<Config>({
  type: 'batchNorm',
  summary: 'Batch normalization.',
  source: 'Ioffe and Szegedy 2015; Deep Learning from Scratch, ch. 6.3',
  config,
  defaults: {
    modern: { momentum: 0.9, epsilon: 1e-5, axis: 'channel', runningVariance: 'unbiased', initialVariance: 1 },
    book: { momentum: 0.9, epsilon: 1e-6, axis: 'element', runningVariance: 'biased', initialVariance: 0 },
  },
  inputs: 'one',
  forgetsInputs: true,
  divided: true,
  wholeBatch: true,
  overwritable: true,
  outputShape: (_, [input]) => input,
  parameters(options, [input]) {
    const shape = [featuresOf(options, input)];
    return [
      { name: 'gamma', shape, initializer: resolveInitializer('ones'), fanIn: 1, decays: false },
      { name: 'beta', shape, initializer: resolveInitializer('zeros'), fanIn: 1, decays: false },
    ];
  },
  state(options, [input]) {
    const shape = [featuresOf(options, input)];
    return [
      { name: 'runningMean', shape, initial: 0 },
      { name: 'runningVariance', shape, initial: options.initialVariance },
    ];
  },
  create({ config: options, kernels, batch, inputShapes: [shape], inputs: [x], output, inputGradients: [dx], outputGradient, parameters, gradients, state, frozen, floats }) {
    const features = featuresOf(options, shape);
    const rowsPerSample = sizeOf(shape) / features;
    const { momentum, epsilon } = options;
    const mean = floats(features);
    const variance = floats(features);
    const normalized = floats(batch * sizeOf(shape));

    function remember(rows: number): void {
      const correction = options.runningVariance === 'unbiased' && rows > 1 ? rows / (rows - 1) : 1;
      kernels.blendRunning(state.runningMean, mean, momentum, 1 - momentum, features);
      kernels.blendRunning(state.runningVariance, variance, momentum, (1 - momentum) * correction, features);
    }

    return {
      forward(count, pass) {
        const rows = count * rowsPerSample;
        if (frozen || !pass.training) {
          return kernels.batchNormForward(x, state.runningMean, state.runningVariance, parameters.gamma, parameters.beta, epsilon, null, output, rows, features);
        }
        kernels.batchNormStatistics(x, mean, variance, rows, features);
        kernels.batchNormForward(x, mean, variance, parameters.gamma, parameters.beta, epsilon, normalized, output, rows, features);
        remember(rows);
      },
      backward(count) {
        if (frozen) {
          for (const gradient of [gradients.gamma, gradients.beta]) gradient.fill(0);
          mean.fill(0);
          if (dx) kernels.batchNormForward(outputGradient!, mean, state.runningVariance, parameters.gamma, mean, epsilon, null, dx, count * rowsPerSample, features);
          return;
        }
        kernels.batchNormBackward(normalized, outputGradient!, variance, parameters.gamma, epsilon, dx, gradients.gamma, gradients.beta, count * rowsPerSample, features);
      },
    };
  },
  examples: [{ inputs: [[5]] }, { inputs: [[3, 3, 7]] }, { inputs: [[2, 2, 3]], semantics: 'book' }],
});
