import type { Job, JobSpecInput } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';

export const DRAWN_MODEL = 'draw-a-digit';

/** Small enough that it knows digits within seconds, with checkpoints often enough to watch it learn. */
const specOn = (dataset: string): JobSpecInput => ({
  model: DRAWN_MODEL,
  network: { preset: 'simple-convnet', filters: 16, hidden: 64 },
  dataset: { name: dataset, augment: [{ type: 'shift', pixels: 1 }, { type: 'rotation', degrees: 12 }] },
  optimizer: { type: 'adam', learningRate: 0.001 },
  epochs: dataset === 'mnist' ? 5 : 15,
  batchSize: 100,
  seed: 1,
  evaluate: { everySteps: 50, samples: 500 },
  checkpoint: { everySeconds: 0.5, keepLast: 2 },
});

/** On MNIST where its files are at hand; else on digits that are generated, so that nobody waits for a download. */
export async function trainNow(): Promise<Job> {
  const { data } = await client.datasets.list();
  const mnist = data.find(({ name }) => name === 'mnist');
  return client.jobs.create(specOn(mnist?.availability === 'present' ? 'mnist' : 'synthetic-digits'));
}
