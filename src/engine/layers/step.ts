/** y = 1 where x > 0, else 0      dx = 0: the slope is zero wherever there is one, so nothing before it learns */
import { z } from 'zod';
import { elementwiseLayer } from './elementwise.ts';

const config = z.strictObject({});

export const step = elementwiseLayer<z.infer<typeof config>>({
  type: 'step',
  summary: 'Step function of the perceptron.',
  source: 'Deep Learning from Scratch, ch. 3.2.2',
  config,
  defaults: {},
  of: () => ({ value: (x) => (x > 0 ? 1 : 0), slope: () => 0 }),
});
