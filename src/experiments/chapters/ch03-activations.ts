import { relu, sigmoid, step } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawPanels } from '../figures/lines.ts';

const XS = Array.from({ length: 100 }, (_, i) => -5 + i / 10);

export const activations = defineExperiment({
  id: 'ch03-activations',
  chapter: 3,
  title: 'Step, sigmoid, relu',
  summary: 'The perceptron fires or does not; the sigmoid answers smoothly, which is what makes gradients possible; relu lets through what is positive.',
  script: 'ch03/step_function.py, sigmoid.py, sig_step_compare.py, relu.py',
  bands: [
    { name: 'sigmoidAt1', label: 'sigmoid(1)', unit: 'number', least: 0.7310585, most: 0.7310586 },
    { name: 'symmetry', label: 'largest |sigmoid(x) + sigmoid(-x) - 1| on -5..5', unit: 'number', most: 1e-12 },
    { name: 'stepAt0', label: 'step(0)', unit: 'number', least: 0, most: 0 },
  ],
  source: 'ch. 3.2: sigmoid([-1, 1, 2]) is 0.2689, 0.7311, 0.8808',
  book: { result: 'sigmoid(1) = 0.7311', seconds: null },
  parts: () => ({ curves: { kind: 'function', call: 'step, sigmoid, relu on -5..5' } }),
  report: () => ({
    values: { sigmoidAt1: sigmoid(1), symmetry: Math.max(...XS.map((x) => Math.abs(sigmoid(x) + sigmoid(-x) - 1))), stepAt0: step(0) },
    figure: drawPanels([
      { title: '', lines: [{ name: 'sigmoid', points: XS.map((x) => [x, sigmoid(x)]) }, { name: 'step', points: XS.map((x) => [x, step(x)]), dashed: true }] },
      { title: '', lines: [{ name: 'relu', points: XS.map((x) => [x, relu(x)]) }] },
    ], { x: 'x', y: 'y', columns: 2, height: 340, yDomain: [-0.1, 5.5] }),
  }),
});
