/** f = (x - t)^2/2 where |x - t| <= delta, else delta (|x - t| - delta/2)      slope x - t, held within [-delta, delta] */
import { z } from 'zod';
import { reductionSchema } from './definition.ts';
import { pointwiseLoss } from './pointwise.ts';

const config = z.strictObject({ reduction: reductionSchema, delta: z.number().positive().describe('distance from which on the loss grows linearly') });

export const huber = pointwiseLoss<z.infer<typeof config>>({
  type: 'huber',
  summary: 'Squared distance from the targets near them, linear far away.',
  source: 'Huber 1964',
  config,
  defaults: { reduction: 'mean', delta: 1 },
  of: ({ delta }) => ({
    value(x, t) {
      const distance = Math.abs(x - t);
      return distance <= delta ? 0.5 * distance * distance : delta * (distance - 0.5 * delta);
    },
    slope: (x, t) => Math.max(-delta, Math.min(delta, x - t)),
  }),
});
