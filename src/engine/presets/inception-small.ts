/**
 * conv - relu - max pool, then modules of four branches side by side (1x1; 1x1 and 3x3; 1x1 and 5x5; max pool and 1x1), joined by their
 * channels, with max pooling between. Mean over the image, then dense; He initial weights.
 */
import { z } from 'zod';
import type { LayerSpec } from '../types.ts';
import { definePreset } from './definition.ts';

const config = z.strictObject({
  stem: z.int().min(1).max(65_536).describe('filters of the first convolution'),
  modules: z.array(z.int().min(4).max(65_536).multipleOf(4)).min(1).max(5).describe('output channels of each module, four equal branches'),
});

const defaults = { stem: 16, modules: [32, 64] };
const initializer = 'he';

/** Each branch narrows the channels by a 1x1 convolution before the larger filters. */
function inception(name: string, input: string, channels: number): LayerSpec[] {
  const filters = channels / 4;
  const conv = (branch: string, options: Record<string, unknown>): LayerSpec[] => [{ type: 'conv2d', name: `${name}-${branch}`, filters, initializer, ...options }, { type: 'relu', name: `${name}-${branch}-relu` }];
  return [
    ...conv('one', { inputs: [input], kernel: 1 }),
    ...conv('three-narrow', { inputs: [input], kernel: 1 }),
    ...conv('three', { kernel: 3, pad: 1 }),
    ...conv('five-narrow', { inputs: [input], kernel: 1 }),
    ...conv('five', { kernel: 5, pad: 2 }),
    { type: 'maxPool2d', name: `${name}-pool`, inputs: [input], size: 3, stride: 1, pad: 1 },
    ...conv('pooled', { kernel: 1 }),
    { type: 'concat', name, inputs: ['one', 'three', 'five', 'pooled'].map((branch) => `${name}-${branch}-relu`) },
  ];
}

export const inceptionSmall = definePreset<z.infer<typeof config>>({
  type: 'inception-small',
  summary: 'Filters of several sizes side by side: GoogLeNet in the size of digits.',
  source: 'Szegedy et al. 2015; Deep Learning from Scratch, ch. 8.2.3',
  config,
  defaults: { modern: defaults, book: defaults },
  layers({ stem, modules }, { classes }) {
    const layers: LayerSpec[] = [
      { type: 'conv2d', name: 'stem-conv', filters: stem, kernel: 3, pad: 1, initializer },
      { type: 'relu', name: 'stem-relu' },
      { type: 'maxPool2d', name: 'stem', size: 2, stride: 2 },
    ];
    modules.forEach((channels, m) => {
      if (m > 0) layers.push({ type: 'maxPool2d', name: `pool${m}`, size: 2, stride: 2 });
      layers.push(...inception(`module${m + 1}`, layers[layers.length - 1].name!, channels));
    });
    return [...layers, { type: 'globalAvgPool2d' }, { type: 'dense', units: classes, initializer }];
  },
});
