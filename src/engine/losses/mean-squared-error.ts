/** loss = mean (or sum) over n and c of (x[n,c] - t[n,c])^2      x, t [N, columns]      dx = 2 (x - t)/(N columns), or 2 (x - t) */
import { z } from 'zod';
import { defineLoss, reductionSchema, sum } from './definition.ts';

const config = z.strictObject({ reduction: reductionSchema });

export const meanSquaredError = defineLoss<z.infer<typeof config>>({
  type: 'mean-squared-error',
  summary: 'Mean squared difference from the targets; one-hot labels where there are none.',
  source: 'Deep Learning from Scratch, ch. 4.2.1 (there halved and summed: sum-of-squares)',
  config,
  defaults: { modern: { reduction: 'mean' }, book: { reduction: 'mean' } },
  divided: true,
  create({ config: { reduction }, kernels, batch, columns, outputs, outputGradient, labels, targets, floats }) {
    const losses = floats(batch);
    const wanted = targets ?? floats(batch * columns);
    const divisor = (count: number) => (reduction === 'mean' ? count * columns : 1);
    return {
      forward(count) {
        if (!targets) kernels.oneHot(labels, wanted, count, columns);
        kernels.squaredError(outputs, wanted, losses, count, columns);
      },
      mean: (count) => sum(losses, count) / divisor(count),
      backward: (count) => kernels.scaledDifference(outputs, wanted, outputGradient!, count * columns, 2 / divisor(count)),
    };
  },
});
