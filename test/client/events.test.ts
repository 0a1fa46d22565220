import { expect, test } from 'vitest';
import { createClient, isApiError, TrainyardConnectionError } from '../../src/client/index.ts';
import type { ConnectionState, JobEvent } from '../../src/client/index.ts';
import { deadAddress, problem, serve as serveAnswers } from './support.ts';
import type { Answer } from './support.ts';

async function serve(...answers: Answer[]) {
  const { url, seen } = await serveAnswers(...answers);
  return { client: createClient({ baseUrl: `${url}/`, apiKey: 'key' }), seen: () => seen.map(({ headers }) => String(headers['last-event-id'])) };
}

const text = (seq: number, type = 'progress'): string =>
  `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify({ seq, type, at: '', attempt: 1, step: seq, epoch: 0, data: {} })}\n\n`;

const stream = (...parts: string[]): Answer => (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.end(`retry: 1\n\n${parts.join('')}`);
};

/** Cuts the connection in the middle of an event. */
const torn = (...parts: string[]): Answer => (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(`retry: 1\n\n${parts.join('')}id: 99\ndata: {"seq"`, () => response.destroy());
};

async function sequences(events: AsyncIterable<JobEvent>): Promise<number[]> {
  const seen: number[] = [];
  for await (const { seq } of events) seen.push(seq);
  return seen;
}

test('a lost connection is taken up again behind the last event', async () => {
  const { client, seen } = await serve(torn(text(1), text(2)), stream(), torn(text(3)), stream(text(4, 'end')));
  expect(await sequences(client.jobs.events('x'))).toEqual([1, 2, 3, 4]);
  expect(seen()).toEqual(['0', '2', '2', '3']);
});

test('nothing left is the end', async () => {
  const { client, seen } = await serve((response) => response.writeHead(204).end());
  expect(await sequences(client.jobs.events('x', { after: 7 }))).toEqual([]);
  expect(seen()).toEqual(['7']);
});

test('a refusal is thrown with its problem, an outage is waited for', async () => {
  const away = await serve(stream(text(1)), problem(503, 'queue-unavailable'), stream(text(2, 'end')));
  expect(await sequences(away.client.jobs.events('x'))).toEqual([1, 2]);
  const gone = await serve(problem(404, 'not-found'));
  await expect(sequences(gone.client.jobs.events('x'))).rejects.toSatisfy((error) => isApiError(error, 'not-found'));
});

test('it gives up after the reconnects it was given', async () => {
  const { client, seen } = await serve(stream());
  await expect(sequences(client.jobs.events('x', { maxReconnects: 3 }))).rejects.toThrow('before the job did');
  expect(seen()).toHaveLength(4);
});

test('a connection that was open for a while does not count, though nothing happened meanwhile', async () => {
  const idle: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 1\n\n');
    setTimeout(() => response.destroy(), 1100);
  };
  const { client, seen } = await serve(idle, idle, idle, stream(text(1, 'end')));
  expect(await sequences(client.jobs.events('x', { maxReconnects: 1 }))).toEqual([1]);
  expect(seen()).toHaveLength(4);
});

test('the signal stops it, also while it waits', async () => {
  const { client } = await serve((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`retry: 60000\n\n${text(1)}`, () => response.destroy());
  });
  const stop = new AbortController();
  const events = client.jobs.events('x', { signal: stop.signal });
  expect((await events.next()).value?.seq).toBe(1);
  const next = events.next();
  stop.abort(new Error('enough'));
  await expect(next).rejects.toThrow('enough');
});

test('leaving the loop closes the connection', async () => {
  const closed = Promise.withResolvers<void>();
  const { client } = await serve((response) => {
    response.on('close', closed.resolve);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(text(1));
  });
  for await (const { seq } of client.jobs.events('x')) {
    expect(seq).toBe(1);
    break;
  }
  await closed.promise;
});

test('a connection that says nothing for too long is taken for lost', async () => {
  const silent: Answer = (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`retry: 1\n\n${text(1)}`);
  };
  const { client, seen } = await serve(silent, stream(text(2, 'end')));
  expect(await sequences(client.jobs.events('x', { silenceMs: 50 }))).toEqual([1, 2]);
  expect(seen()).toEqual(['0', '1']);
});

test('what becomes of the connection is told', async () => {
  const { client } = await serve(stream(text(1)), problem(503, 'redis-unavailable', { 'retry-after': '0' }), stream(text(2, 'end')));
  const states: ConnectionState[] = [];
  await sequences(client.jobs.events('x', { onConnection: (state) => states.push(state) }));
  expect(states.map((state) => (state.open ? 'open' : `lost ${state.reconnects}`))).toEqual(['open', 'lost 1', 'lost 2', 'open']);
});

test('a service that is gone is named', async () => {
  const baseUrl = await deadAddress();
  const events = createClient({ baseUrl }).jobs.events('x', { maxReconnects: 0 });
  await expect(events.next()).rejects.toSatisfy((error) => error instanceof TrainyardConnectionError && error.message === `The service at ${baseUrl} does not answer (ECONNREFUSED).`);
});
