import { BOOK_BOWL, optimizerPath } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawPaths } from '../figures/plane.ts';

const OPTIMIZERS = { SGD: { type: 'sgd', learningRate: 0.95 }, Momentum: { type: 'momentum', learningRate: 0.1 }, AdaGrad: { type: 'adagrad', learningRate: 1.5 }, Adam: { type: 'adam', learningRate: 0.3 } } as const;

export const optimizerPaths = defineExperiment({
  id: 'ch06-optimizer-paths',
  chapter: 6,
  title: 'Four ways down a bowl',
  summary: 'From (-7, 2) down x^2/20 + y^2, thirty steps: SGD zigzags across the valley, Momentum rolls, AdaGrad and Adam turn towards the minimum.',
  script: 'ch06/optimizer_compare_naive.py',
  bands: [
    { name: 'turns', label: 'times SGD crosses y = 0', unit: 'number', least: 25 },
    { name: 'adagradTurns', label: 'times AdaGrad crosses y = 0', unit: 'number', most: 3 },
    { name: 'height', label: 'highest value of the function at the four ends', unit: 'number', most: 0.5 },
  ],
  source: 'the paths computed with NumPy: SGD crosses at each of its 30 steps, AdaGrad once',
  book: { result: 'the picture', seconds: null },
  parts: () => ({ paths: { kind: 'function', call: 'optimizerPath(x^2/20 + y^2, (-7, 2), 30 steps)' } }),
  report(_, tools) {
    const kernels = tools.kernels('float64');
    const paths = Object.entries(OPTIMIZERS).map(([title, optimizer]) => ({ title: `${title} ${optimizer.learningRate}`, points: optimizerPath(optimizer, { steps: 30, kernels }) }));
    const crossings = (points: readonly (readonly number[])[]): number => points.filter(([, y], i) => i > 0 && y * points[i - 1][1] < 0).length;
    return {
      values: { turns: crossings(paths[0].points), adagradTurns: crossings(paths[2].points), height: Math.max(...paths.map(({ points }) => BOOK_BOWL.value(points[30]))) },
      figure: drawPaths(paths, BOOK_BOWL.value, { x: [-10, 10], y: [-5, 5], columns: 2, levels: [0.5, 1, 2, 3, 4, 5, 6, 7] }),
    };
  },
});
