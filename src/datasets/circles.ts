import { z } from 'zod';
import { cos, sin } from '../engine/index.ts';
import { noiseOption, pointsDataset, seedOption } from './points.ts';

const FULL_TURN = 6.283185307179586;

export const circles = pointsDataset({
  name: 'circles',
  title: 'Two circles',
  summary: 'A circle inside a circle: 1,000 points to train on, 500 to test on.',
  source: 'generated',
  classes: ['outer', 'inner'],
  options: z.strictObject({
    noise: noiseOption(0.05),
    factor: z.number().min(0).max(1).default(0.5).describe('Radius of the inner circle; the outer one has 1.'),
    seed: seedOption,
  }),
  place(random, label, { factor }) {
    const angle = random.uniform() * FULL_TURN;
    const radius = label === 0 ? 1 : factor;
    return [radius * cos(angle), radius * sin(angle)];
  },
});
