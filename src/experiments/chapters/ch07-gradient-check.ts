import { CHECK_BAND, checkFigure, worstOf } from '../checks.ts';
import { defineExperiment } from '../definition.ts';

export const convolutionGradientCheck = defineExperiment({
  id: 'ch07-gradient-check',
  chapter: 7,
  title: 'Gradients through a convolution',
  summary: 'The small convolutional network of the script: images of 10 by 10, ten filters of 3 by 3, ten hidden units.',
  script: 'ch07/gradient_check.py',
  bands: [CHECK_BAND],
  source: 'double precision: differences are rounding',
  book: { result: 'mean differences 5e-11 to 8e-6', seconds: 0.3 },
  parts: (seed) => ({ check: { kind: 'gradient-check', request: { network: { preset: 'simple-convnet', filters: 10, kernel: 3, hidden: 10 }, input: [10, 10, 1], classes: 10, semantics: 'book', batchSize: 1, seed } } }),
  report: ({ checks: { check } }) => ({ values: { worst: worstOf(check) }, figure: checkFigure(check) }),
});
