import { defineExperiment } from '../definition.ts';
import { gapBands, overfittingParts, overfittingReport } from '../overfitting.ts';

export const weightDecay = defineExperiment({
  id: 'ch06-weight-decay',
  chapter: 6,
  title: 'Weight decay against learning by heart',
  summary: 'Three hundred images and a network of seven layers: without weight decay it knows all of them and 76 of 100 others; with lambda 0.1 it knows fewer, and the gap is smaller.',
  script: 'ch06/overfit_weight_decay.py',
  bands: gapBands('weight decay', 0.02),
  source: 'two runs of the script: 24 points without, 17 and 19 with',
  book: { result: '5 to 7 points', seconds: 18.2 },
  parts: (seed) => overfittingParts(seed, { name: 'weight-decay', epochs: 201, spec: { regularization: { weightDecay: 0.1 } } }),
  report: ({ jobs }) => overfittingReport(jobs, 'weight decay 0.1'),
});
