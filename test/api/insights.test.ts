import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import sharp from 'sharp';
import type { Job } from '../../src/client/index.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
let job: Job;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
  const { id } = await api.client.jobs.create({
    model: 'seen', dataset: { name: 'synthetic-digits', trainSize: 400 }, steps: 30, batchSize: 50, seed: 4, insights: { everySteps: 10 },
    network: { layers: [{ type: 'conv2d', filters: 5, kernel: 3 }, { type: 'relu' }, { type: 'maxPool2d', size: 2 }, { type: 'dense', units: 10 }] },
  });
  job = await api.client.jobs.wait(id);
});
afterAll(() => api.close());

const png = async (uri: string) => sharp(Buffer.from(uri.replace('data:image/png;base64,', ''), 'base64')).metadata();

describe('insights of a job', () => {
  test('are told by its events as they come, and kept', async () => {
    expect(job).toMatchObject({ status: 'succeeded', warnings: [] });
    const events = await (await api.request(`/api/v1/jobs/${job.id}/events`)).json() as { data: { type: string; step: number; data: Record<string, unknown> }[] };
    const seen = events.data.filter(({ type }) => type === 'insights');
    expect(seen.map(({ step }) => step)).toEqual([0, 10, 20, 30, 30]);
    expect(seen[1].data).toMatchObject({ layers: [{ name: 'conv2d1', type: 'conv2d', mean: expect.any(Number) as number, std: expect.any(Number) as number }, { dead: expect.any(Number) as number }, {}, {}], parameters: [{ name: 'conv2d1.kernel' }, {}, {}, {}] });
    expect(seen[4].data.confusion).toHaveLength(10);
  });

  test('are answered with pictures of filters and errors', async () => {
    const { steps, edges, insight, filters, outcome } = await api.client.jobs.insights(job.id);
    expect(steps).toEqual([0, 10, 20, 30]);
    expect(insight!.step).toBe(30);
    for (const { activations } of insight!.layers) expect(activations.histogram).toHaveLength(edges.length - 1);
    expect(filters).toMatchObject({ layer: 'conv2d1', count: 5 });
    expect(await png(filters!.now)).toMatchObject({ format: 'png', width: (5 * 4 - 1) * 8, height: 3 * 8 });
    expect(filters!.before).not.toBe(filters!.now);
    const right = outcome!.confusion.reduce((sum, row, label) => sum + row[label], 0);
    const all = outcome!.confusion.flat().reduce((sum, count) => sum + count, 0);
    expect(right / all).toBeCloseTo(job.metrics.testAccuracy as number, 12);
    expect(outcome!.misclassified.length).toBeLessThanOrEqual(20);
    expect(await png(outcome!.misclassified[0].png!)).toMatchObject({ width: 112, height: 112 });
    const [{ input, predicted, probability }] = outcome!.misclassified;
    const { predictions } = await api.client.predict('seen', { inputs: [input] });
    expect(predictions[0].label).toBe(predicted);
    expect(predictions[0].probability).toBeCloseTo(Number(probability), 2);
  });

  test('can be had of an earlier step; of others it is said which there are', async () => {
    expect((await api.client.jobs.insights(job.id, { step: 10 })).insight!.step).toBe(10);
    const missing = await api.request(`/api/v1/jobs/${job.id}/insights?step=11`);
    expect(missing.status).toBe(404);
    expect(JSON.stringify(await missing.json())).toMatch(/0, 10, 20, 30/);
    expect((await api.request(`/api/v1/jobs/${job.id}/insights?step=x`)).status).toBe(400);
    expect((await api.request('/api/v1/jobs/job_1/insights')).status).toBe(404);
  });
});

describe('a job that goes wrong', () => {
  test('says so in an event before it ends, and in itself', async () => {
    const { id } = await api.client.jobs.create({ model: 'wild', network: { preset: 'multi-layer-net', hidden: [50, 50] }, dataset: { name: 'synthetic-digits', trainSize: 400 }, optimizer: { type: 'sgd', learningRate: 1e6 }, steps: 100, batchSize: 50 });
    const types: string[] = [];
    for await (const { type, data } of api.client.jobs.events(id)) types.push(type === 'warning' ? `warning ${String(data.code)}` : type);
    expect(types).toContain('warning loss-exploded');
    expect(types.indexOf('warning loss-exploded')).toBeLessThan(types.indexOf('end'));
    const failed = await api.client.jobs.get(id);
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'diverged' } });
    expect(failed.warnings.map(({ code }) => code)).toContain('loss-exploded');
    expect(failed.warnings.find(({ code }) => code === 'loss-exploded')).toMatchObject({ message: expect.stringMatching(/step/) as string, fix: expect.stringMatching(/learningRate/) as string });
  });
});

describe('feature maps', () => {
  const post = (body: unknown) => api.request('/api/v1/models/seen/versions/1/feature-maps', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const input = Array.from({ length: 784 }, (_, i) => (i % 28 > 12 && i % 28 < 16 ? 1 : 0));

  test('are what the layer answers: relu cuts the convolution, pooling takes the largest', async () => {
    const conv = await api.client.featureMaps('seen', 1, { layer: 'conv2d1', input });
    const relu = await api.client.featureMaps('seen', 1, { layer: 'relu1', input });
    expect(conv).toMatchObject({ object: 'feature_maps', model: 'seen', version: 1, layer: 'conv2d1', type: 'conv2d', shape: [26, 26, 5] });
    expect(conv.values).toHaveLength(26 * 26 * 5);
    expect(relu.values).toEqual(conv.values.map((value) => Math.max(0, value)));
    expect(await png(conv.png!)).toMatchObject({ width: (5 * 27 - 1) * 2, height: 26 * 2 });
    expect(conv.least).toBe(Math.min(...conv.values));
    expect((await api.client.featureMaps('seen', 1, { layer: 'dense1', input })).png).toBeNull();
  });

  test('take images as well', async () => {
    const image = await sharp({ create: { width: 28, height: 28, channels: 3, background: '#ffffff' } }).png().toBuffer();
    const maps = await api.client.featureMaps('seen', 1, { layer: 'maxPool2d1', image: { base64: image.toString('base64') } });
    expect(maps.shape).toEqual([13, 13, 5]);
  });

  test.each([
    ['an unknown layer', { layer: 'conv2d', input }, /conv2d1/],
    ['both', { layer: 'conv2d1', input, image: { base64: 'AAAA' } }, /one of the two/],
    ['neither', { layer: 'conv2d1' }, /one of the two/],
    ['a sample too short', { layer: 'conv2d1', input: input.slice(1) }, /"#\/input".*784/],
    ['an image that is none', { layer: 'conv2d1', image: { base64: 'AAAA' } }, /"#\/image"/],
    ['no layer', { input }, /layer/],
  ])('refuse %s', async (_, body, reason) => {
    const response = await post(body);
    expect(response.status).toBe(422);
    expect(JSON.stringify(await response.json())).toMatch(reason);
  });
});
