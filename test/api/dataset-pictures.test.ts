/** Uploaded images that say what is to be done to pictures: models of them read photos as those of MNIST do. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeImages } from '../../src/serving/images.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

const SIDE = 12;
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
}, 120_000);
afterAll(() => api.close());

/** An IDX file of unsigned bytes. */
function idx(shape: number[], valueAt: (i: number) => number): Blob {
  const head = Buffer.alloc(4 + 4 * shape.length);
  head.set([0, 0, 8, shape.length]);
  shape.forEach((side, axis) => head.writeUInt32BE(side, 4 + 4 * axis));
  return new Blob([head, Uint8Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => valueAt(i))]);
}
const bar = (i: number): number => (Math.floor(i / (SIDE * SIDE)) % 2 === Math.floor((i % SIDE) / 6) ? 200 : 0);
const upload = (name: string, images: unknown, shape = [8, SIDE, SIDE]) => api.client.datasets.create({
  name, format: 'idx', images: images as never,
  files: { trainImages: idx(shape, bar), trainLabels: idx([8], (i) => i % 2), testImages: idx(shape, bar), testLabels: idx([8], (i) => i % 2) },
});

test('a model follows them', async () => {
  const images = { box: 8, centre: 'mass' as const };
  expect((await upload('bars', images)).images).toEqual(images);
  expect((await upload('plain', undefined)).images).toBeNull();
  for (const name of ['bars', 'plain']) {
    const { id } = await api.client.jobs.create({ model: name, dataset: { name }, network: { layers: [{ type: 'dense', units: 2 }] }, steps: 2, batchSize: 4 } as never);
    expect(await api.client.jobs.wait(id)).toMatchObject({ status: 'succeeded' });
  }
  expect((await api.client.models.version('bars', 1)).images).toEqual(images);
  expect((await api.client.models.version('plain', 1)).images).toBeUndefined();

  // dark ink near a corner of a light sheet
  const sheet = Uint8Array.from({ length: 40 * 40 }, (_, i) => (i % 40 > 3 && i % 40 < 9 && Math.floor(i / 40) > 5 && Math.floor(i / 40) < 30 ? 20 : 235));
  const photo = await sharp(sheet, { raw: { width: 40, height: 40, channels: 1 } }).png().toBuffer();
  const shape = [SIDE, SIDE, 1];
  const [prepared, resized] = [await decodeImages([photo], shape, images), await decodeImages([photo], shape)];
  expect(prepared).not.toEqual(resized);
  const asked = { images: [{ base64: photo.toString('base64') }] };
  const answer = async (model: string, body: object) => (await api.client.predict(model, body as never)).predictions[0].probabilities;
  expect(await answer('bars', asked)).toEqual(await answer('bars', { inputs: [[...prepared]] }));
  expect(await answer('bars', { ...asked, preprocess: 'none' })).toEqual(await answer('bars', { inputs: [[...resized]] }));
  expect(await answer('plain', asked)).toEqual(await answer('plain', { inputs: [[...resized]] }));
}, 120_000);

describe('refused', () => {
  test.each<[string, unknown, number[], string]>([
    ['a box larger than the images', { box: 13, centre: 'box' }, [8, SIDE, SIDE], '#/images/box'],
    ['samples that are no images', { box: 8, centre: 'box' }, [8, SIDE], '#/images'],
    ['an unknown centre', { box: 8, centre: 'middle' }, [8, SIDE, SIDE], '#/images/centre'],
    ['no box', { centre: 'mass' }, [8, SIDE, SIDE], '#/images/box'],
  ])('%s', async (_, images, shape, pointer) => {
    await expect(upload('wrong', images, shape)).rejects.toMatchObject({ status: 422, problem: { errors: [{ pointer }] } });
  });

  test('the same content under other words', async () => {
    await expect(upload('bars', { box: 6, centre: 'mass' })).rejects.toMatchObject({ status: 409 });
    await expect(upload('bars', { box: 8, centre: 'mass' })).resolves.toMatchObject({ name: 'bars' });
  });
});
