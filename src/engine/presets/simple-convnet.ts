/** conv 30 of 5x5 - relu - max pool 2 - dense 100 - relu - dense classes; all weights 0.01 x normal. */
import { z } from 'zod';
import { definePreset } from './definition.ts';

const config = z.strictObject({
  filters: z.int().min(1).max(65_536).describe('filters of the convolution'),
  kernel: z.int().min(1).max(1024).describe('side of the filters'),
  pad: z.int().min(0).max(1024).describe('zeros around the image'),
  stride: z.int().min(1).max(1024).describe('step of the filters'),
  hidden: z.int().min(1).max(1_000_000).describe('units of the hidden dense layer'),
});

const defaults = { filters: 30, kernel: 5, pad: 0, stride: 1, hidden: 100 };
const initializer = { type: 'normal', std: 0.01 };

export const simpleConvnet = definePreset<z.infer<typeof config>>({
  type: 'simple-convnet',
  summary: 'One convolution, one pooling, one hidden layer.',
  source: 'Deep Learning from Scratch, ch. 7.5',
  config,
  defaults: { modern: defaults, book: defaults },
  layers: ({ filters, kernel, pad, stride, hidden }, { classes }) => [
    { type: 'conv2d', filters, kernel, pad, stride, initializer },
    { type: 'relu' },
    { type: 'maxPool2d', size: 2, stride: 2 },
    { type: 'flatten' },
    { type: 'dense', units: hidden, initializer },
    { type: 'relu' },
    { type: 'dense', units: classes, initializer },
  ],
});
