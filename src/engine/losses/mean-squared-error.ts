/** loss = mean over n and c of (x[n,c] - t[n,c])^2, t = one-hot labels      x [N, columns]      dx = 2 (x - t)/(N columns) */
import { type LossDefinition, mean } from './definition.ts';

export const meanSquaredError: LossDefinition = {
  type: 'mean-squared-error',
  summary: 'Mean squared difference from the one-hot labels.',
  source: 'Deep Learning from Scratch, ch. 4.2.1 (there halved and summed)',
  divided: true,
  create({ kernels, batch, columns, outputs, outputGradient, labels, floats }) {
    const losses = floats(batch);
    const targets = floats(batch * columns);
    return {
      forward(count) {
        kernels.oneHot(labels, targets, count, columns);
        kernels.squaredError(outputs, targets, losses, count, columns);
      },
      mean: (count) => mean(losses, count) / columns,
      backward: (count) => kernels.scaledDifference(outputs, targets, outputGradient!, count * columns, 2 / (count * columns)),
    };
  },
};
