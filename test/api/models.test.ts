import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOf } from '../../src/api/schemas/common.ts';
import { datasetSchema, sampleSchema } from '../../src/api/schemas/dataset.ts';
import { modelSchema, modelVersionSchema, predictResponseSchema } from '../../src/api/schemas/model.ts';
import type { JobSpecInput } from '../../src/client/index.ts';
import { post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;

/** A job on generated digits: few samples, two steps; what it learns does not matter. */
const digitsJob: JobSpecInput = {
  model: 'digits', network: { preset: 'two-layer-net' }, dataset: { name: 'synthetic-digits', trainSize: 200 }, steps: 2, batchSize: 20,
  evaluate: { samples: 20 },
};

beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
  const jobs = [await api.client.jobs.create(smallJob), await api.client.jobs.create(digitsJob)];
  for (const { id } of jobs) expect(await api.client.jobs.wait(id)).toMatchObject({ status: 'succeeded', error: null });
}, 180_000);
afterAll(() => api.close());

const json = async (path: string, init?: RequestInit): Promise<unknown> => (await api.request(path, init)).json();

describe('models', () => {
  test('are listed by name, with versions', async () => {
    const models = listOf(modelSchema).parse(await json('/api/v1/models'));
    expect(models.data.map(({ name }) => name)).toEqual(['digits', 'xor-net']);
    const model = modelSchema.parse(await json('/api/v1/models/xor-net'));
    expect(model.versions).toEqual([1]);
    const versions = listOf(modelVersionSchema).parse(await json('/api/v1/models/xor-net/versions'));
    expect(versions.data).toEqual([model.latest]);
    const { curve, ...alone } = modelVersionSchema.parse(await json('/api/v1/models/xor-net/versions/1'));
    expect(alone).toEqual(model.latest);
    expect(curve?.testAccuracy.map(({ step }) => step)).toEqual([50, 100, 150, 200]);
    expect(model.latest).toMatchObject({ classes: ['0', '1'], inputShape: [2], dataset: 'xor', parameterCount: 42 });
  });

  test('a version that is not there is 404', async () => {
    await expect(api.client.models.version('xor-net', 2)).rejects.toMatchObject({ status: 404, code: 'not-found' });
  });
});

