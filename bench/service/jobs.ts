/** Jobs of the smallest kind, so that what is timed is the service, and long ones that keep threads busy. */
import type { Agent } from 'node:http';
import { keys } from '../../src/jobs/keys.ts';
import { call, inParallel } from './requests.ts';
import type { World } from './world.ts';

/** A publication reads the versions that its model has, so names are spread. */
const MODELS = 500;

export const tiny = (index: number) => ({
  model: `bench-${index % MODELS}`, network: { layers: [{ type: 'dense', units: 2 }] }, dataset: { name: 'xor' }, optimizer: { type: 'sgd', learningRate: 0.1 }, steps: 5, batchSize: 32,
  evaluate: { everySteps: 5, samples: null }, seed: index,
});

const layers = [{ type: 'dense', units: 200 }, { type: 'relu' }, { type: 'dense', units: 2 }];

/** `everySteps`: of evaluations, each of which is an event. */
export const long = (steps: number, everySteps: number) => ({ ...tiny(0), model: 'bench-long', network: { layers }, threads: 1, steps, batchSize: 100, evaluate: { everySteps, samples: 100 } });

/** Sends jobs over the agent's connections and answers their ids. */
export async function submitAll(world: World, agent: Agent, { first, count }: { first: number; count: number }): Promise<string[]> {
  const ids: string[] = [];
  await inParallel(count, agent.maxSockets, async (index) => {
    ids.push((await call<{ id: string }>(agent, `${world.url}/api/v1/jobs`, tiny(first + index))).id);
  });
  return ids;
}

export interface Times {
  created: number;
  started: number;
  finished: number;
}

/** Of jobs that have succeeded, ms. */
export async function timesOf(world: World, ids: readonly string[]): Promise<Times[]> {
  return Promise.all(ids.map(async (id) => {
    const [status, ...times] = await world.redis.hmget(keys.job(id), 'status', 'createdAt', 'startedAt', 'finishedAt');
    if (status !== 'succeeded') throw new Error(`job ${id} has ${status}`);
    const [created, started, finished] = times.map((json) => Date.parse(JSON.parse(json!) as string));
    return { created, started, finished };
  }));
}
