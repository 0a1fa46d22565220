import { defineRule } from '../definition.ts';
import { kernelsOf, lastLook, rough } from '../history.ts';

const RATIO = 1e-4;

const layerOf = (parameter: string): string => parameter.slice(0, parameter.lastIndexOf('.'));

export const vanishingGradient = defineRule({
  code: 'vanishing-gradient',
  chapter: '6.2',
  experiment: 'ch06-initial-weights',
  after: ['loss-exploded', 'dead-layer'],
  look(history) {
    const look = lastLook(history);
    if (!look || look.step < 1) return null;
    const kernels = kernelsOf(look).filter(({ name }) => !history.spec.freeze?.includes(layerOf(name)));
    if (kernels.length < 3) return null;
    const [first, last] = [kernels[0], kernels[kernels.length - 1]];
    // a kernel's gradient is small where its inputs are; that of a bias is what came back
    const end = look.parameters.find(({ name }) => name === `${layerOf(last.name)}.bias`) ?? last;
    const [there, here] = [end, first].map(({ gradients }) => Math.hypot(gradients.mean, gradients.std));
    if (!(there > 0) || here >= RATIO * there) return null;
    return {
      message: `The gradient fades on its way back: in ${first.name} it is ${here === 0 ? 'zero' : `${rough(there / here).toLocaleString('en')} times smaller than in ${end.name}`} at step ${look.step}.`,
      cause: 'Weights that are too small, or many sigmoids behind each other, shrink it in every layer: the first layers learn nothing.',
      fix: 'Use relu with the initializer "he" (tanh and sigmoid: "xavier"), batchNorm between the layers, or fewer layers.',
    };
  },
});
