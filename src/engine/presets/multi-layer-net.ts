/**
 * flatten - (dense - activation) for each hidden layer - dense classes; with the extensions: dense - batch norm - activation - dropout.
 * Initial weights: normal times a number, or by the number of inputs (he: sqrt(2/n), xavier: sqrt(1/n)), in all layers.
 */
import { z } from 'zod';
import type { LayerSpec } from '../types.ts';
import { definePreset, type PresetData } from './definition.ts';

const shape = {
  hidden: z.array(z.int().min(1).max(1_000_000)).max(100).describe('units of each hidden layer'),
  activation: z.enum(['relu', 'sigmoid']).describe('after each hidden layer'),
  weightInitStd: z.union([z.number().min(0), z.enum(['relu', 'he', 'sigmoid', 'xavier'])]).describe('factor of the normal draws, or the rule for it: relu is he, sigmoid is xavier'),
};

const plain = z.strictObject(shape);
const extended = plain.extend({
  batchNorm: z.boolean().describe('batch normalization before each activation'),
  dropout: z.number().min(0).lt(1).describe('probability of dropping a value after each activation; 0: no dropout'),
});

const defaults = { hidden: [100, 100, 100, 100, 100], activation: 'relu' as const, weightInitStd: 'relu' as const };
const RULES = { relu: 'he', he: 'he', sigmoid: 'xavier', xavier: 'xavier' } as const;

function layersOf({ hidden, activation, weightInitStd, batchNorm, dropout }: z.infer<typeof extended>, { classes }: PresetData): LayerSpec[] {
  const initializer = typeof weightInitStd === 'number' ? { type: 'normal', std: weightInitStd } : RULES[weightInitStd];
  return [
    { type: 'flatten' },
    ...hidden.flatMap((units): LayerSpec[] => [
      { type: 'dense', units, initializer },
      ...(batchNorm ? [{ type: 'batchNorm' }] : []),
      { type: activation },
      ...(dropout > 0 ? [{ type: 'dropout', ratio: dropout }] : []),
    ]),
    { type: 'dense', units: classes, initializer },
  ];
}

export const multiLayerNet = definePreset<z.infer<typeof plain>>({
  type: 'multi-layer-net',
  summary: 'Any number of hidden layers.',
  source: 'Deep Learning from Scratch, ch. 6 (common/multi_layer_net.py)',
  config: plain,
  defaults: { modern: defaults, book: defaults },
  layers: (options, data) => layersOf({ ...options, batchNorm: false, dropout: 0 }, data),
});

const extensions = { ...defaults, batchNorm: false, dropout: 0 };

export const multiLayerNetExtend = definePreset<z.infer<typeof extended>>({
  type: 'multi-layer-net-extend',
  summary: 'Any number of hidden layers, with batch normalization and dropout.',
  source: 'Deep Learning from Scratch, ch. 6.3 and 6.4 (common/multi_layer_net_extend.py)',
  config: extended,
  defaults: { modern: extensions, book: extensions },
  layers: layersOf,
});
