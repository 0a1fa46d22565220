import { defineRule } from '../definition.ts';
import { kernelsOf, lastLook } from '../history.ts';

const LEFT = 0.05;

export const weightsVanish = defineRule({
  code: 'weights-vanish',
  chapter: '6.4',
  experiment: 'ch06-weight-decay',
  look(history) {
    const { weightDecay } = history.spec.regularization;
    const look = lastLook(history);
    if (!look || weightDecay === 0 || look.step < 10) return null;
    const first = kernelsOf(history.looks[0]);
    const kernels = kernelsOf(look);
    const vanished = kernels.filter(({ weightNorm }, i) => weightNorm < LEFT * first[i].weightNorm);
    if (kernels.length === 0 || vanished.length < kernels.length) return null;
    return {
      message: `At step ${look.step} the weights of every layer are less than a twentieth of what they were.`,
      cause: `The weight decay ${weightDecay} pulls them to zero faster than the data can build them up.`,
      fix: `Try regularization.weightDecay ${Number((weightDecay / 100).toPrecision(1))}.`,
    };
  },
});
