/** What a predict request can give and ask for beside rows of numbers: images by JSON and by form, logits, what layers answer. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { predictResponseSchema } from '../../src/api/schemas/model.ts';
import { post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
  const dataset = { name: 'synthetic-digits', trainSize: 4000 };
  const digits = { model: 'digits', network: { preset: 'two-layer-net' as const }, dataset, epochs: 6, batchSize: 50, optimizer: { type: 'adam', learningRate: 0.003 }, evaluate: { samples: 20 } };
  const coder = { model: 'coder', network: { layers: [{ type: 'flatten' }, { type: 'dense', units: 4 }, { type: 'dense', units: 784 }] }, target: 'input' as const, loss: 'mean-squared-error', dataset, steps: 3, batchSize: 10, evaluate: { samples: 20 } };
  for (const { id } of [await api.client.jobs.create(smallJob), await api.client.jobs.create(digits as never), await api.client.jobs.create(coder as never)]) expect(await api.client.jobs.wait(id)).toMatchObject({ status: 'succeeded' });
}, 120_000);
afterAll(() => api.close());

const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
const parsed = async (response: Response) => predictResponseSchema.parse(await response.json());
const predict = (model: string, init: RequestInit) => api.request(`/api/v1/models/${model}/predict`, init);

/** Samples of the test set as somebody would draw them: large, dark on light, anywhere on the sheet. */
async function drawn(kind: 'png' | 'jpeg' | 'webp', count: number): Promise<{ label: string; bytes: Buffer }[]> {
  const { data } = await api.client.datasets.samples('synthetic-digits', { split: 'test', limit: count });
  return Promise.all(data.map(async ({ label, input }) => {
    const digit = sharp(Buffer.from(input.map((value) => 255 - Math.round(255 * value))), { raw: { width: 28, height: 28, channels: 1 } });
    const large = await digit.resize(112, 112).extend({ top: 10, left: 150, bottom: 120, right: 30, background: 'white' }).toColourspace('srgb').toFormat(kind).toBuffer();
    return { label, bytes: large };
  }));
}

describe('images', () => {
  test.each(['png', 'jpeg', 'webp'] as const)('%s of any size and place are read as the training data would have them, which a mere resize does not', async (kind) => {
    const pictures = await drawn(kind, 60);
    const images = pictures.map(({ bytes }) => ({ base64: bytes.toString('base64') }));
    const right = async (preprocess?: 'none'): Promise<number> => (await api.client.predict('digits', { images, ...(preprocess && { preprocess }) })).predictions.filter(({ label }, i) => label === pictures[i].label).length;
    const [prepared, resized] = [await right(), await right('none')];
    expect(prepared).toBeGreaterThan(48);
    expect(resized).toBeLessThan(30);
  });

  test('as a form answer what they answer as JSON', async () => {
    const [one, two] = await drawn('png', 2);
    const form = new FormData();
    for (const [i, { bytes }] of [one, two].entries()) form.append('image', new Blob([new Uint8Array(bytes)]), `${i}.png`);
    form.append('topK', '2');
    form.append('output', 'labels');
    const answer = await parsed(await predict('digits', { method: 'POST', body: form }));
    expect(answer).toEqual(await api.client.predict('digits', { images: [one, two].map(({ bytes }) => ({ base64: bytes.toString('base64') })), topK: 2, output: 'labels' }));
  });

  const form = (...parts: [string, string | Blob][]): FormData => parts.reduce((all, [name, value]) => (typeof value === 'string' ? all.append(name, value) : all.append(name, value, 'x.png'), all), new FormData());
  test.each([
    ['no file', form(['topK', '1']), '#/image'],
    ['a file of another name', form(['picture', new Blob(['x'])]), '#/picture'],
    ['what is no image', form(['image', new Blob(['x'])]), '#/images/0'],
    ['a field twice', form(['image', new Blob(['x'])], ['topK', '1'], ['topK', '2']), '#/topK'],
    ['an unknown field', form(['image', new Blob(['x'])], ['topk', '1']), '#/topk'],
    ['a number that is none', form(['image', new Blob(['x'])], ['topK', 'two']), '#/topK'],
  ])('a form with %s is refused', async (_, body, pointer) => {
    const response = await predict('digits', { method: 'POST', body });
    expect([response.status, await response.json()]).toMatchObject([422, { errors: [{ pointer }] }]);
  });

  test('a form that is cut off is malformed', async () => {
    const response = await predict('digits', { method: 'POST', body: '--x\r\ncontent-disposition: form-data; name="image"; filename="a"\r\n\r\nabc', headers: { 'content-type': 'multipart/form-data; boundary=x' } });
    expect(response.status).toBe(400);
  });
});

describe('what is answered', () => {
  test('logits are what the probabilities come from', async () => {
    const { predictions } = await api.client.predict('xor-net', { inputs });
    const { predictions: raw } = await parsed(await predict('xor-net', post({ inputs, output: 'logits' })));
    raw.forEach(({ logits = [], label, probabilities }, i) => {
      expect(probabilities).toBeUndefined();
      expect(label).toBe(predictions[i].label);
      const powers = logits.map((value) => Math.exp(value));
      expect(powers[0] / (powers[0] + powers[1])).toBeCloseTo(predictions[i].probabilities![0], 5);
    });
  });

  test('layers, in their order, of every sample', async () => {
    const answer = await parsed(await predict('xor-net', post({ inputs, output: 'logits', activations: ['dense2', 'relu1'] })));
    expect(answer.activations?.map(({ layer, type, shape, values }) => [layer, type, shape, values.length])).toEqual([['relu1', 'relu', [8], 4], ['dense2', 'dense', [2], 4]]);
    const [relu, dense] = answer.activations!;
    expect(Math.min(...relu.values.flat())).toBe(0);
    dense.values.forEach((row, i) => row.forEach((value, c) => expect(value).toBeCloseTo(answer.predictions[i].logits![c], 5)));
    expect((await parsed(await predict('xor-net', post({ inputs, activations: 'all' })))).activations?.map(({ layer }) => layer)).toEqual(['dense1', 'relu1', 'dense2']);
  });

  test('too much to look at is refused', async () => {
    const many = Array.from({ length: 9000 }, () => Array.from({ length: 784 }, () => 0));
    const response = await predict('digits', post({ inputs: many, activations: 'all' }));
    expect([response.status, await response.json()]).toMatchObject([422, { errors: [{ pointer: '#/activations' }] }]);
  });

  test('a network that gives back its input answers at every door', async () => {
    const { data: [{ input }] } = await api.client.datasets.samples('synthetic-digits', { split: 'test', limit: 1 });
    const { reconstructions: [own] = [] } = await api.client.predict('coder', { inputs: [input] });
    expect(own).toHaveLength(784);
    const tensorflow = await (await api.request('/v1/models/coder:predict', post({ instances: [input] }))).json() as { predictions: number[][] };
    const inference = await (await api.request('/v2/models/coder/infer', post({ inputs: [{ name: 'input', shape: [1, 784], datatype: 'FP32', data: input }] }))).json() as { outputs: { data: number[] }[] };
    expect(tensorflow.predictions[0]).toEqual(own);
    expect(inference.outputs[0].data).toEqual(own);
  });
});
