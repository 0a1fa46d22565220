import { defineRule } from '../definition.ts';

const MOST = 20;

export const unscaledData = defineRule({
  code: 'unscaled-data',
  chapter: '3.6',
  experiment: 'ch03-mnist-show',
  look({ looks, plan }) {
    const range = looks[0]?.inputRange ?? 0;
    if (range <= MOST || plan.layers.find(({ inputs, type }) => inputs.includes('input') && type === 'batchNorm')) return null;
    return {
      message: `The inputs reach ${range.toPrecision(3)}.`,
      cause: 'Initial weights and learning rates are made for inputs of about 1: larger ones make activations and gradients as much larger.',
      fix: 'Scale the data to 0..1 or to mean 0 and standard deviation 1 before uploading it, or begin the network with a batchNorm.',
    };
  },
});
