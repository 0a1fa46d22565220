/** A network that learns three hundred images by heart, and a means against it: what 6.4.2 and 6.4.3 of the book have in common. */
import { gapOf, jobs } from './comparison.ts';
import type { Band, Experiment, JobResult, Report } from './definition.ts';
import { drawPanels } from './figures/lines.ts';
import { seriesOf } from './series.ts';

interface Means {
  name: string;
  epochs: number;
  /** members of the spec that bring it in */
  spec: Record<string, unknown>;
}

export const gapBands = (means: string, least: number): Band[] => [
  { name: 'heart', label: 'accuracy on the 300 training images without it', unit: 'share', least: 0.99 },
  { name: 'narrowed', label: `points by which ${means} narrows the gap between training and test accuracy`, unit: 'share', least },
];

export const overfittingParts = (seed: number, { name, epochs, spec }: Means): ReturnType<Experiment['parts']> => {
  const common = {
    network: { preset: 'multi-layer-net-extend', hidden: [100, 100, 100, 100, 100, 100] }, dataset: { name: 'mnist', trainSize: 300 }, semantics: 'book', optimizer: { type: 'sgd', learningRate: 0.01 }, epochs, seed, evaluate: { everyEpochs: 1, samples: null },
  };
  return jobs({ without: { ...common, model: `ch06-without-${name}` }, with: { ...common, model: `ch06-${name}`, ...spec } });
};

export function overfittingReport({ without, with: helped }: Record<string, JobResult>, name: string): Report {
  const panel = (title: string, job: JobResult) => ({ title, lines: [{ name: 'training images', points: seriesOf(job, 'trainAccuracy') }, { name: 'test images', points: seriesOf(job, 'testAccuracy'), dashed: true }] });
  return {
    values: { heart: without.metrics.trainAccuracy, narrowed: gapOf(without) - gapOf(helped) },
    figure: drawPanels([panel('without', without), panel(name, helped)], { x: 'step', y: 'accuracy, %', percent: true, yDomain: [0, 100], columns: 2, height: 340 }),
  };
}
