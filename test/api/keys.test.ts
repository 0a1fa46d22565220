import { readdir, readFile } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grants, type Scope, SCOPES, sha256OfKey } from '../../src/access/index.ts';
import { scopeOf } from '../../src/api/plugins/auth.ts';
import { redisOptions } from '../../src/redis/index.ts';
import { KEY, post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface NewKey {
  id: string;
  key: string;
}

const make = async (scopes: readonly Scope[], more: object = {}): Promise<NewKey> => {
  const response = await api.request('/api/v1/keys', post({ name: scopes.join('+'), scopes, ...more }));
  expect(response.status).toBe(201);
  return (await response.json()) as NewKey;
};
const as = (key: string, path: string, init: RequestInit = {}) => fetch(`${api.url}${path}`, { redirect: 'manual', ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } });

describe('a key', () => {
  test('has 256 bits, is shown once, and is kept as a hash only', async () => {
    const response = await api.request('/api/v1/keys', post({ name: 'a notebook', scopes: ['train'] }));
    const text = await response.text();
    const { key, id, ...rest } = JSON.parse(text) as NewKey;
    expect(key).toMatch(/^ty_[\w-]{43}$/);
    expect(rest).toMatchObject({ object: 'key', name: 'a notebook', scopes: ['train'], limits: { queued: 1000, running: null }, expiresAt: null, revokedAt: null });
    expect(response.headers.get('location')).toBe(`/api/v1/keys/${id}`);
    expect((await as(key, '/api/v1/jobs')).status).toBe(200);
    const list = await (await api.request('/api/v1/keys')).text();
    expect(JSON.parse(list)).toMatchObject({ data: [{ id: 'root', scopes: ['admin'] }, { id, name: 'a notebook' }] });
    const redis = new Redis(redisOptions(api.redisUrl));
    const inRedis = JSON.stringify(await Promise.all((await redis.keys('*access*')).map(async (name) => [name, await redis.dump(name), (await redis.type(name)) === 'hash' ? await redis.hgetall(name) : null])));
    redis.disconnect();
    const stored = await readFile(`${api.storeDir}/keys/${id}.json`, 'utf8');
    for (const place of [list, inRedis, stored]) expect(place).not.toContain(key.slice(3));
    expect(stored).toContain('sha256');
  });

  test('is refused when the request makes no sense', async () => {
    for (const body of [{}, { name: '', scopes: ['read'] }, { name: 'x', scopes: [] }, { name: 'x', scopes: ['write'] }, { name: 'x', scopes: ['read'], expiresAt: '2020-01-01T00:00:00Z' }, { name: 'x', scopes: ['read'], limits: { queued: 0 } }]) {
      expect((await api.request('/api/v1/keys', post(body))).status).toBe(422);
    }
  });

  test('in a header of another form is refused with the form that it needs', async () => {
    const sent = async (authorization: string) => (await fetch(`${api.url}/api/v1/jobs`, { headers: { authorization } })).json() as Promise<{ status: number; detail: string; hint: string }>;
    for (const header of [`Bearer Authorization: Bearer ${KEY}`, `Basic ${KEY}`, KEY]) {
      const { status, detail, hint } = await sent(header);
      expect(status).toBe(401);
      expect(detail).toContain('header Authorization');
      expect(hint).toContain('Authorization: Bearer <key>');
      expect(detail + hint).not.toContain(KEY);
    }
  });

  test('is not kept for an Idempotency-Key', async () => {
    const response = await api.request('/api/v1/keys', post({ name: 'x', scopes: ['read'] }, { 'idempotency-key': 'k' }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('secret') });
  });

  test('ends when it expires', async () => {
    const { key } = await make(['read'], { expiresAt: new Date(Date.now() + 4000).toISOString() });
    expect((await as(key, '/api/v1/jobs')).status).toBe(200);
    await expect.poll(async () => (await as(key, '/api/v1/jobs')).status, { timeout: 20_000 }).toBe(401);
  });

  test('that is revoked is dead at once, in every process', async () => {
    const { id, key } = await make(['read']);
    const other = api.createAccess();
    const there = () => other.authenticate({ kind: 'key', secret: key }, { address: '127.0.0.1', requestId: 'r' });
    expect(await there()).toMatchObject({ keyId: id });
    expect((await api.request(`/api/v1/keys/${id}`, { method: 'DELETE' })).status).toBe(200);
    await expect(there()).rejects.toMatchObject({ code: 'unauthorized' });
    expect((await as(key, '/api/v1/jobs')).status).toBe(401);
    const [first, again] = [await api.request(`/api/v1/keys/${id}`, { method: 'DELETE' }), await api.request(`/api/v1/keys/${id}`, { method: 'DELETE' })];
    expect(((await first.json()) as { revokedAt: string }).revokedAt).toBe(((await again.json()) as { revokedAt: string }).revokedAt);
    other.close();
  });

  test('is looked up once for requests that come together, and again for each that comes later', async () => {
    const { id, key } = await make(['predict']);
    const access = api.createAccess();
    const redis = new Redis(redisOptions(api.redisUrl));
    const asked = async () => Number(/cmdstat_hget:calls=(\d+)/.exec(await redis.info('commandstats'))![1]);
    const together = () => Promise.all(Array.from({ length: 64 }, async () => access.recognise(sha256OfKey(key), '127.0.0.1')));
    const before = await asked();
    expect((await together()).map((principal) => principal?.keyId)).toEqual(Array.from({ length: 64 }, () => id));
    expect(await asked()).toBe(before + 1);
    const late = together();
    await api.request(`/api/v1/keys/${id}`, { method: 'DELETE' });
    await late;
    expect(await together()).toEqual(Array.from({ length: 64 }, () => null));
    redis.disconnect();
    access.close();
  });

  test('ends the streams it opened, and those of its tickets, when it is revoked; others go on', async () => {
    const [dead, alive] = [await make(['train']), await make(['read'])];
    const open = (path: string, headers: Record<string, string>) => fetch(`${api.url}${path}`, { headers: { accept: 'text/event-stream', ...headers } });
    const { ticket } = (await (await as(dead.key, '/api/v1/tickets', post({}))).json()) as { ticket: string };
    const { id } = (await (await as(dead.key, '/api/v1/jobs', post(smallJob))).json()) as { id: string }; // no consumer runs: it waits
    const streams = [await open('/api/v1/events', { authorization: `Bearer ${dead.key}` }), await open(`/api/v1/jobs/${id}/events?ticket=${ticket}`, {})];
    const other = await open('/api/v1/events', { authorization: `Bearer ${alive.key}` });
    expect([...streams, other].map(({ status }) => status)).toEqual([200, 200, 200]);
    await api.request(`/api/v1/keys/${dead.id}`, { method: 'DELETE' });
    for (const stream of streams) expect(await stream.text()).toMatch(/^retry: /);
    const reader = other.body!.getReader();
    const rest = (async () => {
      while (!(await reader.read()).done) await Promise.resolve();
      return 'ended';
    })();
    expect(await Promise.race([rest, Promise.resolve('open')])).toBe('open');
    await reader.cancel();
    await api.request(`/api/v1/jobs/${id}/cancel`, { method: 'POST' });
  }, 30_000);

  test('the root key cannot be revoked; what is no key is not found', async () => {
    expect((await api.request('/api/v1/keys/root', { method: 'DELETE' })).status).toBe(409);
    expect((await api.request('/api/v1/keys/key_nobody', { method: 'DELETE' })).status).toBe(404);
    expect((await api.request('/api/v1/keys')).status).toBe(200);
  });

  test('is made, listed and revoked by the client too', async () => {
    const { id, key } = await api.client.keys.create({ name: 'client', scopes: ['predict'] });
    expect(key).toMatch(/^ty_/);
    expect((await api.client.keys.list()).data.map((each) => each.id)).toContain(id);
    expect((await api.client.keys.revoke(id)).revokedAt).toMatch(/^20/);
  });

  test('shows when it was last used', async () => {
    const { id, key } = await make(['read']);
    await as(key, '/api/v1/jobs');
    const listed = async () => ((await (await api.request('/api/v1/keys')).json()) as { data: { id: string; lastUsedAt: string | null }[] }).data.find((each) => each.id === id)!.lastUsedAt;
    await expect.poll(listed).toMatch(/^20/);
  });

  test('comes back from the store when Redis is empty, and a revoked one stays revoked', async () => {
    const [kept, revoked] = [await make(['read']), await make(['read'])];
    await api.request(`/api/v1/keys/${revoked.id}`, { method: 'DELETE' });
    const redis = new Redis(redisOptions(api.redisUrl));
    await redis.flushall();
    redis.disconnect();
    expect((await as(kept.key, '/api/v1/jobs')).status).toBe(200);
    expect((await as(revoked.key, '/api/v1/jobs')).status).toBe(401);
    expect((await readdir(`${api.storeDir}/keys`)).length).toBeGreaterThan(1);
  });

  test('owns its idempotency keys', async () => {
    const [a, b] = [await make(['train']), await make(['train'])];
    const submit = async ({ key }: NewKey) => (await as(key, '/api/v1/jobs', post(smallJob, { 'idempotency-key': 'same' }))).headers.get('location');
    expect(await submit(a)).toBe(await submit(a));
    expect(await submit(a)).not.toBe(await submit(b));
  });
});

