import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const link = async (): Promise<string> => ((await (await api.request('/api/v1/sessions/links', { method: 'POST' })).json()) as { path: string }).path;
const open = (path: string) => fetch(`${api.url}${path}`, { redirect: 'manual' });
const signIn = async (): Promise<string> => (await open(await link())).headers.get('set-cookie')!.split(';')[0];
const with_ = (cookie: string, path: string, init: RequestInit = {}) => fetch(`${api.url}${path}`, { ...init, headers: { cookie, ...init.headers } });

describe('a session', () => {
  test('begins with a link that works once, and with a cookie that scripts and other sites do not get', async () => {
    const path = await link();
    expect(path).toMatch(/^\/login\?token=[\w-]{43}$/);
    expect((await fetch(`${api.url}${path}`, { method: 'HEAD' })).status).toBeGreaterThanOrEqual(404); // a preview does not use it up
    const opened = await open(path);
    expect(opened.status).toBe(303);
    expect(opened.headers.get('set-cookie')).toMatch(/^trainyard_session=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/; Max-Age=43200$/);
    const again = await open(path);
    expect(again.status).toBe(401);
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  test.each(['/draw?job=job_1', '/', '/a//b'])('leads to a page of here: %s', async (to) => {
    expect((await open(`${await link()}&to=${encodeURIComponent(to)}`)).headers.get('location')).toBe(to);
  });

  test.each(['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example', 'draw', '', '/draw\r\nx: y'])('leads nowhere else, and the link is not used up: %j', async (to) => {
    const path = await link();
    expect((await open(`${path}&to=${encodeURIComponent(to)}`)).status).toBe(400);
    expect((await open(path)).headers.get('location')).toBe('/');
  });

  test('reads, and ends', async () => {
    const cookie = await signIn();
    expect((await with_(cookie, '/api/v1/keys')).status).toBe(200);
    expect((await with_(`a=b; ${cookie}`, '/api/v1/jobs')).status).toBe(200);
    const closed = await with_(cookie, '/api/v1/sessions/current', { method: 'DELETE', headers: { 'sec-fetch-site': 'same-origin' } });
    expect(closed.status).toBe(204);
    expect(closed.headers.get('set-cookie')).toContain('Max-Age=0');
    expect((await with_(cookie, '/api/v1/jobs')).status).toBe(401);
  });

  test.each([
    ['our page', { 'sec-fetch-site': 'same-origin' }, 201],
    ['our origin', { origin: 'SELF' }, 201],
    ['both', { 'sec-fetch-site': 'same-origin', 'origin': 'SELF' }, 201],
    ['nobody says', {}, 403],
    ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another port', { 'sec-fetch-site': 'same-site' }, 403],
    ['a foreign origin', { origin: 'http://evil.example' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['contradicting words', { 'sec-fetch-site': 'same-origin', 'origin': 'http://evil.example' }, 403],
  ] as const)('changes something: %s', async (_who, headers, status) => {
    const cookie = await signIn();
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value === 'SELF' ? api.url : value]));
    const response = await with_(cookie, '/api/v1/jobs', post(smallJob, sent));
    expect(response.status).toBe(status);
    if (status === 403) expect(await response.json()).toMatchObject({ code: 'cross-origin' });
  });

  test('ends with the key that made its link, and may not do more', async () => {
    const { id, key } = (await (await api.request('/api/v1/keys', post({ name: 'x', scopes: ['admin'] }))).json()) as { id: string; key: string };
    const made = await fetch(`${api.url}/api/v1/sessions/links`, { method: 'POST', headers: { authorization: `Bearer ${key}` } });
    const cookie = (await open(((await made.json()) as { path: string }).path)).headers.get('set-cookie')!.split(';')[0];
    expect((await with_(cookie, '/api/v1/jobs')).status).toBe(200);
    await api.request(`/api/v1/keys/${id}`, { method: 'DELETE' });
    expect((await with_(cookie, '/api/v1/jobs')).status).toBe(401);
  });
});

describe('a ticket', () => {
  const ticket = async (): Promise<string> => ((await (await api.request('/api/v1/tickets', { method: 'POST' })).json()) as { ticket: string }).ticket;
  const stream = { headers: { accept: 'text/event-stream' } };

  test('opens one event stream once, and nothing else', async () => {
    const { id } = await api.client.jobs.create(smallJob);
    const [first, second] = [await ticket(), await ticket()];
    const opened = await fetch(`${api.url}/api/v1/jobs/${id}/events?ticket=${first}`, stream);
    expect(opened.status).toBe(200);
    expect(opened.headers.get('x-content-type-options')).toBe('nosniff');
    await opened.body!.cancel();
    expect((await fetch(`${api.url}/api/v1/jobs/${id}/events?ticket=${first}`, stream)).status).toBe(401);
    expect((await fetch(`${api.url}/api/v1/jobs/${id}/events?ticket=${second}`)).status).toBe(401);
    expect((await fetch(`${api.url}/api/v1/jobs?ticket=${second}`, stream)).status).toBe(401);
    expect((await fetch(`${api.url}/api/v1/jobs/${id}/cancel?ticket=${second}`, { method: 'POST', ...stream })).status).toBe(401);
    const late = await fetch(`${api.url}/api/v1/jobs/${id}/events?ticket=${second}`, stream);
    expect(late.status).toBe(200); // none of these used it up
    await late.body!.cancel();
  });
});
