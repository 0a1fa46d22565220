import { defineRule } from '../definition.ts';
import { classesOf, excess, rough } from '../history.ts';

/** The average loss has to be worse than knowing nothing, and far above where it was. */
const WORSE = 3;

export const lossExploded = defineRule({
  code: 'loss-exploded',
  chapter: '6.1',
  experiment: 'ch06-optimizer-paths',
  look(history) {
    const { diverged, step, firstLoss, averageLoss, lowestLoss, spec } = history;
    const worse = averageLoss > WORSE * Math.max(firstLoss, lowestLoss, Math.log(classesOf(history)));
    if (!diverged && !worse) return null;
    const { learningRate } = spec.optimizer;
    const times = Math.max(3, rough(excess(history) ?? 10));
    const unscaled = (history.looks[0]?.inputRange ?? 0) > 20;
    return {
      message: `The loss ${diverged ? 'became no number' : `rose to ${averageLoss.toPrecision(3)}, from ${firstLoss.toPrecision(3)},`} at step ${step}.`,
      cause: unscaled ? `The inputs reach ${history.looks[0].inputRange.toPrecision(3)}: gradients grow with them.` : `The learning rate ${learningRate} is about ${times} times too high: each step jumps over the minimum, further each time.`,
      fix: unscaled ? 'Scale the data to 0..1 or to mean 0 and standard deviation 1.' : `Try optimizer.learningRate ${rough(learningRate / times)}, or optimizer.clipNorm.`,
    };
  },
});
