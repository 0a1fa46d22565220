import { crossEntropyError, numericalGradient, softmax } from '../../book/index.ts';
import { RandomStream, randomKey, STREAMS } from '../../engine/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawBars } from '../figures/bars.ts';

const X = [0.6, 0.9];
const LABEL = 2;

const probabilities = (w: readonly number[]): number[] => softmax([0, 1, 2].map((j) => X[0] * w[j] + X[1] * w[3 + j]));

export const simpleNet = defineExperiment({
  id: 'ch04-gradient-simplenet',
  chapter: 4,
  title: 'The gradient of a network with six weights',
  summary: 'A layer 2-3 with random weights and x = (0.6, 0.9) of class 2: moving each weight a little tells how the loss changes, and agrees with the formula x (p - t).',
  script: 'ch04/gradient_simplenet.py',
  bands: [{ name: 'error', label: 'largest difference between numerical gradient and formula', unit: 'number', most: 1e-5 }],
  source: 'the formula; the 1e-7 in the cross-entropy makes a difference of up to about 1e-6',
  book: { result: 'a gradient of random weights', seconds: null },
  parts: (seed) => ({ gradient: { kind: 'function', call: `numericalGradient of the loss, weights drawn with seed ${seed}` } }),
  report({ seed }) {
    const random = new RandomStream(randomKey(seed, STREAMS.weights, 0));
    const w = Array.from({ length: 6 }, () => random.normal());
    const numerical = numericalGradient((moved) => crossEntropyError([probabilities(moved)], [LABEL]), w);
    const p = probabilities(w);
    const exact = w.map((_, i) => X[Math.floor(i / 3)] * (p[i % 3] - Number(i % 3 === LABEL)));
    return { values: { error: Math.max(...numerical.map((value, i) => Math.abs(value - exact[i]))) }, figure: drawBars(numerical.map((value, i) => ({ name: `dW[${Math.floor(i / 3)}][${i % 3}]`, value })), { y: 'gradient of the loss' }) };
  },
});
