import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { expect, test } from 'vitest';
import { createClient } from '../../src/client/index.ts';
import { freePort } from '../../src/supervisor/ports.ts';
import { startTestRedis } from '../support/redis.ts';

const KEY = 'ty_key-of-the-tls-test';

/** A real Redis behind TLS with a certificate of its own authority. */
async function startTlsRedis(folder: string) {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'], { stdio: 'ignore' });
  const redis = await startTestRedis();
  const path = decodeURI(new URL(redis.url).pathname);
  let connections = 0;
  const door = createServer({ key: readFileSync(key), cert: readFileSync(cert) }, (socket) => {
    connections += 1;
    const inside = connect({ path });
    for (const [one, other] of [[socket, inside], [inside, socket]] as const) one.on('error', () => other.destroy()).on('close', () => other.destroy());
    socket.pipe(inside).pipe(socket);
  }).on('tlsClientError', () => {});
  door.listen(0, 'localhost');
  await once(door, 'listening');
  return {
    url: `rediss://localhost:${(door.address() as AddressInfo).port}`,
    cert,
    connections: () => connections,
    async stop() {
      door.close();
      await redis.stop();
    },
  };
}

test('the whole service works on a Redis behind TLS, and not on one whose certificate it does not know', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ty-tls-'));
  const redis = await startTlsRedis(folder);
  const port = await freePort('127.0.0.1', 0);
  const start = (entry: string, more: NodeJS.ProcessEnv) => spawn(process.execPath, [entry], { env: { ...process.env, REDIS_URL: redis.url, DATA_DIR: folder, PORT: String(port), TRAINYARD_API_KEY: KEY, LOG_LEVEL: 'silent', WORKER_THREADS: '1', ...more }, stdio: 'ignore' });
  const client = createClient({ baseUrl: `http://127.0.0.1:${port}`, apiKey: KEY });
  const answers = async () => await expect.poll(() => fetch(`http://127.0.0.1:${port}/livez`).then(({ ok }) => ok, () => false), { timeout: 30_000 }).toBe(true);
  const spec = { model: 'tls', network: { layers: [{ type: 'dense' as const, units: 2 }] }, dataset: { name: 'xor' }, optimizer: { type: 'sgd' as const, learningRate: 0.1 }, steps: 20, batchSize: 4 };
  const stranger = start('src/server.ts', {});
  try {
    await answers();
    await expect(client.jobs.create(spec)).rejects.toMatchObject({ status: 503 });
    expect(redis.connections()).toBe(0);
    stranger.kill('SIGKILL');
    await once(stranger, 'exit');
    const known = { NODE_EXTRA_CA_CERTS: redis.cert };
    const processes = [start('src/server.ts', known), start('src/consumer.ts', known)];
    try {
      await answers();
      const { id } = await client.jobs.create(spec);
      expect((await client.jobs.wait(id)).status).toBe('succeeded');
    } finally {
      for (const child of processes) child.kill('SIGKILL');
    }
  } finally {
    stranger.kill('SIGKILL');
    await redis.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
