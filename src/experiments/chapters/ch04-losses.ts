import { crossEntropyError, sumSquaredError } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawLines } from '../figures/lines.ts';

const RIGHT = [0.1, 0.05, 0.6, 0, 0.05, 0.1, 0, 0.1, 0, 0];
const WRONG = [0.1, 0.05, 0.1, 0, 0.05, 0.1, 0, 0.6, 0, 0];
const TRUTH = [0, 0, 1, 0, 0, 0, 0, 0, 0, 0];

export const losses = defineExperiment({
  id: 'ch04-losses',
  chapter: 4,
  title: 'Two measures of being wrong',
  summary: 'The example of the text: the class is 2, and the network is sure of 2, then sure of 7. Both losses rise; cross-entropy without bound.',
  script: null,
  bands: [
    { name: 'squaresRight', label: 'sum of squares, sure of 2', unit: 'number', least: 0.0974999, most: 0.0975001 },
    { name: 'squaresWrong', label: 'sum of squares, sure of 7', unit: 'number', least: 0.5974999, most: 0.5975001 },
    { name: 'entropyRight', label: 'cross-entropy, sure of 2', unit: 'number', least: 0.5108254, most: 0.5108255 },
    { name: 'entropyWrong', label: 'cross-entropy, sure of 7', unit: 'number', least: 2.302584, most: 2.3025841 },
  ],
  source: 'ch. 4.2, computed with NumPy',
  book: { result: '0.0975, 0.5975; 0.5108, 2.3026', seconds: null },
  parts: () => ({ losses: { kind: 'function', call: 'sumSquaredError, crossEntropyError' } }),
  report: () => ({
    values: {
      squaresRight: sumSquaredError(RIGHT, TRUTH), squaresWrong: sumSquaredError(WRONG, TRUTH),
      entropyRight: crossEntropyError([RIGHT], [2]), entropyWrong: crossEntropyError([WRONG], [2]),
    },
    figure: drawLines([
      { name: 'cross-entropy', points: Array.from({ length: 100 }, (_, i) => [(i + 1) / 100, crossEntropyError([[(i + 1) / 100]], [0])]) },
      { name: 'sum of squares, the rest spread evenly', points: Array.from({ length: 100 }, (_, i) => [(i + 1) / 100, sumSquaredError(TRUTH.map((t) => (t === 1 ? (i + 1) / 100 : (1 - (i + 1) / 100) / 9)), TRUTH)]) },
    ], { x: 'probability of the right class', y: 'loss', corner: 'top-right' }),
  }),
});
