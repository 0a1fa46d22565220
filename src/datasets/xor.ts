import { z } from 'zod';
import { noiseOption, pointsDataset, seedOption } from './points.ts';

export const xor = pointsDataset({
  name: 'xor',
  title: 'Exclusive or',
  summary: 'The four corners of the unit square; the class is the exclusive or of the coordinates. 1,000 points to train on, 500 to test on.',
  source: 'generated; chapter 2 of the book shows why one layer cannot learn it',
  classes: ['0', '1'],
  options: z.strictObject({ noise: noiseOption(0.1), seed: seedOption }),
  place(random, label) {
    const first = random.integer(2);
    return [first, first ^ label];
  },
});
