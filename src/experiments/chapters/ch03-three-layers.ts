import { sigmoid } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawBars } from '../figures/bars.ts';

const LAYERS = [
  { weights: [[0.1, 0.3, 0.5], [0.2, 0.4, 0.6]], biases: [0.1, 0.2, 0.3], activation: sigmoid },
  { weights: [[0.1, 0.4], [0.2, 0.5], [0.3, 0.6]], biases: [0.1, 0.2], activation: sigmoid },
  { weights: [[0.1, 0.3], [0.2, 0.4]], biases: [0.1, 0.2], activation: (x: number) => x },
];

const forward = (x: readonly number[]): number[][] => {
  const values = [[...x]];
  for (const { weights, biases, activation } of LAYERS) {
    const before = values[values.length - 1];
    values.push(biases.map((bias, j) => activation(before.reduce((sum, value, i) => sum + value * weights[i][j], bias))));
  }
  return values;
};

export const threeLayers = defineExperiment({
  id: 'ch03-three-layers',
  chapter: 3,
  title: 'A forward pass by hand',
  summary: 'The network 2-3-2-2 of the text with its weights: x = (1, 0.5) goes through two layers with sigmoid and one without.',
  script: null,
  bands: [
    { name: 'y1', label: 'first output', unit: 'number', least: 0.31682707, most: 0.31682708 },
    { name: 'y2', label: 'second output', unit: 'number', least: 0.69627908, most: 0.6962791 },
  ],
  source: 'ch. 3.4, computed with NumPy',
  book: { result: '0.316827, 0.696279', seconds: null },
  parts: () => ({ forward: { kind: 'function', call: 'three layers of the text on (1, 0.5)' } }),
  report() {
    const values = forward([1, 0.5]);
    const [y1, y2] = values[3];
    return { values: { y1, y2 }, figure: drawBars(values.flatMap((layer, l) => layer.map((value, i) => ({ name: `${['x', 'z1', 'z2', 'y'][l]}[${i}]`, value }))), { y: 'value' }) };
  },
});
