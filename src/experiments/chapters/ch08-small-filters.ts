import { jobs } from '../comparison.ts';
import { defineExperiment } from '../definition.ts';
import { drawBars } from '../figures/bars.ts';

const conv = (kernel: number): object[] => [{ type: 'conv2d', filters: 16, kernel, pad: (kernel - 1) / 2 }, { type: 'relu' }];
const network = (second: readonly object[]): object => ({
  layers: [...conv(3), { type: 'maxPool2d', size: 2 }, ...second, { type: 'maxPool2d', size: 2 }, { type: 'flatten' }, { type: 'dense', units: 10 }],
});

export const smallFilters = defineExperiment({
  id: 'ch08-small-filters',
  chapter: 8,
  title: 'Two filters of 3 by 3 against one of 5 by 5',
  summary: 'Two layers of 3 by 3 see as much of the image as one of 5 by 5, with 18 weights a channel instead of 25 and one more relu between them: no worse, with fewer parameters.',
  script: null,
  bands: [
    { name: 'difference', label: 'test accuracy of two 3 x 3 minus that of one 5 x 5', unit: 'share', least: -0.002 },
    { name: 'parameters', label: 'parameters of two 3 x 3 by those of one 5 x 5', unit: 'number', most: 0.9 },
  ],
  source: 'ch. 8.1.4 and figures 8-5, 8-6; the bands are our own measurement',
  book: null,
  parts: (seed) => {
    const common = { dataset: { name: 'mnist' }, optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 3, seed };
    return jobs({ large: { ...common, model: 'ch08-one-5x5', network: network(conv(5)) }, small: { ...common, model: 'ch08-two-3x3', network: network([...conv(3), ...conv(3)]) } });
  },
  async report({ jobs: { large, small } }, tools) {
    const [of5, of3] = [await tools.model(large), await tools.model(small)];
    return {
      values: { difference: small.metrics.testAccuracy - large.metrics.testAccuracy, parameters: of3.parameterCount / of5.parameterCount },
      figure: drawBars([{ name: `one 5 x 5 (${of5.parameterCount.toLocaleString('en')} parameters)`, value: large.metrics.testAccuracy }, { name: `two 3 x 3 (${of3.parameterCount.toLocaleString('en')} parameters)`, value: small.metrics.testAccuracy }], { y: 'test accuracy, %', percent: true, yDomain: [96, 100] }),
    };
  },
});