describe('predictions', () => {
  const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];

  test('have labels, probabilities and the most probable classes', async () => {
    const answer = predictResponseSchema.parse(await json('/api/v1/models/xor-net/predict', post({ inputs, topK: 1 })));
    expect(answer).toMatchObject({ model: 'xor-net', version: 1 });
    expect(answer.predictions.map(({ label }) => label)).toEqual(['0', '1', '1', '0']);
    for (const { probabilities = [], probability, index, topK } of answer.predictions) {
      expect(probabilities[0] + probabilities[1]).toBeCloseTo(1, 5);
      expect(probability).toBe(probabilities[index]);
      expect(topK).toEqual([{ label: String(index), index, probability }]);
    }
  });

  test('of one version are the same, and leave the vector out when asked', async () => {
    const newest = await api.client.predict('xor-net', { inputs });
    expect(await api.client.predict('xor-net', { inputs }, 1)).toEqual(newest);
    const short = await api.client.predict('xor-net', { inputs, output: 'labels' });
    expect(short.predictions[0]).not.toHaveProperty('probabilities');
    expect(short.predictions[0].topK).toHaveLength(2);
  });

  test('of float32 rows answer float32 rows, or a document', async () => {
    const { predictions } = await api.client.predict('xor-net', { inputs });
    const rows = await api.client.predictRows('xor-net', Float32Array.from(inputs.flat()));
    expect([...rows]).toEqual(predictions.flatMap(({ probabilities = [] }) => probabilities));
    expect(await api.client.predictRows('xor-net', Float32Array.from([1, 1]), 1)).toEqual(rows.subarray(6));
    const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: Float32Array.from([0, 1]) };
    expect(predictResponseSchema.parse(await json('/api/v1/models/xor-net/predict', init)).predictions).toHaveLength(1);
  });

  test('take nested samples and images', async () => {
    const row = Array.from({ length: 784 }, (_, index) => (index % 7) / 7);
    const nested = Array.from({ length: 28 }, (_, y) => Array.from({ length: 28 }, (__, x) => [row[y * 28 + x]]));
    const [flat, square] = (await api.client.predict('digits', { inputs: [row, nested] })).predictions;
    expect(square).toEqual(flat);
    const pixels = Buffer.from(row.map((value) => Math.round(value * 255)));
    const png = await sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } }).png().toBuffer();
    const answer = await api.client.predict('digits', { images: [{ base64: png.toString('base64') }], preprocess: 'none' });
    expect(answer.predictions[0].probability).toBeCloseTo(flat.probability, 2);
  });

  const bad: [string, unknown, string, string][] = [
    ['neither inputs nor images', {}, 'invalid-input', '#/inputs'],
    ['inputs and images', { inputs, images: [{ base64: 'AAAA' }] }, 'invalid-input', '#/inputs'],
    ['no inputs', { inputs: [] }, 'invalid-input', '#/inputs'],
    ['inputs that are no list', { inputs: 1 }, 'invalid-input', '#/inputs'],
    ['a sample that is too short', { inputs: [[0, 1], [0]] }, 'invalid-input', '#/inputs/1'],
    ['a sample that is too deep', { inputs: [[[0, 1]]] }, 'invalid-input', '#/inputs/0'],
    ['a sample that is a number', { inputs: [0, 1] }, 'invalid-input', '#/inputs/0'],
    ['a value that is a text', { inputs: [[0, '1']] }, 'invalid-input', '#/inputs/0/1'],
    ['a value beyond float32', { inputs: [[0, 1e39]] }, 'invalid-input', '#/inputs/0/1'],
    ['an unknown member', { inputs, topk: 1 }, 'unknown-member', '#/topk'],
    ['topK zero', { inputs, topK: 0 }, 'invalid-input', '#/topK'],
    ['an unknown output', { inputs, output: 'probs' }, 'invalid-input', '#/output'],
    ['a layer that is not there', { inputs, activations: ['dense3'] }, 'unknown-name', '#/activations/0'],
    ['logits of an ensemble', { inputs, output: 'logits', ensemble: [1, 2] }, 'invalid-input', '#/output'],
    ['an image that is no base64', { images: [{ base64: 'data:image/png;base64,AA' }] }, 'invalid-image', '#/images/0/base64'],
  ];
  test.each(bad)('%s: refused', async (_cause, body, code, pointer) => {
    const response = await api.request('/api/v1/models/xor-net/predict', post(body));
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ code, pointer }] });
  });

  test('an image in base64 alone is told what it goes into', async () => {
    const { hint } = (await (await api.request('/api/v1/models/xor-net/predict', post({ images: ['AAAA'] }))).json()) as { hint: string };
    expect(hint).toBe('Give an object: {"base64": ...}.');
  });

  test('an image that cannot be read is refused', async () => {
    const images = [{ base64: Buffer.from('no image').toString('base64') }];
    await expect(api.client.predict('digits', { images })).rejects.toMatchObject({ status: 422, code: 'invalid-image' });
  });

  test.each([0, 4, 12])('a binary body of %i bytes is refused', async (length) => {
    const init = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(length) };
    const response = await api.request('/api/v1/models/xor-net/predict', init);
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(response.status).toBeLessThan(500);
  });

  test('more samples than JSON is good for are refused, however they are written; rows of numbers for rows of numbers are not', async () => {
    const many = 10_001;
    const rows = { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: new Float32Array(2 * many) };
    const usual = post({ inputs: new Array(many).fill([0, 1]) });
    const unusual = post({ topK: 1, inputs: new Array(many).fill([0, 1]) });
    for (const init of [rows, usual, unusual]) {
      const response = await api.request('/api/v1/models/xor-net/predict', init);
      expect(response.status).toBe(422);
      expect(await response.json()).toMatchObject({ code: 'invalid-input', errors: [{ pointer: '#/inputs' }] });
    }
    for (const [path, body] of [['/v1/models/xor-net:predict', { instances: new Array(many).fill([0, 1]) }], ['/v2/models/xor-net/infer', { inputs: [{ name: 'input', shape: [many, 2], datatype: 'FP32', data: new Array(2 * many).fill(0) }] }]] as const) {
      const response = await api.request(path, post(body));
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ error: expect.stringContaining('at most 10000') });
    }
    expect(await api.client.predictRows('xor-net', new Float32Array(2 * many))).toHaveLength(2 * many);
  });

  test('a binary body with NaN is refused', async () => {
    await expect(api.client.predictRows('xor-net', Float32Array.from([0, Number.NaN]))).rejects.toMatchObject({ status: 422, code: 'invalid-input' });
  });
});

