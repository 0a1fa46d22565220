/** What is measured: every model, body, number of instances and of connections; and the bytes that are sent for it. */
import { randomKey, RandomStream } from '../../src/engine/index.ts';
import { API_KEY } from '../service/world.ts';
import { MODELS, type ModelName } from './models.ts';

export const BODIES = ['json-4', 'json-17', 'binary'] as const;
export type Body = (typeof BODIES)[number];

export interface Cell {
  model: ModelName;
  body: Body;
  instances: number;
  connections: number;
}

export const CELLS: readonly Cell[] = (Object.keys(MODELS) as ModelName[]).flatMap((model) =>
  [1, 32].flatMap((instances) => BODIES.flatMap((body) => [1, 16, 64].map((connections) => ({ model, body, instances, connections })))));

export const SIDES = ['ours', 'floor', 'peer'] as const;
export type Side = (typeof SIDES)[number];

/** Of the other server, whose models have names of their own. */
const PEER_NAMES: Record<ModelName, string> = { 'two-layer': 'mlp', 'simple-convnet': 'convnet' };

export const peerName = (model: ModelName): string => PEER_NAMES[model];

function valuesOf(body: Body, count: number): number[] {
  const random = new RandomStream(randomKey(1, 1, 1));
  const doubles = Array.from({ length: count }, () => random.uniform());
  return body === 'json-4' ? doubles.map((value) => Number(value.toFixed(4))) : doubles;
}

/** The whole HTTP request. Ours: TensorFlow Serving's door for JSON, the native one for bytes; with a key. The other server has one door and no keys. */
export function requestOf({ model, body, instances }: Cell, side: Side): Uint8Array {
  const values = valuesOf(body, 784 * instances);
  const rows = Array.from({ length: instances }, (_, i) => values.slice(784 * i, 784 * (i + 1)));
  const binary = body === 'binary';
  const bytes = binary ? Buffer.from(Float32Array.from(values).buffer) : Buffer.from(JSON.stringify({ instances: rows }));
  const ours = side !== 'peer';
  const path = ours && binary ? `/api/v1/models/${model}/predict` : `/v1/models/${ours ? model : peerName(model)}:predict`;
  const type = binary ? 'application/octet-stream' : 'application/json';
  const head = [`POST ${path} HTTP/1.1`, 'host: 127.0.0.1', `content-type: ${type}`, `accept: ${type}`, `content-length: ${bytes.length}`, ...(ours ? [`authorization: Bearer ${API_KEY}`] : [])];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), bytes]);
}
