/** Blocks of 3x3 convolutions and max pooling, twice as many filters in each, then dense - dropout - dense; He initial weights. */
import { z } from 'zod';
import type { LayerSpec } from '../types.ts';
import { definePreset } from './definition.ts';

const config = z.strictObject({
  blocks: z.array(z.int().min(1).max(65_536)).min(1).max(6).describe('filters of each block'),
  convolutions: z.int().min(1).max(8).describe('convolutions of a block'),
  hidden: z.int().min(1).max(1_000_000).describe('units of the hidden dense layer'),
  dropout: z.number().min(0).lt(1).describe('probability of dropping a value of the hidden layer'),
});

const defaults = { blocks: [16, 32], convolutions: 2, hidden: 128, dropout: 0.5 };
const initializer = 'he';

export const vggSmall = definePreset<z.infer<typeof config>>({
  type: 'vgg-small',
  summary: 'Small filters, stacked: VGG in the size of digits.',
  source: 'Simonyan and Zisserman 2015; Deep Learning from Scratch, ch. 8.2.2',
  config,
  defaults: { modern: defaults, book: defaults },
  layers: ({ blocks, convolutions, hidden, dropout }, { classes }) => [
    ...blocks.flatMap((filters): LayerSpec[] => [
      ...Array.from({ length: convolutions }, (): LayerSpec[] => [{ type: 'conv2d', filters, kernel: 3, pad: 1, initializer }, { type: 'relu' }]).flat(),
      { type: 'maxPool2d', size: 2, stride: 2 },
    ]),
    { type: 'flatten' },
    { type: 'dense', units: hidden, initializer },
    { type: 'relu' },
    { type: 'dropout', ratio: dropout },
    { type: 'dense', units: classes, initializer },
  ],
});
