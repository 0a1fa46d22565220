/** Train on MNIST -> export ONNX -> run elsewhere -> import -> predict: the same numbers. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { permuted } from '../../src/models/permute.ts';
import { runOnnx } from '../models/exported.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

const { DATASETS_DIR } = process.env;
const COUNT = 20;

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
}, 60_000);
afterAll(() => api.close());

test.skipIf(!DATASETS_DIR)('the convnet of the book', async () => {
  const { id } = await api.client.jobs.create({ model: 'mnist', network: { preset: 'simple-convnet' }, dataset: { name: 'mnist', trainSize: 2000 }, steps: 40, evaluate: { everySteps: 40, samples: 200 } } as never);
  expect((await api.client.jobs.wait(id)).status).toBe('succeeded');
  const { data } = await api.client.datasets.samples('mnist', { split: 'test', limit: COUNT });
  const inputs = data.map(({ input }) => input.flat(9) as number[]);
  const here = (await api.client.predict('mnist', { inputs })).predictions;

  for (const layout of ['NCHW', 'NHWC'] as const) {
    const file = await api.client.models.export('mnist', 1, { format: 'onnx', layout });
    const given = Float32Array.from(inputs.flat());
    const elsewhere = await runOnnx(file, layout === 'NCHW' ? permuted(given, [COUNT, 28, 28, 1], [0, 3, 1, 2]) : given, layout === 'NCHW' ? [COUNT, 1, 28, 28] : [COUNT, 28, 28, 1]);
    const name = `back-${layout.toLowerCase()}`;
    await api.client.models.import({ model: name, format: 'onnx', dataset: 'mnist', file: new File([Uint8Array.from(file)], 'mnist.onnx') });
    const back = (await api.client.predict(name, { inputs })).predictions;
    here.forEach(({ label, probabilities }, n) => {
      expect(back[n].label).toBe(label);
      probabilities!.forEach((value, c) => {
        expect(Math.abs(elsewhere.data[n * 10 + c] - value)).toBeLessThan(1e-5);
        expect(Math.abs(back[n].probabilities![c] - value)).toBeLessThan(1e-5);
      });
    });
  }
}, 240_000);
