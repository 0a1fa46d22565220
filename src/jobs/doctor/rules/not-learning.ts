import { defineRule } from '../definition.ts';
import { classesOf } from '../history.ts';

/** Steps that a network may take before something has to be seen. */
const PATIENCE = 300;

export const notLearning = defineRule({
  code: 'not-learning',
  chapter: '6.2',
  experiment: 'ch06-initial-weights',
  after: ['loss-exploded', 'updates-too-large', 'updates-too-small', 'dead-layer', 'saturated-layer', 'vanishing-gradient', 'unscaled-data', 'weights-vanish', 'dropout-too-strong'],
  look(history) {
    const { steps, firstLoss, averageLoss, evaluations } = history;
    const step = evaluations.at(-1)?.step ?? 0;
    if (step < Math.max(PATIENCE, steps / 4) || averageLoss < 0.97 * Math.min(firstLoss, Math.log(classesOf(history)))) return null;
    const accuracy = evaluations.at(-1)?.metrics.trainAccuracy;
    if (accuracy === undefined || accuracy > 1.6 / classesOf(history)) return null;
    return {
      message: `After ${step} steps the loss is ${averageLoss.toPrecision(3)}, as at the beginning, and ${Math.round(100 * accuracy)} of 100 training samples are read right: no better than guessing.`,
      cause: 'The network cannot express what is asked, or its initial weights keep it from learning.',
      fix: 'Add a hidden layer with relu, use the initializer "he", and try ten times the learning rate.',
    };
  },
});
