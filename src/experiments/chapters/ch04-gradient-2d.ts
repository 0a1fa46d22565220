import { numericalGradients } from '../../book/index.ts';
import { defineExperiment } from '../definition.ts';
import { drawArrows } from '../figures/plane.ts';

const AXIS = Array.from({ length: 18 }, (_, i) => -2 + i / 4);
const POINTS = AXIS.flatMap((x) => AXIS.map((y) => [x, y] as const));

export const gradient2d = defineExperiment({
  id: 'ch04-gradient-2d',
  chapter: 4,
  title: 'Arrows that point down',
  summary: 'The negative gradient of x0^2 + x1^2 at 324 points: each arrow points to where the function falls most, and is longer where it is steeper.',
  script: 'ch04/gradient_2d.py',
  bands: [{ name: 'error', label: 'largest difference to (2 x0, 2 x1)', unit: 'number', most: 1e-9 }],
  source: 'the derivative on paper',
  book: { result: 'the picture', seconds: null },
  parts: () => ({ arrows: { kind: 'function', call: 'numericalGradients(x0^2 + x1^2, 18 x 18 points)' } }),
  report() {
    const gradients = numericalGradients(([x, y]) => x ** 2 + y ** 2, POINTS);
    return {
      values: { error: Math.max(...gradients.flatMap((gradient, i) => gradient.map((value, axis) => Math.abs(value - 2 * POINTS[i][axis])))) },
      figure: drawArrows(gradients.map(([dx, dy], i) => ({ at: POINTS[i], by: [-dx, -dy] })), { x: [-2.3, 2.55], y: [-2.3, 2.55], step: 0.35 }),
    };
  },
});
