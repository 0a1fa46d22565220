import { numericalDifference } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawLines } from '../figures/lines.ts';

const f = (x: number): number => 0.01 * x ** 2 + 0.1 * x;
const XS = Array.from({ length: 200 }, (_, i) => i / 10);

export const gradient1d = defineExperiment({
  id: 'ch04-gradient-1d',
  chapter: 4,
  title: 'A numerical derivative and its tangent',
  summary: 'The central difference of 0.01 x^2 + 0.1 x at 5 is 0.2 but for rounding; the line with this slope touches the curve there.',
  script: 'ch04/gradient_1d.py',
  bands: [{ name: 'slope', label: 'slope at 5', unit: 'number', least: 0.19999999, most: 0.20000001 }],
  source: 'the script prints 0.1999999999990898',
  book: { result: '0.1999999999990898', seconds: null },
  parts: () => ({ slope: { kind: 'function', call: 'numericalDifference(0.01 x^2 + 0.1 x, 5)' } }),
  report() {
    const slope = numericalDifference(f, 5);
    return { values: { slope }, figure: drawLines([{ name: 'f', points: XS.map((x) => [x, f(x)]) }, { name: 'tangent at 5', points: XS.map((x) => [x, f(5) + slope * (x - 5)]), dashed: true }], { x: 'x', y: 'f(x)' }) };
  },
});
