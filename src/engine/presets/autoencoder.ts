/** flatten - (dense - activation) for each hidden layer, narrower and narrower, and back the same way - dense as many as inputs - output. */
import { z } from 'zod';
import type { LayerSpec } from '../types.ts';
import { definePreset } from './definition.ts';

const config = z.strictObject({
  hidden: z.array(z.int().min(1).max(1_000_000)).min(1).max(100).describe('units of the encoder; the last of them is the code, and the decoder mirrors the others'),
  activation: z.enum(['relu', 'tanh', 'sigmoid']).describe('after each hidden layer'),
  output: z.enum(['sigmoid', 'identity']).describe('sigmoid for values of 0..1; identity for others, and for the loss binary-cross-entropy, which takes logits'),
});

const defaults = { hidden: [128, 32], activation: 'relu' as const, output: 'sigmoid' as const };

export const autoencoder = definePreset<z.infer<typeof config>>({
  type: 'autoencoder',
  summary: 'Gives back its input through a narrow middle; for target "input".',
  source: 'Hinton and Salakhutdinov 2006',
  config,
  defaults: { modern: defaults, book: defaults },
  layers: ({ hidden, activation, output }, { classes: outputs }) => {
    const initializer = activation === 'relu' ? 'he' : 'xavier';
    return [
      { type: 'flatten' },
      ...[...hidden, ...hidden.slice(0, -1).toReversed()].flatMap((units): LayerSpec[] => [{ type: 'dense', units, initializer }, { type: activation }]),
      { type: 'dense', units: outputs, initializer: 'xavier' },
      ...(output === 'sigmoid' ? [{ type: 'sigmoid' }] : []),
    ];
  },
});
