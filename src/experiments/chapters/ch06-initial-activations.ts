import { activationHistograms } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawHistograms } from '../figures/bars.ts';

const CASES = [
  { title: 'std 1, sigmoid', std: 1, activation: 'sigmoid' }, { title: 'std 0.01, sigmoid', std: 0.01, activation: 'sigmoid' }, { title: 'Xavier, sigmoid', std: 'xavier', activation: 'sigmoid' },
  { title: 'std 0.01, relu', std: 0.01, activation: 'relu' }, { title: 'Xavier, relu', std: 'xavier', activation: 'relu' }, { title: 'He, relu', std: 'he', activation: 'relu' },
] as const;

const TOTAL = 100_000;
/** Share of the fifth layer's activations in the given bins of thirty. */
const share = (counts: readonly number[], from: number, to: number): number => counts.slice(from, to).reduce((sum, count) => sum + count, 0) / TOTAL;

export const initialActivations = defineExperiment({
  id: 'ch06-initial-activations',
  chapter: 6,
  title: 'Initial weights and what they do to activations',
  summary: 'Noise through five layers of a hundred: with standard deviation 1 the sigmoid is at its ends, with 0.01 all units say 0.5, with Xavier they differ. With relu and 0.01 everything dies away; He keeps it alive.',
  script: 'ch06/weight_init_activation_histogram.py',
  bands: [
    { name: 'ends', label: 'sigmoid, std 1: share of layer 5 within a tenth of 0 or 1', unit: 'share', least: 0.6 },
    { name: 'middle', label: 'sigmoid, std 0.01: share of layer 5 between 0.4 and 0.6', unit: 'share', least: 0.99 },
    { name: 'spread', label: 'sigmoid, Xavier: the same share', unit: 'share', most: 0.8 },
    { name: 'dead', label: 'relu, std 0.01: share of layer 5 below 1/30', unit: 'share', least: 0.99 },
    { name: 'alive', label: 'relu, He: the same share', unit: 'share', most: 0.9 },
  ],
  source: 'results.json, and ch. 6.2.2',
  book: { result: 'the histograms', seconds: null },
  parts: (seed) => ({ histograms: { kind: 'function', call: `activationHistograms, seed ${seed}` } }),
  report({ seed }) {
    const panels = CASES.flatMap(({ title, std, activation }) => activationHistograms({ std, activation, seed }).map((counts, layer) => ({ title: `${title}: layer ${layer + 1}`, counts })));
    const fifth = (i: number): readonly number[] => panels[5 * i + 4].counts;
    return {
      values: { ends: share(fifth(0), 0, 3) + share(fifth(0), 27, 30), middle: share(fifth(1), 12, 18), spread: share(fifth(2), 12, 18), dead: share(fifth(3), 0, 1), alive: share(fifth(5), 0, 1) },
      figure: drawHistograms(panels, { from: 0, to: 1, columns: 5, x: 'activation' }),
    };
  },
});
