import { describe, expect, test } from 'vitest';
import { datasets, describeDataset, describeDatasets, loadDataset, openDataset, samples } from '../../src/datasets/index.ts';
import { sizeOf } from '../../src/engine/index.ts';
import { context, failure } from './support.ts';

const generated = ['synthetic-digits', 'spiral', 'moons', 'circles', 'xor'];

test('the registry holds every data set under its own name', () => {
  expect(Object.keys(datasets)).toEqual(['mnist', 'fashion-mnist', ...generated]);
  for (const [name, definition] of Object.entries(datasets)) expect(definition.name).toBe(name);
});

describe.each(generated)('%s', (name) => {
  const definition = datasets[name];

  test('holds what it says, finite, every class equally often', async () => {
    const { train, test: tested, inputShape, classes } = await openDataset(name, await context());
    for (const [split, count] of [[train, definition.trainCount], [tested, definition.testCount]] as const) {
      expect(split.count).toBe(count);
      expect(split.inputs).toHaveLength(count * sizeOf(inputShape));
      expect(split.inputs.every(Number.isFinite)).toBe(true);
      const counts = classes.map((_, label) => split.labels.filter((found) => found === label).length);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      expect(counts).toEqual(definition.classCounts[split === train ? 'train' : 'test']);
    }
  });

  test('is the same for the same seed and another for another', async () => {
    const where = await context();
    const once = await definition.load(where, definition.options.parse({}));
    const again = await definition.load(where, definition.options.parse({ seed: 0 }));
    const other = await definition.load(where, definition.options.parse({ seed: 1 }));
    expect(again.hash).toBe(once.hash);
    expect(other.hash).not.toBe(once.hash);
  });
});

test('generated data is the same everywhere, to the bit', async () => {
  const where = await context();
  const hashes = await Promise.all(generated.map(async (name) => (await openDataset(name, where)).hash));
  expect(hashes).toMatchSnapshot();
});

describe('loadDataset', () => {
  test('trains on the first samples and holds out the last of those', async () => {
    const where = await context();
    const { dataset, data } = await loadDataset({ name: 'moons', trainSize: 100, validation: 30, augment: [], noise: 0.2 }, where);
    expect([data.train.count, data.validation?.count, data.test.count]).toEqual([70, 30, 500]);
    expect(data.train.inputs).toEqual(dataset.train.inputs.subarray(0, 140));
    expect(data.validation?.inputs).toEqual(dataset.train.inputs.subarray(140, 200));
    expect(data.validation?.labels).toEqual(dataset.train.labels.subarray(70, 100));
    expect((await loadDataset({ name: 'moons', noise: 0.2 }, where)).dataset).toBe(dataset);
    expect((await loadDataset({ name: 'moons' }, where)).data.validation).toBeNull();
  });

  test.each([
    [{ name: 'mnst' }, 'unknown-name', '#/dataset/name', /Did you mean "mnist"/],
    [{ name: 'toString' }, 'unknown-name', '#/dataset/name', /Known/],
    [{ name: 'xor', trainSize: 1001 }, 'invalid-spec', '#/dataset/trainSize', /1 to 1000/],
    [{ name: 'xor', trainSize: 0 }, 'invalid-spec', '#/dataset/trainSize', /1 to 1000/],
    [{ name: 'xor', trainSize: 10, validation: 10 }, 'invalid-spec', '#/dataset/validation', /0 to 9/],
    [{ name: 'xor', turns: 1 }, 'unknown-member', '#/dataset/turns', /Leave it out/],
    [{ name: 'xor', noise: -1 }, 'invalid-spec', '#/dataset/noise', /options of "xor"/],
  ])('refuses %o', async (spec, code, pointer, hint) => {
    const error = await failure(async () => loadDataset(spec, await context()));
    expect(error.code).toBe(code);
    expect(error.issues[0].pointer).toBe(pointer);
    expect(error.hint).toMatch(hint);
  });

  test('asks again after a failure instead of remembering it', async () => {
    const where = await context();
    expect((await failure(() => loadDataset({ name: 'mnist' }, where))).code).toBe('dataset-unavailable');
    expect((await failure(() => loadDataset({ name: 'mnist' }, where))).code).toBe('dataset-unavailable');
  });
});

describe('describing', () => {
  test('tells what is to be had without loading it', async () => {
    const all = await describeDatasets(await context());
    expect(all.map(({ name, availability, available }) => [name, availability, available])).toEqual([
      ['mnist', 'missing', false],
      ['fashion-mnist', 'missing', false],
      ...generated.map((name) => [name, 'built-in', true]),
    ]);
    expect((await describeDataset('mnist', await context({ download: true }))).availability).toBe('download');
  });

  test('gives options as JSON Schema with defaults', async () => {
    const { options } = await describeDataset('spiral', await context());
    expect(options).toMatchObject({ type: 'object', additionalProperties: false, properties: { noise: { default: 0.02 }, turns: { maximum: 5 } } });
  });

  test('samples are in the range of training, and end where the split ends', async () => {
    const digits = await openDataset('synthetic-digits', await context());
    const [sample] = samples(digits, 'test', 3, 1);
    expect(sample).toMatchObject({ index: 3, labelIndex: digits.test.labels[3], label: String(digits.test.labels[3]) });
    expect(sample.input).toHaveLength(784);
    expect(Math.max(...sample.input)).toBeGreaterThan(0.8);
    expect(Math.max(...sample.input)).toBeLessThanOrEqual(1);
    expect(samples(digits, 'test', 1998, 10).map(({ index }) => index)).toEqual([1998, 1999]);
    expect(samples(digits, 'test', 5000, 10)).toEqual([]);
  });
});