describe('datasets', () => {
  test('are listed with shapes, classes and options', async () => {
    const { data } = listOf(datasetSchema).parse(await json('/api/v1/datasets'));
    expect(data.map(({ name }) => name)).toEqual(expect.arrayContaining(['mnist', 'fashion-mnist', 'synthetic-digits', 'spiral', 'moons', 'circles', 'xor']));
    expect(datasetSchema.parse(await json('/api/v1/datasets/spiral'))).toEqual(data.find(({ name }) => name === 'spiral'));
  });

  test('show samples that predict reads', async () => {
    const page = listOf(sampleSchema).parse(await json('/api/v1/datasets/xor/samples?split=train&offset=1&limit=2'));
    expect(page.data.map(({ index }) => index)).toEqual([1, 2]);
    const { predictions } = await api.client.predict('xor-net', { inputs: page.data.map(({ input }) => input) });
    expect(predictions.map(({ label }) => label)).toEqual(page.data.map(({ label }) => label));
    const { data, hasMore } = await api.client.datasets.samples('xor', { offset: 1_000_000 });
    expect({ data, hasMore }).toEqual({ data: [], hasMore: false });
  });
});

test('an autoencoder is trained by a job and answers what it makes of a sample', async () => {
  const { id } = await api.client.jobs.create({ model: 'auto', network: { preset: 'autoencoder', hidden: [32, 8] }, dataset: { name: 'synthetic-digits', trainSize: 500 }, target: 'input', loss: 'mean-squared-error', steps: 60, batchSize: 50, evaluate: { samples: 100 } });
  const job = await api.client.jobs.wait(id);
  expect(job).toMatchObject({ status: 'succeeded', warnings: [], spec: { target: 'input' } });
  expect(Object.keys(job.metrics).toSorted()).toEqual(['testLoss', 'trainLoss']);
  expect(await api.client.models.version('auto', 1)).toMatchObject({ target: 'input', loss: 'mean-squared-error' });
  const input = Array.from({ length: 784 }, (_, i) => (i % 28 > 12 && i % 28 < 16 ? 1 : 0));
  const { predictions, reconstructions } = await api.client.predict('auto', { inputs: [input, input] });
  expect(predictions).toEqual([]);
  expect(reconstructions).toHaveLength(2);
  expect(reconstructions![0]).toHaveLength(784);
  expect(Math.min(...reconstructions![0])).toBeGreaterThanOrEqual(0);
  expect(Math.max(...reconstructions![0])).toBeLessThanOrEqual(1);
  expect((await api.client.predictRows('auto', Float32Array.from(input))).length).toBe(784);
  expect((await api.client.featureMaps('auto', 1, { layer: 'dense2', input })).shape).toEqual([8]);
});

test('versions of a model answer together: the mean of their probabilities', async () => {
  const jobs = await Promise.all([1, 2, 3].map((seed) => api.client.jobs.create({ ...digitsJob, model: 'team', steps: 20, seed })));
  for (const { id } of jobs) await api.client.jobs.wait(id);
  const input = Array.from({ length: 784 }, (_, i) => ((i * 37) % 101) / 100);
  const alone = await Promise.all([1, 2, 3].map(async (version) => (await api.client.predict('team', { inputs: [input] }, version)).predictions[0].probabilities!));
  const { predictions: [{ probabilities }] } = await api.client.predict('team', { inputs: [input], ensemble: [1, 2, 3] });
  probabilities!.forEach((probability, c) => expect(probability).toBeCloseTo((alone[0][c] + alone[1][c] + alone[2][c]) / 3, 6));
  const refused = async (path: string, body: object) => JSON.stringify(await (await api.request(`/api/v1/models/team${path}/predict`, post({ inputs: [input], ...body }))).json());
  expect(await refused('', { ensemble: [1] })).toMatch(/ensemble/);
  expect(await refused('', { ensemble: [1, 1] })).toMatch(/twice/);
  expect(await refused('', { ensemble: [1, 9] })).toMatch(/not-found/);
  expect(await refused('/versions/1', { ensemble: [1, 2] })).toMatch(/names one version/);
});
