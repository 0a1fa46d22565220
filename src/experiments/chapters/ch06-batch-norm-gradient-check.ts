import { CHECK_BAND, checkFigure, worstOf } from '../checks.ts';
import { defineExperiment } from '../definition.ts';

export const batchNormGradientCheck = defineExperiment({
  id: 'ch06-batch-norm-gradient-check',
  chapter: 6,
  title: 'Gradients through batch normalization',
  summary: 'A network 100-30-30-10 with batch normalization, five samples. The script of the book takes one sample, whose normalized value is always 0: the differences it prints are those of a kink.',
  script: 'ch06/batch_norm_gradient_check.py',
  bands: [CHECK_BAND],
  source: 'differences of about 1e-7 with the book from three samples on',
  book: { result: 'about 1e-7', seconds: null },
  parts: (seed) => ({ check: { kind: 'gradient-check', request: { network: { preset: 'multi-layer-net-extend', hidden: [30, 30], batchNorm: true }, input: [10, 10, 1], classes: 10, semantics: 'book', batchSize: 5, seed } } }),
  report: ({ checks: { check } }) => ({ values: { worst: worstOf(check) }, figure: checkFigure(check) }),
});
