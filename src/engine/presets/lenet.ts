/** conv 6 of 5x5, padded by 2 - activation - pool 2 - conv 16 of 5x5 - activation - pool 2 - dense 120 - dense 84 - dense classes. */
import { z } from 'zod';
import { definePreset } from './definition.ts';

const config = z.strictObject({
  activation: z.enum(['tanh', 'sigmoid', 'relu']).describe('after each convolution and hidden layer'),
  pooling: z.enum(['average', 'maximum']).describe('how images are made smaller'),
});

export const lenet = definePreset<z.infer<typeof config>>({
  type: 'lenet',
  summary: 'The convolutional network that read checks in the nineties.',
  source: 'LeCun et al. 1998; Deep Learning from Scratch, ch. 7.6.1',
  config,
  defaults: { modern: { activation: 'tanh', pooling: 'average' }, book: { activation: 'sigmoid', pooling: 'average' } },
  layers({ activation, pooling }, { classes }) {
    const initializer = activation === 'relu' ? 'he' : 'xavier';
    const pool = { type: pooling === 'average' ? 'avgPool2d' : 'maxPool2d', size: 2, stride: 2 };
    return [
      { type: 'conv2d', filters: 6, kernel: 5, pad: 2, initializer }, { type: activation }, pool,
      { type: 'conv2d', filters: 16, kernel: 5, initializer }, { type: activation }, pool,
      { type: 'flatten' },
      { type: 'dense', units: 120, initializer }, { type: activation },
      { type: 'dense', units: 84, initializer }, { type: activation },
      { type: 'dense', units: classes, initializer },
    ];
  },
});
