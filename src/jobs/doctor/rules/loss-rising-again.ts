import { defineRule } from '../definition.ts';

const [FACTOR, RISE, EVALUATIONS] = [3, 0.3, 3];

export const lossRisingAgain = defineRule({
  code: 'loss-rising-again',
  chapter: '6.4',
  experiment: 'ch06-dropout',
  after: ['loss-exploded', 'overfitting'],
  look({ evaluations }) {
    const name = evaluations.some(({ metrics }) => metrics.validationLoss !== undefined) ? 'validationLoss' : 'testLoss';
    const losses = evaluations.map(({ step, metrics }) => ({ step, loss: metrics[name] })).filter(({ loss }) => loss !== undefined);
    if (losses.length <= EVALUATIONS) return null;
    const best = losses.reduce((a, b) => (b.loss < a.loss ? b : a));
    const last = losses[losses.length - 1];
    if (losses.length - losses.indexOf(best) <= EVALUATIONS || last.loss < FACTOR * best.loss || last.loss < best.loss + RISE) return null;
    return {
      message: `The ${name === 'testLoss' ? 'test' : 'validation'} loss is ${last.loss.toPrecision(3)} and rising; it was ${best.loss.toPrecision(3)} at step ${best.step}.`,
      cause: 'The network goes on to learn its training samples by heart and becomes sure of its errors.',
      fix: 'Keep the best weights (checkpoint.keepBest), stop there (earlyStopping), or use weight decay or dropout.',
    };
  },
});
