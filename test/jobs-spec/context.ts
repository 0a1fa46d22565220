import { z } from 'zod';
import type { SpecContext } from '../../src/jobs/spec/index.ts';

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

/** Facts as the registry of datasets gives them, small enough to read. */
export const context: SpecContext = {
  memoryLimit: 2 ** 30,
  kernels: 'auto',
  threads: 4,
  datasets: {
    mnist: { name: 'mnist', inputShape: [28, 28, 1], classes: digits, trainCount: 60_000, testCount: 10_000, options: z.strictObject({}) },
    spiral: {
      name: 'spiral', inputShape: [2], classes: ['0', '1', '2'], trainCount: 300, testCount: 150,
      options: z.strictObject({ seed: z.int().min(0).optional(), noise: z.number().min(0).max(1).optional() }),
    },
  },
};

/** A spec nothing is wrong with, for variations. */
export const good = {
  model: 'mnist-net',
  network: { preset: 'two-layer-net' },
  dataset: { name: 'mnist' },
  epochs: 1,
} as const;
