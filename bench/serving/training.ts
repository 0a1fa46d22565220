/** Single predictions, one after the other, while every thread of the machine trains. */
import { cpus } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { API_KEY, type World } from '../service/world.ts';
import { requestOf } from './cells.ts';
import type { Load, Measured } from './load.ts';
import { MODELS, type ModelName } from './models.ts';

export interface WhileTraining {
  model: ModelName;
  measured: Measured;
  /** samples per second that the job came to */
  trainedWithout: number;
  trainedWith: number;
}

interface Asking {
  seconds: number;
  measure(load: Load): Promise<Measured>;
}

export async function whileTraining(world: World, { seconds, measure }: Asking): Promise<WhileTraining[]> {
  const headers = { 'authorization': `Bearer ${API_KEY}`, 'content-type': 'application/json' };
  world.startConsumers(1, cpus().length);
  const spec = { model: 'busy', network: { preset: 'simple-convnet' }, dataset: { name: 'synthetic-digits' }, epochs: 100_000, batchSize: 100, threads: cpus().length, evaluate: { everyEpochs: 100_000, samples: 10 } };
  const { id } = (await (await fetch(`${world.url}/api/v1/jobs`, { method: 'POST', headers, body: JSON.stringify(spec) })).json()) as { id: string };
  const step = async (): Promise<number> => ((await (await fetch(`${world.url}/api/v1/jobs/${id}`, { headers })).json()) as { progress: { step: number } }).progress.step;
  while ((await step()) < 20) await sleep(100);
  const rate = async (work: () => Promise<unknown>): Promise<number> => {
    const [from, since] = [await step(), performance.now()];
    await work();
    return (100_000 * ((await step()) - from)) / (performance.now() - since);
  };
  const results: WhileTraining[] = [];
  for (const model of Object.keys(MODELS) as ModelName[]) {
    const load = { port: Number(new URL(world.url).port), request: requestOf({ model, body: 'json-4', instances: 1, connections: 1 }, 'ours'), connections: 1 };
    await measure({ ...load, seconds: 0.5 });
    const trainedWithout = await rate(() => sleep(1000 * seconds));
    let measured: Measured | null = null;
    const trainedWith = await rate(async () => (measured = await measure({ ...load, seconds })));
    results.push({ model, measured: measured!, trainedWithout, trainedWith });
  }
  await fetch(`${world.url}/api/v1/jobs/${id}/cancel`, { method: 'POST', headers: { authorization: headers.authorization } });
  await world.stopConsumers();
  return results;
}
