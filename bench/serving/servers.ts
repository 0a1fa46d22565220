/** The three servers, each a process of its own: ours, ours without the model, and Fastify with onnxruntime-node. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { openModelRegistry, openStore } from '../../src/models/index.ts';
import { freePort } from '../../src/supervisor/ports.ts';
import { World } from '../service/world.ts';
import { peerName, type Side } from './cells.ts';
import { type BenchModel, MODELS, type ModelName, publishModel } from './models.ts';
import { writePeerModel } from './onnx.ts';

export interface Servers {
  ours: World;
  ports: Record<Side, number>;
  close(): Promise<void>;
}

const portOf = (world: World): number => Number(new URL(world.url).port);

/** @param peerFolder that holds the other server's `ort_server.mjs` */
export async function startServers(peerFolder: string): Promise<Servers> {
  const ours = await World.create();
  const floor = await World.create({}, [new URL('without-model.ts', import.meta.url)]);
  const models: BenchModel[] = [];
  for (const name of Object.keys(MODELS) as ModelName[]) {
    for (const world of [floor, ours]) models.push(await publishModel(openModelRegistry(await openStore(world.store)), name));
  }
  const peer = await startPeer(peerFolder, models);
  return {
    ours,
    ports: { ours: portOf(ours), floor: portOf(floor), peer: peer.port },
    async close() {
      await peer.close();
      await ours.close();
      await floor.close();
    },
  };
}

async function startPeer(folder: string, models: readonly BenchModel[]): Promise<{ port: number; close(): Promise<void> }> {
  // where it finds this project's fastify and onnxruntime-node
  const place = fileURLToPath(new URL('../../node_modules/.cache/trainyard/serving-peer', import.meta.url));
  rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  copyFileSync(join(folder, 'ort_server.mjs'), join(place, 'ort_server.mjs'));
  for (const model of models) writePeerModel(join(place, 'models'), peerName(model.version.model as ModelName), model);
  const port = await freePort('127.0.0.1', 0);
  const child: ChildProcess = spawn(process.execPath, [join(place, 'ort_server.mjs'), String(port)], { stdio: ['ignore', 'inherit', 'inherit'] });
  while (!(await fetch(`http://127.0.0.1:${port}/`).then(() => true, () => false))) {
    if (child.exitCode !== null) throw new Error('the other server did not start');
    await sleep(50);
  }
  return {
    port,
    async close() {
      const exited = once(child, 'exit');
      child.kill('SIGTERM');
      await exited;
    },
  };
}
