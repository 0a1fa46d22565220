import { defineExperiment } from '../definition.ts';
import { drawBars } from '../figures/bars.ts';
import { accuracyOf, predictTest } from '../predict.ts';

export const halfFloat = defineExperiment({
  id: 'ch08-half-float',
  chapter: 8,
  title: 'Weights of sixteen bits',
  summary: 'The weights of a deep network rounded to half precision: it reads the test images as well as before.',
  script: 'ch08/half_float_network.py',
  bands: [
    { name: 'accuracy', label: 'accuracy with 32 bits', unit: 'share', least: 0.975 },
    { name: 'difference', label: 'difference with 16 bits', unit: 'share', least: -0.001, most: 0.001 },
    { name: 'outputs', label: 'largest change of any output', unit: 'number', least: 1e-5, most: 0.2 },
  ],
  source: 'the script: 97.97 % and 97.98 %',
  book: { result: '97.97 %, 97.98 %', seconds: 65.8 },
  parts: (seed) => ({
    training: { kind: 'job', spec: { model: 'ch08-half-float', network: { preset: 'deep-convnet' }, dataset: { name: 'mnist' }, optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 2, seed } },
  }),
  async report({ jobs: { training } }, tools) {
    const dataset = await tools.dataset('mnist');
    const [of32, of16] = [await predictTest(tools, training, dataset), await predictTest(tools, training, dataset, 'float16')];
    const [single, half] = [of32, of16].map(({ predicted }) => accuracyOf(predicted, dataset.test.labels));
    const outputs = of32.outputs.reduce((most, value, i) => Math.max(most, Math.abs(value - of16.outputs[i])), 0);
    return { values: { accuracy: single, difference: half - single, outputs }, figure: drawBars([{ name: '32 bits', value: single }, { name: '16 bits', value: half }], { y: 'accuracy, %', percent: true, yDomain: [90, 100] }) };
  },
});
