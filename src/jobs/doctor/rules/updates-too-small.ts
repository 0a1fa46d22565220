import { defineRule } from '../definition.ts';
import { kernelsOf, lastLook, rough, USUAL_UPDATE } from '../history.ts';

const FEWEST = 1e-5;

export const updatesTooSmall = defineRule({
  code: 'updates-too-small',
  chapter: '4.4',
  experiment: 'ch04-gradient-method',
  after: ['loss-exploded', 'vanishing-gradient', 'dead-layer', 'saturated-layer'],
  look(history) {
    const { spec, averageLoss, firstLoss } = history;
    const look = lastLook(history);
    // the rate of a schedule is meant to be small now and then
    if (!look || look.step < 10 || spec.optimizer.schedule !== null || averageLoss < 0.98 * firstLoss) return null;
    const largest = kernelsOf(look).reduce((most, { update }) => Math.max(most, update ?? 0), 0);
    if (largest >= FEWEST || largest === 0) return null;
    const times = rough((0.1 * USUAL_UPDATE) / largest);
    return {
      message: `Step ${look.step} changed the weights by less than ${rough(largest).toExponential()} of their size, and the loss is where it was.`,
      cause: `The learning rate ${spec.optimizer.learningRate} is about ${times.toLocaleString('en')} times too low: training would take forever.`,
      fix: `Try optimizer.learningRate ${rough(spec.optimizer.learningRate * times)}.`,
    };
  },
});
