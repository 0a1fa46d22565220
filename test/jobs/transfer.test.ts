/** Jobs that begin with the weights of a model, and layers that stay as they are. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NamedTensor } from '../../src/engine/index.ts';
import { spec, startTestJobs, type TestJobs } from './support.ts';

let jobs: TestJobs;
beforeAll(async () => {
  jobs = await startTestJobs();
  await jobs.startConsumer(2);
});
afterAll(() => jobs.close());

const short = { ...spec, steps: 30, evaluate: { everySteps: 30, samples: null } };

async function trained(input: Record<string, unknown>): Promise<{ weights: NamedTensor[]; version: number; job: Awaited<ReturnType<TestJobs['finished']>> }> {
  const { id } = await jobs.service.submit(input);
  const job = await jobs.finished(id);
  expect(job.error).toBeNull();
  return { weights: await jobs.models.weights(job.result!.model, job.result!.version), version: job.result!.version, job };
}
const of = (weights: NamedTensor[], name: string): number[] => Array.from(weights.find((each) => each.name === name)!.data);

test('a job begins where a model ended, and frozen layers stay there', async () => {
  const first = await trained({ ...short, model: 'source' });
  const next = await trained({ ...short, model: 'target', seed: 99, start: { model: 'source' }, freeze: ['dense1'] });
  expect(next.job.spec.start).toEqual({ model: 'source', version: first.version, layers: ['dense1', 'batchNorm1', 'dense2'] });
  expect(of(next.weights, 'dense1.kernel')).toEqual(of(first.weights, 'dense1.kernel'));
  expect(of(next.weights, 'dense2.kernel')).not.toEqual(of(first.weights, 'dense2.kernel'));
  const moved = of(next.weights, 'dense2.kernel').reduce((sum, value, i) => sum + Math.abs(value - of(first.weights, 'dense2.kernel')[i]), 0) / 32;
  expect(moved).toBeLessThan(0.3); // 30 steps of 0.01 from there, not from other random weights
});

test('only the layers named begin with it, and a later version changes nothing', async () => {
  const first = await trained({ ...short, model: 'versions' });
  const { id } = await jobs.service.submit({ ...short, model: 'part', seed: 5, start: { model: 'versions', layers: ['dense1'] }, freeze: ['dense1', 'dense2'] });
  expect((await jobs.service.get(id)).spec.start).toEqual({ model: 'versions', version: first.version, layers: ['dense1'] });
  await jobs.finished(id);
  const weights = await jobs.models.weights('part', 'latest');
  expect(of(weights, 'dense1.kernel')).toEqual(of(first.weights, 'dense1.kernel'));
  expect(of(weights, 'dense2.kernel')).not.toEqual(of(first.weights, 'dense2.kernel'));
});

test.each([
  ['an unknown model', { start: { model: 'nobody' } }, '#/start/model'],
  ['an unknown version', { start: { model: 'source', version: 77 } }, '#/start/version'],
  ['a layer that the model does not have', { start: { model: 'source', layers: ['dense1', 'conv9'] } }, '#/start/layers/1'],
  ['a layer of another size', { start: { model: 'source', layers: ['dense1'] }, network: { layers: [{ type: 'dense', units: 9 }, { type: 'dense', units: 2 }] } }, '#/start/layers/0'],
  ['a network with nothing in common', { start: { model: 'source' }, network: { layers: [{ type: 'dense', units: 9, name: 'a' }, { type: 'dense', units: 2, name: 'b' }] } }, '#/start'],
])('%s is refused before anything is accepted', async (_, change, pointer) => {
  const error = await jobs.service.submit({ ...short, ...change }).catch((problem: unknown) => problem);
  expect(error).toMatchObject({ kind: 'spec' });
  const [issue] = (error as { issues: { pointer: string; hint: string }[] }).issues;
  expect(issue.pointer).toBe(pointer);
  expect(issue.hint).not.toBe('');
});
