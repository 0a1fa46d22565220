import { defineRule } from '../definition.ts';
import { percent } from '../history.ts';

const PATIENCE = 500;

export const oneClass = defineRule({
  code: 'one-class',
  chapter: '6.3',
  experiment: 'ch06-batch-norm',
  after: ['loss-exploded', 'not-learning', 'updates-too-large', 'updates-too-small', 'dead-layer', 'saturated-layer', 'vanishing-gradient', 'unscaled-data', 'weights-vanish', 'dropout-too-strong'],
  look({ evaluations, steps, commonest }) {
    const step = evaluations.at(-1)?.step ?? 0;
    if (!commonest || step < Math.max(PATIENCE, steps / 3) || commonest.read < 0.99 || commonest.label > 0.8) return null;
    return {
      message: `After ${step} steps the network reads one and the same class in ${percent(commonest.read)} of the test samples.`,
      cause: 'Its outputs hardly depend on its inputs: the biases of the last layer have learnt which class is frequent, and nothing else has.',
      fix: 'Check initial weights ("he" for relu) and learning rate; batchNorm helps.',
    };
  },
});
