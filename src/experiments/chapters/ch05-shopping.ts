import { buyFruit } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawBars } from '../figures/bars.ts';

const APPLES = { apple: 100, apples: 2, orange: 0, oranges: 0, tax: 1.1 };
const BASKET = { apple: 100, apples: 2, orange: 150, oranges: 3, tax: 1.1 };
const near = (value: number): { least: number; most: number } => ({ least: value - 1e-9, most: value + 1e-9 });

export const shopping = defineExperiment({
  id: 'ch05-shopping',
  chapter: 5,
  title: 'Apples, oranges and back-propagation',
  summary: 'Prices as a graph of multiplications and additions. Going backwards through the same graph tells what each figure adds to the bill.',
  script: 'ch05/buy_apple.py, buy_apple_orange.py, layer_naive.py',
  bands: [
    { name: 'apples', label: 'two apples with tax', unit: 'number', ...near(220) },
    { name: 'basket', label: 'two apples and three oranges with tax', unit: 'number', ...near(715) },
    { name: 'dApple', label: 'd basket / d price of an apple', unit: 'number', ...near(2.2) },
    { name: 'dOrange', label: 'd basket / d price of an orange', unit: 'number', ...near(3.3) },
    { name: 'dTax', label: 'd basket / d tax', unit: 'number', ...near(650) },
  ],
  source: 'the scripts',
  book: { result: '220; 715; 2.2, 3.3, 650', seconds: null },
  parts: () => ({ basket: { kind: 'function', call: 'buyFruit' } }),
  report() {
    const { price, gradients } = buyFruit(BASKET);
    return {
      values: { apples: buyFruit(APPLES).price, basket: price, dApple: gradients.apple, dOrange: gradients.orange, dTax: gradients.tax },
      figure: drawBars(Object.entries(gradients).map(([name, value]) => ({ name, value })), { y: 'change of the price per unit' }),
    };
  },
});
