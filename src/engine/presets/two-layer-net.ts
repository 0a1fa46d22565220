/** flatten - dense 50 - sigmoid (ch. 4; relu in ch. 5) - dense classes; all weights 0.01 x normal. */
import { z } from 'zod';
import { definePreset } from './definition.ts';

const config = z.strictObject({
  hidden: z.array(z.int().min(1).max(1_000_000)).length(1).describe('units of the hidden layer'),
  activation: z.enum(['sigmoid', 'relu']).describe('ch. 4 uses sigmoid, ch. 5 relu'),
});

const defaults = { hidden: [50], activation: 'sigmoid' as const };
const initializer = { type: 'normal', std: 0.01 };

export const twoLayerNet = definePreset<z.infer<typeof config>>({
  type: 'two-layer-net',
  summary: 'One hidden layer.',
  source: 'Deep Learning from Scratch, ch. 4.5 and 5.7',
  config,
  defaults: { modern: defaults, book: defaults },
  layers: ({ hidden, activation }, { classes }) => [
    { type: 'flatten' },
    { type: 'dense', units: hidden[0], initializer },
    { type: activation },
    { type: 'dense', units: classes, initializer },
  ],
});
