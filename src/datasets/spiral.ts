import { z } from 'zod';
import { cos, sin } from '../engine/index.ts';
import { noiseOption, pointsDataset, seedOption } from './points.ts';

const ARMS = 3;
const FULL_TURN = 6.283185307179586;

export const spiral = pointsDataset({
  name: 'spiral',
  title: 'Spiral',
  summary: 'Three arms wound into one another: 1,000 points to train on, 500 to test on. No straight line separates them.',
  source: 'generated; the toy data of the second book of the series, with three arms',
  classes: ['0', '1', '2'],
  options: z.strictObject({
    noise: noiseOption(0.02),
    turns: z.number().min(0.1).max(5).default(0.75).describe('How often an arm goes round the centre.'),
    seed: seedOption,
  }),
  place(random, label, { turns }) {
    const radius = random.uniform();
    const angle = (label / ARMS + radius * turns) * FULL_TURN;
    return [radius * sin(angle), radius * cos(angle)];
  },
});
