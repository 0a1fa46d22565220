import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { knownDatasets } from '../../src/datasets/index.ts';
import { planNetwork } from '../../src/engine/index.ts';
import { datasetsOf, experiments } from '../../src/experiments/index.ts';
import { parseJobSpec } from '../../src/jobs/spec/index.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ty-experiments-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('ids are unique, name their chapter, and stand in the order of the book', () => {
  const ids = experiments.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, chapter } of experiments) expect(id).toMatch(new RegExp(`^ch0${chapter}-[a-z0-9-]+$`));
  expect(experiments.map(({ chapter }) => chapter)).toEqual(experiments.map(({ chapter }) => chapter).toSorted((a, b) => a - b));
  expect(new Set(experiments.map(({ chapter }) => chapter))).toEqual(new Set([2, 3, 4, 5, 6, 7, 8]));
});

test.each([['ch02-gates', []], ['ch02-xor-hidden-layer', ['xor']], ['ch03-mnist-show', ['mnist']], ['ch06-hyperparameter-search', ['mnist']], ['ch08-train-deepnet', ['mnist']]])('%s tells its data: %j', (id, names) => {
  expect(datasetsOf(experiments.find((each) => each.id === id)!)).toEqual(names);
});

describe.each(experiments.map((experiment) => [experiment.id, experiment] as const))('%s', (_, experiment) => {
  test('has bands that something can be outside of, and starts parts that can work, other ones for another seed', async () => {
    expect(experiment.bands.length).toBeGreaterThan(0);
    for (const { least = -Infinity, most = Infinity } of experiment.bands) {
      expect(least <= most).toBe(true);
      expect(Number.isFinite(least) || Number.isFinite(most)).toBe(true);
    }
    const datasets = await knownDatasets({ datasetsDir: null, cacheDir: folder, download: false, log: () => {} });
    expect(datasets).toEqual(expect.objectContaining(Object.fromEntries(datasetsOf(experiment).map((name) => [name, expect.anything()]))));
    const surroundings = { memoryLimit: 2 ** 31, datasets, kernels: 'auto' as const, threads: 2 };
    const others = experiment.parts(2);
    for (const [name, part] of Object.entries(experiment.parts(1))) {
      if (part.kind === 'job') expect(parseJobSpec(part.spec, surroundings).spec.seed).not.toBe(parseJobSpec((others[name] as typeof part).spec, surroundings).spec.seed);
      if (part.kind === 'gradient-check') planNetwork(part.request.network, { inputShape: part.request.input, classes: part.request.classes }, part.request.semantics);
    }
  });
});
