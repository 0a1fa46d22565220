/**
 * (conv 3x3 - relu) x 2 - max pool 2, three times with 16, 32 and 64 filters (the fourth convolution pads by 2) - dense 50 - relu -
 * dropout - dense classes - dropout; He initial weights. The dropout on the logits is the book's.
 */
import { z } from 'zod';
import type { LayerSpec } from '../types.ts';
import { definePreset } from './definition.ts';

const config = z.strictObject({
  hidden: z.int().min(1).max(1_000_000).describe('units of the hidden dense layer'),
  dropout: z.number().min(0).lt(1).describe('probability of dropping a value'),
});

const defaults = { hidden: 50, dropout: 0.5 };
const initializer = 'he';
const convolution = (filters: number, pad: number): LayerSpec[] => [{ type: 'conv2d', filters, kernel: 3, pad, stride: 1, initializer }, { type: 'relu' }];
const pooling: LayerSpec = { type: 'maxPool2d', size: 2, stride: 2 };

export const deepConvnet = definePreset<z.infer<typeof config>>({
  type: 'deep-convnet',
  summary: 'Six convolutions in three blocks, two dense layers with dropout.',
  source: 'Deep Learning from Scratch, ch. 8.1',
  config,
  defaults: { modern: defaults, book: defaults },
  layers: ({ hidden, dropout }, { classes }) => [
    ...convolution(16, 1), ...convolution(16, 1), pooling,
    ...convolution(32, 1), ...convolution(32, 2), pooling,
    ...convolution(64, 1), ...convolution(64, 1), pooling,
    { type: 'flatten' },
    { type: 'dense', units: hidden, initializer },
    { type: 'relu' },
    { type: 'dropout', ratio: dropout },
    { type: 'dense', units: classes, initializer },
    { type: 'dropout', ratio: dropout },
  ],
});