describe('scopes', () => {
  const address = (url: string) => url.split('::').map((part) => part.replaceAll(/:\w+(\([^)]*\))?/g, 'x')).join(':').replace('/*', '/x');
  const call = (key: string | null, { method, url }: { method: string; url: string }) => {
    const body = ['POST', 'PUT', 'PATCH'].includes(method) ? { body: '{}', headers: { 'content-type': 'application/json' } as Record<string, string> } : { headers: {} };
    return fetch(`${api.url}${address(url)}`, { method, redirect: 'manual', ...body, headers: { ...body.headers, ...(key && { authorization: `Bearer ${key}` }) } });
  };

  test('every route but a few asks for a key; without one it answers 401', async () => {
    const routes = api.app.declaredScopes;
    expect(routes.length).toBeGreaterThan(60);
    const open = routes.filter(({ scope }) => scope === null).map(({ url }) => url).filter((url) => !url.startsWith('/docs'));
    expect([...new Set(open)].sort()).toEqual(['/', '/assets/*', '/icon.svg', '/livez', '/login', '/openapi.json', '/readyz']);
    for (const route of routes.filter(({ scope }) => scope !== null)) expect({ ...route, status: (await call(null, route)).status }).toEqual({ ...route, status: 401 });
  });

  test('every route answers 403 to a key without its scope, naming the scope and the fix, and lets the others through', async () => {
    const keys = Object.fromEntries(await Promise.all(SCOPES.map(async (scope) => [scope, (await make([scope])).key]))) as Record<Scope, string>;
    for (const route of api.app.declaredScopes) {
      if (route.scope === null) continue;
      for (const held of SCOPES) {
        const response = await call(keys[held], route);
        const allowed = grants([held], route.scope);
        expect({ ...route, held, refused: response.status === 403 }).toEqual({ ...route, held, refused: !allowed });
        if (allowed) expect(response.status).not.toBe(401);
        else if (route.method !== 'HEAD' && /^\/v[12]/.test(route.url)) expect(await response.json()).toEqual({ error: expect.stringMatching(`"${route.scope}".*POST /api/v1/keys`) });
        else if (route.method !== 'HEAD') expect(await response.json()).toMatchObject({ code: 'missing-scope', detail: expect.stringContaining(`"${route.scope}"`), hint: expect.stringContaining('POST /api/v1/keys') });
        await response.body?.cancel().catch(() => {});
      }
    }
  });

  test('imply one another as documented', () => {
    expect(SCOPES.map((held) => SCOPES.filter((needed) => grants([held], needed)))).toEqual([['read'], ['predict'], ['read', 'train'], [...SCOPES]]);
  });

  test.each([
    ['GET', '/metrics', 'read'], ['HEAD', '/v2/models/:model', 'read'], ['POST', '/v1/models/:name(^[^:/]+)::predict', 'predict'], ['POST', '/v2/models/:model/infer', 'predict'], ['PUT', '/api/v1/models/:name/aliases/:alias', 'train'],
  ] as const)('of a route that declares none: %s %s needs %s', (method, url, scope) => {
    expect(scopeOf({ method, url })).toBe(scope);
  });

  test('are what one expects', () => {
    const scopes = Object.fromEntries(api.app.declaredScopes.map(({ method, url, scope }) => [`${method} ${url}`, scope]));
    expect(scopes).toMatchObject({
      'POST /api/v1/jobs': 'train', 'GET /api/v1/jobs': 'read', 'POST /api/v1/jobs/:id/cancel': 'train', 'GET /api/v1/jobs/:id/events': 'read',
      'POST /api/v1/models/:name/predict': 'predict', 'POST /api/v1/models/:name/versions/:version/predict': 'predict', 'POST /api/v1/models/import': 'train',
      'DELETE /api/v1/datasets/:name': 'train', 'POST /api/v1/keys': 'admin', 'GET /api/v1/keys': 'admin', 'DELETE /api/v1/keys/:id': 'admin',
      'GET /api/v1/audit': 'admin', 'POST /api/v1/sessions/links': 'read', 'POST /api/v1/tickets': 'read',
    });
  });

  test('the root key has them all', async () => {
    expect((await as(KEY, '/api/v1/keys')).status).toBe(200);
  });
});

test('AUTH=off asks for nothing, but pages of others change nothing', async () => {
  const open = await startTestApi(undefined, { open: true });
  try {
    expect((await fetch(`${open.url}/api/v1/keys`)).status).toBe(200);
    expect((await fetch(`${open.url}/api/v1/jobs`, post(smallJob))).status).toBe(201);
    expect((await fetch(`${open.url}/api/v1/jobs`, post(smallJob, { 'sec-fetch-site': 'cross-site' }))).status).toBe(403);
    expect((await fetch(`${open.url}/api/v1/jobs`, post(smallJob, { origin: 'http://evil.example' }))).status).toBe(403);
  } finally {
    await open.close();
  }
});
