/** loss = 1/2 sum over n and c of (x[n,c] - t[n,c])^2, not averaged over the batch      x, t [N, columns]      dx = x - t */
import { z } from 'zod';
import { defineLoss, sum } from './definition.ts';

const config = z.strictObject({});

export const sumOfSquares = defineLoss<z.infer<typeof config>>({
  type: 'sum-of-squares',
  summary: 'Half the summed squared difference from the targets; one-hot labels where there are none.',
  source: 'Deep Learning from Scratch, ch. 4.2.1',
  config,
  defaults: { modern: {}, book: {} },
  divided: true,
  create({ kernels, batch, columns, outputs, outputGradient, labels, targets, floats }) {
    const losses = floats(batch);
    const wanted = targets ?? floats(batch * columns);
    return {
      forward(count) {
        if (!targets) kernels.oneHot(labels, wanted, count, columns);
        kernels.squaredError(outputs, wanted, losses, count, columns);
      },
      mean: (count) => sum(losses, count) / 2,
      backward: (count) => kernels.scaledDifference(outputs, wanted, outputGradient!, count * columns, 1),
    };
  },
});
