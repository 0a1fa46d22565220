/** Requests over connections that stay open, and streams. */
import { Agent, type IncomingMessage, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { API_KEY } from './world.ts';

const headers = { authorization: `Bearer ${API_KEY}` };

export async function call<T>(agent: Agent, url: string, body?: object): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const content = body && JSON.stringify(body);
  const sent = request(url, { agent, method: body ? 'POST' : 'GET', headers: { ...headers, ...(content ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(content) } : {}) } }, resolve);
  sent.once('error', reject).end(content);
  const response = await promise;
  const text = (await buffer(response)).toString();
  if (response.statusCode! >= 300) throw new Error(`${url} answered ${response.statusCode}: ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}

export const connections = (count: number): Agent => new Agent({ keepAlive: true, maxSockets: count });

/** Does `work` for 0 to count - 1, so many at a time. */
export async function inParallel(count: number, atOnce: number, work: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: Math.min(atOnce, count) }, async () => {
    while (next < count) await work(next++);
  }));
}

/** A stream of events; `seen` is told how many came and the last of their times. Settles at its end. */
export async function follow(url: string, opened: () => void, seen: (events: number, at: number) => void): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  request(url, { agent: false, headers: { ...headers, accept: 'text/event-stream' } }, (response) => {
    opened();
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      const times = [...text.matchAll(/"at":"([^"]+)"/g)];
      if (times.length > 0) seen(times.length, Date.parse(times[times.length - 1][1]));
    });
    response.once('end', resolve).once('error', reject);
  }).once('error', reject).end();
  return promise;
}

export interface Delays {
  p50: number;
  p99: number;
}

export function delaysOf(values: readonly number[]): Delays {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { p50: at(0.5), p99: at(0.99) };
}
