/** f = |x - t|      slope the sign of x - t, 0 where they are equal */
import { z } from 'zod';
import { reductionSchema } from './definition.ts';
import { pointwiseLoss } from './pointwise.ts';

const config = z.strictObject({ reduction: reductionSchema });

export const l1 = pointwiseLoss<z.infer<typeof config>>({
  type: 'l1',
  summary: 'Mean distance from the targets; one-hot labels where there are none.',
  source: 'Laplace 1774; PyTorch L1Loss',
  config,
  defaults: { reduction: 'mean' },
  of: () => ({ value: (x, t) => Math.abs(x - t), slope: (x, t) => Math.sign(x - t) }),
});
