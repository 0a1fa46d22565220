import { pow } from '../../engine/index.ts';
import { defineExperiment, type JobResult } from '../definition.ts';
import { drawPanels } from '../figures/lines.ts';
import { last, seriesOf } from '../series.ts';

/** 1 down to 0.0001, evenly on a logarithmic scale */
const SCALES = Array.from({ length: 16 }, (_, i) => Number(pow(10, -(4 * i) / 15).toPrecision(6)));

const of = (trials: readonly JobResult[], scale: number, batchNorm: boolean): JobResult =>
  trials.find(({ parameters }) => parameters['network.weightInitStd'] === scale && parameters['network.batchNorm'] === batchNorm)!;

export const batchNorm = defineExperiment({
  id: 'ch06-batch-norm',
  chapter: 6,
  title: 'Batch normalization and the scale of initial weights',
  summary: 'Sixteen scales of initial weights, a network 784-[100 x 5]-10 on a thousand images, with and without batch normalization: with it, nearly every scale learns; without it, two or three do.',
  script: 'ch06/batch_norm_test.py',
  bands: [
    { name: 'onlyWith', label: 'scales of 16 that learn only with it (40 % against less than 20 % of the training images)', unit: 'number', least: 9 },
    { name: 'best', label: 'best training accuracy with it', unit: 'share', least: 0.99 },
  ],
  source: 'one run of the script: 12 scales, best 100 %',
  book: { result: '12 of 16 scales', seconds: 17.2 },
  mayFail: true,
  parts: (seed) => ({
    scales: {
      kind: 'sweep',
      request: {
        spec: {
          model: 'ch06-batch-norm', network: { preset: 'multi-layer-net-extend' }, dataset: { name: 'mnist', trainSize: 1000 }, semantics: 'book', optimizer: { type: 'sgd', learningRate: 0.01 }, epochs: 20, seed, evaluate: { everyEpochs: 1, samples: 1000 },
        },
        search: { type: 'grid', parameters: { 'network.weightInitStd': SCALES, 'network.batchNorm': [false, true] } },
        metric: 'trainAccuracy', concurrency: 4,
      },
    },
  }),
  report({ sweeps: { scales } }) {
    // a network whose loss overflowed answers one class from then on
    const final = (scale: number, norm: boolean): number => last(of(scales, scale, norm), 'trainAccuracy') || 0;
    return {
      values: { onlyWith: SCALES.filter((scale) => final(scale, true) >= 0.4 && final(scale, false) < 0.2).length, best: Math.max(...SCALES.map((scale) => final(scale, true))) },
      figure: drawPanels(SCALES.map((scale) => ({
        title: `scale ${scale.toPrecision(2)}`,
        lines: [
          { name: 'batch norm', points: seriesOf(of(scales, scale, true), 'trainAccuracy') },
          { name: 'without', points: seriesOf(of(scales, scale, false), 'trainAccuracy'), dashed: true },
        ],
      })), { x: 'step', y: 'training accuracy, %', percent: true, yDomain: [0, 100], xDomain: [0, 200], columns: 4 }),
    };
  },
});
