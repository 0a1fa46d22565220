import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '../../src/api/app.ts';
import { KEY, post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

const lines: string[] = [];
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(undefined, { log: pino({ level: 'trace' }, { write: (line: string) => lines.push(line) }) });
});
afterAll(() => api.close());

function headersOf(response: Response): Record<string, string> {
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => (headers[name] = value));
  return headers;
}

describe('headers', () => {
  const always = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY', 'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin' };

  test.each(['/api/v1/jobs', '/api/v1/jobs/nobody', '/api/v1/nothing', '/nothing', '/livez', '/readyz', '/openapi.json', '/api/v1/jobs/%zz'])('%s', async (path) => {
    const headers = headersOf(await api.request(path, { headers: { origin: 'http://evil.example' } }));
    expect(headers).toMatchObject({ ...always, 'content-security-policy': "default-src 'none'; frame-ancestors 'none'", 'cache-control': 'no-store' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });

  test.each(['/docs', '/docs/static/swagger-ui-bundle.js'])('%s runs its own scripts only', async (path) => {
    const response = await fetch(`${api.url}${path}`);
    expect(headersOf(response)).toMatchObject(always);
    expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self'; /);
    if (path === '/docs') expect(await response.text()).not.toMatch(/<script(?![^>]* src=)/);
  });

  test('pages of others are told nothing, preflight or not', async () => {
    for (const path of ['/api/v1/jobs', '/livez', '/docs', '/nothing', '/login']) {
      for (const method of ['GET', 'OPTIONS', 'POST']) {
        const response = await fetch(`${api.url}${path}`, { method, headers: { 'origin': 'http://evil.example', 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' } });
        expect(Object.keys(headersOf(response)).filter((name) => name.startsWith('access-control-'))).toEqual([]);
      }
    }
  });
});

test('the log holds no key, cookie, ticket or link', async () => {
  const { path } = (await (await api.request('/api/v1/sessions/links', { method: 'POST' })).json()) as { path: string };
  const cookie = (await fetch(`${api.url}${path}`, { redirect: 'manual' })).headers.get('set-cookie')!.split(';')[0];
  const { ticket } = (await (await api.request('/api/v1/tickets', { method: 'POST' })).json()) as { ticket: string };
  const { key } = (await (await api.request('/api/v1/keys', post({ name: 'x', scopes: ['read'] }))).json()) as { key: string };
  await fetch(`${api.url}/api/v1/jobs`, { headers: { cookie } });
  await fetch(`${api.url}/api/v1/jobs/nobody/events?after=0&ticket=${ticket}`, { headers: { accept: 'text/event-stream' } });
  await fetch(`${api.url}/api/v1/jobs?ticket=${ticket}`, { headers: { authorization: `Bearer ${key}` } });
  await fetch(`${api.url}/api/v1/nothing?token=${ticket}`, { headers: { authorization: `Bearer ${key}x` } });
  api.app.log.info({ headers: { authorization: `Bearer ${key}`, cookie }, ticket, token: ticket, request: { headers: { authorization: key }, query: { ticket } }, body: { key } }, 'by accident');
  const log = lines.join('');
  expect(log).toContain('[redacted]');
  for (const secret of [KEY, key, cookie.split('=')[1], ticket, path.split('=')[1]]) expect(log).not.toContain(secret);
});

describe('an error nobody expected', () => {
  test('says nothing but the id under which it is in the log', async () => {
    const secret = '/srv/secret/place';
    const jobs = { idempotency: {}, get: () => Promise.reject(new Error(`ENOENT: ${secret}`)), list: () => { throw new TypeError(secret); } };
    const access = api.createAccess();
    const app = await createApp({ ...({} as Parameters<typeof createApp>[0]), jobs: jobs as never, access, uploads: { limits: { uploadBytes: 1, decodedBytes: 1 } } as never, log: pino({ level: 'silent' }), version: 'test', trustedProxies: [] });
    for (const url of ['/api/v1/jobs/x', '/api/v1/jobs']) {
      const response = await app.inject({ url, headers: { authorization: `Bearer ${KEY}` } });
      expect(response.statusCode).toBe(500);
      expect(response.json()).toEqual({
        type: 'urn:trainyard:problem:internal', title: 'Internal error', status: 500, code: 'internal', instance: url, errors: [], requestId: response.headers['x-request-id'],
        detail: 'Something went wrong on our side.', hint: expect.stringContaining('requestId'),
      });
      expect(response.body).not.toContain('secret');
    }
    await app.close();
    access.close();
  });
});

describe('who sent a request', () => {
  const forwarded = { 'authorization': 'Bearer ty_wrong', 'x-forwarded-for': '203.0.113.7, 10.9.9.9', 'x-forwarded-proto': 'https' };
  const addressIn = async (of: TestApi): Promise<string | undefined> => {
    const { data } = (await (await of.request('/api/v1/audit?limit=1')).json()) as { data: { address: string }[] };
    return data[0]?.address;
  };

  test.each([
    ['nobody is a proxy', [], '127.0.0.1'],
    ['the proxy is another', ['192.0.2.1'], '127.0.0.1'],
    ['one proxy is named', ['127.0.0.0/8'], '10.9.9.9'],
    ['both are', ['127.0.0.1', '10.0.0.0/8'], '203.0.113.7'],
  ])('%s', async (_, trustedProxies, address) => {
    const behind = await startTestApi(undefined, { trustedProxies });
    try {
      await fetch(`${behind.url}/api/v1/jobs`, { headers: forwarded });
      await expect.poll(() => addressIn(behind)).toBe(address);
      const { path } = (await (await behind.request('/api/v1/sessions/links', { method: 'POST' })).json()) as { path: string };
      const { headers } = await fetch(`${behind.url}${path}`, { headers: { 'x-forwarded-proto': 'https' }, redirect: 'manual' });
      expect(headers.get('set-cookie')!.includes('; Secure')).toBe(address !== '127.0.0.1');
    } finally {
      await behind.close();
    }
  });
});

describe('the audit log', () => {
  test('says who did what to what, in the log and at its address', async () => {
    const { id: keyId, key } = (await (await api.request('/api/v1/keys', post({ name: 'x', scopes: ['train'] }))).json()) as { id: string; key: string };
    const own = (path: string, init: RequestInit = {}) => fetch(`${api.url}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } });
    const { id: jobId } = (await (await own('/api/v1/jobs', post(smallJob))).json()) as { id: string };
    await own(`/api/v1/jobs/${jobId}/cancel`, { method: 'POST' });
    await own('/api/v1/jobs/nobody/cancel', { method: 'POST' });
    await api.request(`/api/v1/keys/${keyId}`, { method: 'DELETE' });
    await own('/api/v1/jobs');
    const expected = [
      { action: 'authentication.failed', keyId: null, target: 'key' },
      { action: 'key.revoked', keyId: 'root', target: keyId },
      { action: 'job.cancelled', keyId, target: jobId },
      { action: 'key.created', keyId: 'root', target: `/api/v1/keys/${keyId}` },
    ];
    const read = async (query: string) => (await (await api.request(`/api/v1/audit?${query}`)).json()) as { data: { id: string }[]; hasMore: boolean; lastId: string };
    await expect.poll(async () => (await read('limit=4')).data).toMatchObject(expected.map((entry) => ({ object: 'audit_entry', address: '127.0.0.1', requestId: expect.stringMatching(/^req_/), ...entry })));
    const first = await read('limit=2');
    expect(first.hasMore).toBe(true);
    expect((await read(`limit=1&after=${first.lastId}`)).data[0]).toMatchObject(expected[2]);
    const logged = lines.map((line) => JSON.parse(line) as { audit?: boolean; level: number }).filter(({ audit }) => audit);
    for (const entry of expected) expect(logged).toContainEqual(expect.objectContaining({ ...entry, level: 30 }));
    expect((await api.request('/api/v1/audit?after=x')).status).toBe(400);
  });
});
