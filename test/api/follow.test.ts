import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createClient, isApiError } from '../../src/client/index.ts';
import type { JobEvent } from '../../src/client/index.ts';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

/** A service that gives one answer after the other; further requests get the last. */
async function serve(...answers: Answer[]): Promise<{ client: ReturnType<typeof createClient>; seen: string[] }> {
  const seen: string[] = [];
  server = createServer((request, response) => {
    seen.push(String(request.headers['last-event-id']));
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    answer?.(response, request);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { client: createClient({ baseUrl: `http://127.0.0.1:${port}/`, apiKey: 'key' }), seen };
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

const problem = (status: number, code: string): Answer => (response) => {
  response.writeHead(status, { 'content-type': 'application/problem+json' });
  response.end(JSON.stringify({ status, code, detail: 'no', hint: 'do', title: '', type: '', instance: '', requestId: '', errors: [] }));
};

async function sequences(events: AsyncIterable<JobEvent>): Promise<number[]> {
  const seen: number[] = [];
  for await (const { seq } of events) seen.push(seq);
  return seen;
}

test('a lost connection is taken up again behind the last event', async () => {
  const { client, seen } = await serve(torn(text(1), text(2)), stream(), torn(text(3)), stream(text(4, 'end')));
  expect(await sequences(client.jobs.events('x'))).toEqual([1, 2, 3, 4]);
  expect(seen).toEqual(['0', '2', '2', '3']);
});

test('nothing left is the end', async () => {
  const { client, seen } = await serve((response) => response.writeHead(204).end());
  expect(await sequences(client.jobs.events('x', { after: 7 }))).toEqual([]);
  expect(seen).toEqual(['7']);
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
  expect(seen).toHaveLength(4);
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

test('answers that are no problem documents are errors all the same', async () => {
  const { client } = await serve((response) => response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>'));
  await expect(client.jobs.get('x')).rejects.toMatchObject({ name: 'TrainyardApiError', status: 502, code: 'unknown', problem: null });
});
