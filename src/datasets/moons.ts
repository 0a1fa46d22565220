import { z } from 'zod';
import { cos, sin } from '../engine/index.ts';
import { noiseOption, pointsDataset, seedOption } from './points.ts';

const HALF_TURN = 3.141592653589793;

export const moons = pointsDataset({
  name: 'moons',
  title: 'Two moons',
  summary: 'Two half circles that reach into each other: 1,000 points to train on, 500 to test on.',
  source: 'generated',
  classes: ['upper', 'lower'],
  options: z.strictObject({ noise: noiseOption(0.1), seed: seedOption }),
  place(random, label) {
    const angle = random.uniform() * HALF_TURN;
    return label === 0 ? [cos(angle), sin(angle)] : [1 - cos(angle), 0.5 - sin(angle)];
  },
});
