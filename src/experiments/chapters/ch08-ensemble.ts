import { jobs } from '../comparison.ts';
import { averageAnswers, softmaxRows } from '../../engine/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawBars } from '../figures/bars.ts';
import { accuracyOf, classesOf, predictTest } from '../predict.ts';

const MEMBERS = ['a', 'b', 'c', 'd', 'e'];

export const ensemble = defineExperiment({
  id: 'ch08-ensemble',
  chapter: 8,
  title: 'Five networks are better than the best of them',
  summary: 'Five networks that differ in their seeds only; their probabilities are averaged. They err in different places.',
  script: null,
  bands: [
    { name: 'gain', label: 'accuracy of the five together minus that of the best', unit: 'share', least: 0 },
    { name: 'accuracy', label: 'accuracy of the five together', unit: 'share', least: 0.975 },
  ],
  source: 'ch. 8.1.2: an ensemble is some points better; the bands are our own measurement',
  book: null,
  parts: (seed) => jobs(Object.fromEntries(MEMBERS.map((name, i) => [name, {
    model: 'ch08-ensemble', network: { preset: 'multi-layer-net', hidden: [100, 100] }, dataset: { name: 'mnist' }, optimizer: { type: 'adam', learningRate: 0.001 }, epochs: 5, seed: 100 * seed + i,
  }]))),
  async report({ jobs: members }, tools) {
    const dataset = await tools.dataset('mnist');
    const { labels } = dataset.test;
    const answers = await Promise.all(MEMBERS.map((name) => predictTest(tools, members[name], dataset)));
    const alone = answers.map(({ predicted }) => accuracyOf(predicted, labels));
    const together = accuracyOf(classesOf(averageAnswers(answers.map(({ outputs }) => softmaxRows(outputs, 10))), 10), labels);
    return {
      values: { gain: together - Math.max(...alone), accuracy: together },
      figure: drawBars([...alone.map((value, i) => ({ name: `member ${MEMBERS[i]}`, value })), { name: 'all five', value: together }], { y: 'test accuracy, %', percent: true, yDomain: [95, 100] }),
    };
  },
});
