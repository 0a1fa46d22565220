/** Something to see: finished, running and failed jobs, models with aliases, an uploaded dataset. */
import type { Client, JobSpecInput } from '../../src/client/index.ts';

export interface ShownData {
  /** a convnet on images, finished */
  digits: string;
  /** the same kind, still training */
  training: string;
  /** jobs that differ in one setting */
  compared: string[];
}

const FLOWERS = `length,width,species\n${Array.from({ length: 90 }, (_, i) => `${(4 + ((i * 37) % 19) / 10 + Math.floor(i / 30)).toFixed(2)},${(2 + ((i * 23) % 13) / 10 + Math.floor(i / 30) / 2).toFixed(2)},${['setosa', 'versicolor', 'virginica'][Math.floor(i / 30)]}`).join('\n')}\n`;

export async function makeData(client: Client): Promise<ShownData> {
  const { data: datasets } = await client.datasets.list();
  const images = datasets.find(({ name }) => name === 'mnist')?.availability === 'present' ? 'mnist' : 'synthetic-digits';
  const convnet = (model: string, rest: Partial<JobSpecInput>): JobSpecInput => ({
    model, network: { preset: 'simple-convnet', filters: 16, hidden: 64 }, dataset: { name: images, trainSize: 10_000 }, optimizer: { type: 'adam', learningRate: 0.001 },
    batchSize: 100, seed: 1, evaluate: { everySteps: 25, samples: 500 }, insights: { everySteps: 50 }, checkpoint: { everySeconds: 0.5 }, epochs: 3, ...rest,
  });
  const moons = (rate: number): JobSpecInput => ({
    model: 'moons', network: { layers: [{ type: 'dense', units: 16 }, { type: 'tanh' }, { type: 'dense', units: 2 }] }, dataset: { name: 'moons' }, optimizer: { type: 'sgd', learningRate: rate }, steps: 1500, batchSize: 50, seed: 1, evaluate: { everySteps: 30 },
  });
  await client.datasets.create({ name: 'flowers', format: 'csv', files: { file: new File([FLOWERS], 'flowers.csv') } });
  const compared = await Promise.all([0.01, 0.1, 1].map(async (rate) => (await client.jobs.create(moons(rate))).id));
  const digits = await client.jobs.create(convnet('digits', {}));
  await Promise.all([...compared, digits.id].map((id) => client.jobs.wait(id)));
  await client.models.aliases.set('digits', 'production', { version: 1 });
  await client.models.update('digits', { description: 'Reads single handwritten digits, white on black. Not for whole numbers, and not for letters.', tags: ['images', 'course'] });
  const training = await client.jobs.create(convnet('digits', { epochs: 60, seed: 2, threads: 1 }));
  for await (const { type } of client.jobs.events(training.id)) if (type === 'insights') break;
  return { digits: digits.id, training: training.id, compared };
}
