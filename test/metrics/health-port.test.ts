import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { createConsumerMetrics, type HealthPort, openHealthPort } from '../../src/metrics/index.ts';

const metrics = createConsumerMetrics({ version: '1.2.3', kernels: 'reference/1' });
let health = { ok: true, reasons: [] as string[], warnings: [] as string[] };
let port: HealthPort;
const open = async () => {
  port = await openHealthPort({ host: '127.0.0.1', port: 0, health: async () => health, scrape: () => metrics.scrape() });
  return (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${port.port}${path}`, init);
};
afterEach(() => port.close());

test('says that the process runs, whether it works, and what it did', async () => {
  const ask = await open();
  expect(await (await ask('/livez')).json()).toEqual({ status: 'ok' });
  expect(await (await ask('/readyz?x=1')).json()).toEqual({ status: 'ok', warnings: [] });
  health = { ok: false, reasons: ['Redis does not answer'], warnings: [] };
  const unready = await ask('/readyz');
  expect([unready.status, await unready.json()]).toEqual([503, { status: 'unavailable', reasons: ['Redis does not answer'], warnings: [] }]);
  const scrape = await ask('/metrics');
  expect(scrape.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect(await scrape.text()).toMatch(/^trainyard_build_info\{(?=.*process="consumer")(?=.*version="1\.2\.3")(?=.*kernels="reference\/1")(?=.*node="v\d+[^"]*").*\} 1$/m);
});

test('other addresses and methods are refused, HEAD has no body', async () => {
  const ask = await open();
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/api/v1/jobs')).status).toBe(404);
  const refused = await ask('/metrics', { method: 'POST', body: 'x' });
  expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  expect(await (await ask('/livez', { method: 'HEAD' })).text()).toBe('');
});

test('a port that is busy is named', async () => {
  await open();
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((settle) => other.once('listening', settle));
  const { port: busy } = other.address() as AddressInfo;
  await expect(openHealthPort({ host: '127.0.0.1', port: busy, health: async () => health, scrape: () => metrics.scrape() })).rejects.toThrow(/^HEALTH_PORT: 127\.0\.0\.1:\d+ cannot be listened on \(EADDRINUSE\); set it/);
  other.close();
});
