/** One function per question; each begins and ends with no consumer running. */
import { availableParallelism } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { long, submitAll, timesOf, tiny } from './jobs.ts';
import { call, connections, type Delays, delaysOf, follow, inParallel } from './requests.ts';
import { World } from './world.ts';

const CONNECTIONS = 8;

export interface Drain {
  consumers: number;
  jobs: number;
  /** accepted a second, with nobody taking them */
  acceptedPerSecond: number;
  /** from the first start to the last end */
  seconds: number;
}

export async function drain(world: World, consumers: number, jobs: number): Promise<Drain> {
  const agent = connections(CONNECTIONS);
  const since = performance.now();
  const ids = await submitAll(world, agent, { first: 0, count: jobs });
  const acceptedPerSecond = (jobs * 1000) / (performance.now() - since);
  world.startConsumers(consumers, 1);
  await world.drained();
  const times = await timesOf(world, ids);
  await world.stopConsumers();
  agent.destroy();
  return { consumers, jobs, acceptedPerSecond, seconds: (Math.max(...times.map(({ finished }) => finished)) - Math.min(...times.map(({ started }) => started))) / 1000 };
}

/** From acceptance to start where a thread is free, ms. */
export async function queueWait(world: World, jobs: number): Promise<Delays> {
  world.startConsumers(1, 1);
  const agent = connections(1);
  const waits: number[] = [];
  for (let index = 0; index <= jobs; index++) {
    const ids = [(await call<{ id: string }>(agent, `${world.url}/api/v1/jobs`, tiny(index))).id];
    await world.drained();
    const [{ created, started }] = await timesOf(world, ids);
    if (index > 0) waits.push(started - created); // the first waits for the consumer's own start
  }
  await world.stopConsumers();
  agent.destroy();
  return delaysOf(waits);
}

export interface FanOut {
  clients: number;
  events: number;
  deliveredPerSecond: number;
  /** from the event's own time to its arrival, ms */
  delay: Delays;
}

export async function fanOut(world: World, clients: number, steps: number): Promise<FanOut> {
  const agent = connections(1);
  const { id } = await call<{ id: string }>(agent, `${world.url}/api/v1/jobs`, long(steps, Math.max(1, Math.round(steps / 400))));
  const delays: number[] = [];
  let [open, delivered, first, last] = [0, 0, 0, 0];
  const all = Array.from({ length: clients }, () => follow(`${world.url}/api/v1/jobs/${id}/events`, () => (open += 1), (events, at) => {
    if (!live) return; // the job's first event, before anything runs
    first ||= performance.now();
    last = performance.now();
    delivered += events;
    delays.push(Date.now() - at);
  }));
  let live = false;
  while (open < clients) await sleep(20);
  await sleep(500);
  live = true;
  world.startConsumers(1, 1);
  await Promise.all(all);
  await world.drained();
  await world.stopConsumers();
  agent.destroy();
  return { clients, events: delivered / clients, deliveredPerSecond: (delivered * 1000) / (last - first), delay: delaysOf(delays) };
}

export interface Latency {
  idle: Delays;
  computing: Delays;
}

/** GET /jobs/{id}, one after the other over one connection, ms. */
export async function latency(world: World, requests: number): Promise<Latency> {
  const agent = connections(1);
  const { id } = await call<{ id: string }>(agent, `${world.url}/api/v1/jobs`, { ...tiny(0), priority: -1000 });
  const measured = async (): Promise<Delays> => {
    const times: number[] = [];
    for (let i = 0; i < requests; i++) {
      const since = performance.now();
      await call(agent, `${world.url}/api/v1/jobs/${id}`);
      times.push(performance.now() - since);
    }
    return delaysOf(times);
  };
  await measured();
  const idle = await measured();
  const threads = availableParallelism();
  const busy: string[] = [];
  for (let i = 0; i < threads; i++) busy.push((await call<{ id: string }>(agent, `${world.url}/api/v1/jobs`, long(10_000_000, 1_000_000))).id);
  world.startConsumers(1, threads);
  for (const each of busy) while ((await call<{ progress: { step: number } }>(agent, `${world.url}/api/v1/jobs/${each}`)).progress.step < 500) await sleep(100);
  const computing = await measured();
  for (const each of busy) await call(agent, `${world.url}/api/v1/jobs/${each}/cancel`, {});
  await world.drained();
  await world.stopConsumers();
  agent.destroy();
  return { idle, computing };
}

export interface MemoryPoint {
  jobs: number;
  api: number;
  /** in use after a collection */
  apiHeap: number;
  consumer: number;
  consumerHeap: number;
  redis: number;
  redisData: number;
}

/** Megabytes while many jobs come and go; each is also looked at and followed to its end. Jobs expire after `keptSeconds`. */
export async function memory(jobs: number, every: number, keptSeconds: number): Promise<MemoryPoint[]> {
  const world = await World.create({ RETENTION_DAYS: (keptSeconds / 86_400).toFixed(6) });
  const agent = connections(CONNECTIONS);
  const series: MemoryPoint[] = [];
  try {
    world.startConsumers(1, 2);
    for (let done = 0; done < jobs; done += every) {
      const ids = await submitAll(world, agent, { first: done, count: Math.min(every, jobs - done) });
      await inParallel(ids.length, CONNECTIONS, async (index) => {
        await follow(`${world.url}/api/v1/jobs/${ids[index]}/events`, () => {}, () => {});
        await call(agent, `${world.url}/api/v1/jobs/${ids[index]}`);
      });
      await world.drained();
      series.push({ jobs: done + ids.length, ...(await world.memory()) });
      process.stderr.write(`\r${done + ids.length} of ${jobs} jobs`);
    }
    process.stderr.write('\n');
  } finally {
    agent.destroy();
    await world.close();
  }
  return series;
}
