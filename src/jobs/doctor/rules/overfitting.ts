import { defineRule } from '../definition.ts';

const [GAP, KNOWN] = [0.15, 0.9];

export const overfitting = defineRule({
  code: 'overfitting',
  chapter: '6.4',
  experiment: 'ch06-weight-decay',
  look({ evaluations, spec }) {
    const { trainAccuracy, validationAccuracy, testAccuracy } = evaluations.at(-1)?.metrics ?? {};
    const other = validationAccuracy ?? testAccuracy;
    if (trainAccuracy === undefined || other === undefined || trainAccuracy < KNOWN || trainAccuracy - other < GAP) return null;
    const decays = spec.regularization.weightDecay > 0;
    return {
      message: `There is a gap of ${Math.round(100 * (trainAccuracy - other))} points between training (${Math.round(100 * trainAccuracy)} %) and ${validationAccuracy === undefined ? 'test' : 'validation'} (${Math.round(100 * other)} %).`,
      cause: `The network has learnt its ${(spec.dataset.trainSize - spec.dataset.validation).toLocaleString('en')} training samples by heart.`,
      fix: `Try ${decays ? 'a stronger regularization.weightDecay' : 'regularization.weightDecay 0.0001 to 0.1'}, dropout, dataset.augment for images, more samples, or a smaller network.`,
    };
  },
});
