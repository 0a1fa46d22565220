import { gradientDescent } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawPaths } from '../figures/plane.ts';

const f = ([x, y]: readonly number[]): number => x ** 2 + y ** 2;
const descend = (learningRate: number, steps: number): number[][] => gradientDescent(f, [-3, 4], { learningRate, steps });
const distance = (path: readonly number[][]): number => Math.hypot(...path[path.length - 1]);

export const gradientDescentPaths = defineExperiment({
  id: 'ch04-gradient-method',
  chapter: 4,
  title: 'Going down by gradients',
  summary: 'From (-3, 4) down x0^2 + x1^2 in steps of learning rate times gradient: 0.1 arrives, 10 is thrown out, 1e-10 does not move.',
  script: 'ch04/gradient_method.py',
  bands: [
    { name: 'good', label: 'distance to the minimum after 100 steps, rate 0.1', unit: 'number', most: 1e-6 },
    { name: 'large', label: 'the same, rate 10', unit: 'number', least: 100 },
    { name: 'small', label: 'the same, rate 1e-10', unit: 'number', least: 4.99999, most: 5 },
  ],
  source: 'ch. 4.4.1: rate 0.1 ends at (-6.1e-10, 8.1e-10) after 100 steps, rate 10 diverges, rate 1e-10 stays',
  book: { result: '1.0e-9, diverges, stays', seconds: null },
  parts: () => ({ paths: { kind: 'function', call: 'gradientDescent(x0^2 + x1^2, (-3, 4))' } }),
  report: () => ({
    values: { good: distance(descend(0.1, 100)), large: distance(descend(10, 100)), small: distance(descend(1e-10, 100)) },
    figure: drawPaths([{ title: 'learning rate 0.1, 20 steps', points: descend(0.1, 20) }, { title: 'learning rate 0.9, 20 steps', points: descend(0.9, 20) }], f, { x: [-4.5, 4.5], y: [-4.5, 4.5], columns: 2, levels: [1, 4, 9, 16, 25] }),
  }),
});
