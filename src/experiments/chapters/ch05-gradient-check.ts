import { CHECK_BAND, checkFigure, worstOf } from '../checks.ts';
import { defineExperiment } from '../definition.ts';

export const gradientCheck = defineExperiment({
  id: 'ch05-gradient-check',
  chapter: 5,
  title: 'Is back-propagation right?',
  summary: 'Each weight of a network 100-50-10 with relu is moved in both directions; the change of the outputs agrees with the gradient that went backwards. The book does it with 784 inputs; a wrong gradient shows in a hundred as well.',
  script: 'ch05/gradient_check.py',
  bands: [CHECK_BAND],
  source: 'double precision: differences are rounding',
  book: { result: 'mean differences 5e-10 to 1e-7', seconds: 3.0 },
  parts: (seed) => ({ check: { kind: 'gradient-check', request: { network: { preset: 'two-layer-net', activation: 'relu' }, input: [10, 10, 1], classes: 10, semantics: 'book', batchSize: 3, seed } } }),
  report: ({ checks: { check } }) => ({ values: { worst: worstOf(check) }, figure: checkFigure(check) }),
});
