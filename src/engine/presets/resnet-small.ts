/**
 * conv - batch norm - relu, then residual blocks: (conv - batch norm - relu - conv - batch norm) + shortcut - relu. Each stage but the first
 * halves the image and passes the shortcut through a 1x1 convolution. Mean over the image, then dense; He initial weights.
 */
import { z } from 'zod';
import type { LayerSpec } from '../types.ts';
import { definePreset } from './definition.ts';

const config = z.strictObject({
  stages: z.array(z.int().min(1).max(65_536)).min(1).max(5).describe('filters of each stage'),
  blocks: z.int().min(1).max(16).describe('residual blocks of a stage'),
});

const defaults = { stages: [16, 32, 64], blocks: 1 };
const initializer = 'he';

function block(name: string, input: string, { filters, stride, project }: { filters: number; stride: number; project: boolean }): LayerSpec[] {
  const conv = (options: Record<string, unknown>): LayerSpec => ({ type: 'conv2d', filters, bias: false, initializer, ...options });
  return [
    conv({ name: `${name}-conv1`, inputs: [input], kernel: 3, pad: 1, stride }),
    { type: 'batchNorm', name: `${name}-norm1` },
    { type: 'relu', name: `${name}-relu1` },
    conv({ name: `${name}-conv2`, kernel: 3, pad: 1 }),
    { type: 'batchNorm', name: `${name}-norm2` },
    ...(project ? [conv({ name: `${name}-shortcut`, inputs: [input], kernel: 1, stride })] : []),
    { type: 'add', name: `${name}-sum`, inputs: [`${name}-norm2`, project ? `${name}-shortcut` : input] },
    { type: 'relu', name },
  ];
}

export const resnetSmall = definePreset<z.infer<typeof config>>({
  type: 'resnet-small',
  summary: 'Residual blocks with batch normalization: ResNet in the size of digits.',
  source: 'He et al. 2016; Deep Learning from Scratch, ch. 8.2.4',
  config,
  defaults: { modern: defaults, book: defaults },
  layers({ stages, blocks }, { classes }) {
    const layers: LayerSpec[] = [
      { type: 'conv2d', name: 'stem-conv', filters: stages[0], kernel: 3, pad: 1, bias: false, initializer },
      { type: 'batchNorm', name: 'stem-norm' },
      { type: 'relu', name: 'stem' },
    ];
    stages.forEach((filters, s) => {
      for (let b = 0; b < blocks; b++) {
        const first = b === 0 && s > 0;
        const input = layers[layers.length - 1].name!;
        layers.push(...block(`block${s + 1}-${b + 1}`, input, { filters, stride: first ? 2 : 1, project: first }));
      }
    });
    return [...layers, { type: 'globalAvgPool2d' }, { type: 'dense', units: classes, initializer }];
  },
});
