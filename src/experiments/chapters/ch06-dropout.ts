import { defineExperiment } from '../definition.ts';
import { gapBands, overfittingParts, overfittingReport } from '../overfitting.ts';

export const dropout = defineExperiment({
  id: 'ch06-dropout',
  chapter: 6,
  title: 'Dropout against learning by heart',
  summary: 'The same three hundred images for 301 epochs, with one value in five dropped after each layer: training is slower, and the gap is smaller.',
  script: 'ch06/overfit_dropout.py',
  bands: gapBands('dropout', 0.02),
  source: 'runs of the script: 24 points without, 13 with',
  book: { result: '11 points', seconds: 32.4 },
  parts: (seed) => overfittingParts(seed, { name: 'dropout', epochs: 301, spec: { network: { preset: 'multi-layer-net-extend', hidden: [100, 100, 100, 100, 100, 100], dropout: 0.2 } } }),
  report: ({ jobs }) => overfittingReport(jobs, 'dropout 0.2'),
});
