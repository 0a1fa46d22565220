import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readBody } from '../../src/api/shortcut/read-body.ts';

interface Read {
  body: Buffer;
  /** of the socket, in milliseconds: while the body was read, and after */
  patience: [number | undefined, number | undefined];
}

const reads: Read[] = [];
let waiting: Socket | null = null;
const server = createServer((request, response) => {
  void (async () => {
    await Promise.resolve(); // as the short way does, which first asks who asks
    const reading = readBody(request, Number(request.headers['content-length']));
    waiting = request.socket;
    const during = request.socket.timeout;
    const body = await reading;
    reads.push({ body, patience: [during, request.socket.timeout] });
    response.end();
  })();
});
let client: Socket;
beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  client = connect((server.address() as AddressInfo).port, '127.0.0.1');
});
afterAll(() => {
  client.destroy();
  server.close();
});

const head = (length: number): string => `POST / HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n\r\n`;

test('a body that is there is read without a watch over its socket; one that is on its way is waited for a minute, and no longer than it takes', async () => {
  client.write(`${head(5)}whole`);
  await once(client, 'data');
  client.write(`${head(6)}in pi`);
  await expect.poll(() => waiting?.timeout).toBe(60_000);
  client.write('e');
  await once(client, 'data');
  expect(reads.map(({ body }) => body.toString())).toEqual(['whole', 'in pie']);
  expect(reads[0].patience.map((milliseconds) => milliseconds ?? 0)).toEqual([0, 0]);
  expect(reads[1].patience).toEqual([60_000, 0]);
});
