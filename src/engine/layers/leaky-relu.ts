/** y = x where x > 0, else slope x      dx = dy or slope dy (slope dy at x = 0) */
import { z } from 'zod';
import { elementwiseLayer } from './elementwise.ts';

const config = z.strictObject({
  slope: z.number().min(0).lt(1).describe('share of negative values that passes'),
});

export const leakyRelu = elementwiseLayer<z.infer<typeof config>>({
  type: 'leakyRelu',
  summary: 'Rectified linear unit that lets a little of negative values through.',
  source: 'Maas, Hannun and Ng 2013',
  config,
  defaults: { slope: 0.01 },
  of: ({ slope }) => ({ value: (x) => (x > 0 ? x : slope * x), slope: (x) => (x > 0 ? 1 : slope) }),
});
