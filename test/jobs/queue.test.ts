import { afterEach, beforeEach, expect, test } from 'vitest';
import { spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeEach(async () => {
  jobs = await startTestJobs();
});
afterEach(() => jobs.close());

test('jobs begin by priority, and first come first served where it is the same; each says how many are before it', async () => {
  const submitted = [];
  for (const priority of [0, -5, 5, 0]) submitted.push((await jobs.service.submit({ ...spec, priority })).id);
  const [first, low, high, second] = submitted;
  const places = await Promise.all([high, first, second, low].map(async (id) => (await jobs.service.get(id)).queue));
  expect(places).toEqual([
    { position: 0, reason: 'waiting for a consumer with a free thread' },
    { position: 1, reason: '1 before it' },
    { position: 2, reason: '2 before it' },
    { position: 3, reason: '3 before it' },
  ]);
  await jobs.startConsumer();
  const begun = await Promise.all(submitted.map((id) => jobs.finished(id)));
  expect(begun.sort((a, b) => (a.startedAt! < b.startedAt! ? -1 : 1)).map(({ id }) => id)).toEqual([high, first, second, low]);
  expect(begun.map(({ queue }) => queue)).toEqual(begun.map(() => ({ position: null, reason: null })));
});
