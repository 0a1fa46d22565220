import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { encodeEvent, encodePages, STREAM_TIMES, streamEvents } from '../../src/api/event-stream.ts';
import { readMessages } from '../../src/client/server-sent-events.ts';
import type { JobEvent } from '../../src/jobs/index.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const event = (seq: number, data: Record<string, unknown> = {}): JobEvent =>
  ({ seq, type: 'progress', at: '2026-11-23T08:00:00.000Z', attempt: 1, step: seq, epoch: 0, data });

interface Served {
  url: string;
  port: number;
  ended: Promise<void>;
  stop: AbortController;
}

async function* oneByOne(events: AsyncIterable<JobEvent>): AsyncGenerator<string[]> {
  for await (const each of events) yield [encodeEvent(each)];
}

async function serve(events: (signal: AbortSignal) => AsyncIterable<JobEvent>, times = STREAM_TIMES): Promise<Served> {
  const stop = new AbortController();
  const ended = Promise.withResolvers<void>();
  const server = createServer((_request, response) => {
    streamEvents(response, oneByOne(events(stop.signal)), { signal: stop.signal, times }).then(ended.resolve, ended.reject);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, port, ended: ended.promise, stop };
}

test('events are written with seq as id, type as name, one JSON document as data', async () => {
  const { url } = await serve(async function* () {
    yield event(1, { loss: Number.NaN, text: 'two\nlines' });
    yield { ...event(2), type: 'end' };
  });
  const response = await fetch(url);
  expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
  expect(response.headers.get('cache-control')).toBe('no-store, no-cache, no-transform');
  const [retry, first, second, rest] = (await response.text()).split('\n\n');
  expect(retry).toBe('retry: 2000');
  expect(first).toBe(`id: 1\nevent: progress\ndata: ${JSON.stringify({ ...event(1), data: { loss: 'NaN', text: 'two\nlines' } })}`);
  expect(second).toMatch(/^id: 2\nevent: end\n/);
  expect(rest).toBe('');
});

test('a quiet stream carries comments', async () => {
  const { url, stop } = await serve(async function* (signal) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    yield* [];
  }, { heartbeat: 20, patience: 1000 });
  const reader = (await fetch(url)).body!.getReader();
  let text = '';
  while (!text.includes(': still here\n\n')) text += new TextDecoder().decode((await reader.read()).value);
  stop.abort();
  while (!(await reader.read()).done);
});

test('the signal ends the stream though events go on', async () => {
  const { url, stop, ended } = await serve(async function* () {
    for (let seq = 1; ; seq++) {
      yield event(seq);
      await sleep(5);
    }
  });
  const reader = (await fetch(url)).body!.getReader();
  await reader.read();
  stop.abort();
  await ended;
  while (!(await reader.read()).done);
});

test('a client that does not read is disconnected, and no more than a buffer was pulled for it', async () => {
  let pulled = 0;
  const { port, ended } = await serve(async function* () {
    for (let seq = 1; seq < 100_000; seq++) {
      pulled = seq;
      yield event(seq, { text: 'x'.repeat(64 * 1024) });
    }
  }, { heartbeat: 1000, patience: 100 });
  const socket = connect(port, '127.0.0.1', () => socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'));
  socket.on('error', () => {});
  socket.pause();
  await ended;
  expect(pulled).toBeLessThan(1000);
  socket.destroy();
});

test('an error of the log breaks the connection instead of ending it as if all was said', async () => {
  const { url, ended } = await serve(async function* () {
    yield event(1);
    throw new Error('the log is away');
  });
  ended.catch(() => {});
  await expect(fetch(url).then((response) => response.text())).rejects.toThrow();
  await expect(ended).rejects.toThrow('the log is away');
});

function streamOf(chunks: string[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(new TextEncoder().encode(chunk));
      controller.close();
    },
  });
}

async function messagesOf(chunks: string[]): Promise<{ data: string; retry: number | null }[]> {
  const messages = [];
  for await (const message of readMessages(streamOf(chunks), 60_000)) messages.push(message);
  return messages;
}

test('messages are read wherever the chunks are cut', async () => {
  const text = 'retry: 500\n\nid: 1\nevent: a\ndata: {"x":"ü"}\n\n: comment\n\ndata: one\ndata: two\n\n';
  const whole = await messagesOf([text]);
  expect(whole).toEqual([{ data: '', retry: 500 }, { data: '{"x":"ü"}', retry: null }, { data: '', retry: null }, { data: 'one\ntwo', retry: null }]);
  for (let cut = 1; cut < text.length; cut++) expect(await messagesOf([text.slice(0, cut), text.slice(cut)])).toEqual(whole);
  expect(await messagesOf([...text])).toEqual(whole);
});

test('carriage returns end lines too, and an unfinished message is not told', async () => {
  expect(await messagesOf(['data: 1\r\n\r\ndata: 2\r', '\n\r\n', 'data: 3'])).toEqual([{ data: '1', retry: null }, { data: '2', retry: null }]);
});

test('a page of events is written whole, in order', async () => {
  const stop = new AbortController();
  const server = createServer((_request, response) => void streamEvents(response, encodePages((async function* () {
    yield [event(1), event(2), event(3)];
    yield [event(4), { ...event(5), type: 'end' as const }];
  })()), { signal: stop.signal, times: STREAM_TIMES }));
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  expect((await response.text()).match(/^id: \d+$/gm)).toEqual(['id: 1', 'id: 2', 'id: 3', 'id: 4', 'id: 5']);
});
