import { defineRule } from '../definition.ts';
import { excess, kernelsOf, lastLook, percent, rough } from '../history.ts';

const MOST = 0.5;

export const updatesTooLarge = defineRule({
  code: 'updates-too-large',
  chapter: '6.1',
  experiment: 'ch06-optimizers-mnist',
  after: ['loss-exploded', 'unscaled-data'],
  look(history) {
    const look = lastLook(history);
    if (!look || look.step < 1) return null;
    const before = new Map(kernelsOf(history.looks[0]).map(({ name, weightNorm }) => [name, weightNorm]));
    // weights that began at zero have nothing to be compared with
    const worst = kernelsOf(look).reduce((most, { name, update }) => (before.get(name) === 0 ? most : Math.max(most, update ?? 0)), 0);
    if (worst < MOST) return null;
    const { learningRate } = history.spec.optimizer;
    const times = Math.max(3, rough(excess(history) ?? 10));
    return {
      message: `Step ${look.step} changed the weights of a layer by ${percent(worst)} of their size.`,
      cause: `The learning rate ${learningRate} is probably about ${times} times too high: what was learnt is thrown away with each step.`,
      fix: `Try optimizer.learningRate ${rough(learningRate / times)}.`,
    };
  },
});
