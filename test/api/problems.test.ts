import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { problemSchema } from '../../src/api/schemas/common.ts';
import { KEY, post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

interface Expected {
  status: number;
  code: string;
  pointers?: string[];
}

async function expectProblem(response: Response, { status, code, pointers = [] }: Expected): Promise<void> {
  const text = await response.text();
  expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  const problem = problemSchema.strict().parse(JSON.parse(text));
  expect({ status: response.status, code: problem.code, pointers: problem.errors.map(({ pointer }) => pointer) }).toEqual({ status, code, pointers });
  expect(problem.status).toBe(status);
  expect(problem.hint).not.toBe('');
  for (const { detail, hint } of [problem, ...problem.errors]) {
    for (const text of [detail, hint]) expect(text).toMatch(/[.!?…]$/); // whole sentences
    expect(hint).not.toMatch(/^[a-z]+ /);
  }
  if (pointers.length === 1 && pointers[0] !== '#') expect(problem.detail).toContain(pointers[0]);
  expect(problem.requestId).toBe(response.headers.get('x-request-id'));
  expect(problem.instance).toBe(new URL(response.url).pathname);
  expect(text).not.toMatch(/\.ts:|node_modules|\\n +at /);
}

const malformed = (pointer?: string): Expected => ({ status: 400, code: 'malformed-request', pointers: pointer === undefined ? [] : [pointer] });
const missing: Expected = { status: 404, code: 'not-found' };
const big = `"${'x'.repeat(2 ** 20)}"`;

const bad: [string, string, RequestInit, Expected][] = [
  ['an address with nothing there', '/api/v1/nothing', {}, missing],
  ['an address outside the API', '/nothing', {}, missing],
  ['a broken escape in the address', '/api/v1/jobs/%zz', {}, malformed()],
  ['the wrong method', '/api/v1/jobs', { method: 'DELETE' }, { status: 405, code: 'method-not-allowed' }],
  ['broken JSON', '/api/v1/jobs', post('{"model": '), malformed()],
  ['an empty JSON body', '/api/v1/jobs', post(''), malformed()],
  ['a prototype in the body', '/api/v1/jobs', post('{"__proto__": {"x": 1}}'), malformed()],
  ['a body that is no JSON', '/api/v1/jobs', post('<job/>', { 'content-type': 'application/xml' }), { status: 415, code: 'unsupported-media-type' }],
  ['a body that is too large', '/api/v1/jobs', post(big), { status: 413, code: 'payload-too-large' }],
  ['a spec that is a list', '/api/v1/jobs', post([]), { status: 422, code: 'invalid-spec', pointers: ['#'] }],
  ['a spec without a body', '/api/v1/jobs', { method: 'POST' }, { status: 422, code: 'invalid-spec', pointers: ['#'] }],
  ['a spec with a wrong member', '/api/v1/jobs', post({ ...smallJob, stepz: 1 }), { status: 422, code: 'unknown-member', pointers: ['#/stepz'] }],
  ['a dry run of a wrong spec', '/api/v1/jobs?dryRun=true', post({ ...smallJob, steps: 0 }), { status: 422, code: 'invalid-spec', pointers: ['#/steps'] }],
  ['a dry run that is neither true nor false', '/api/v1/jobs?dryRun=maybe', post(smallJob), malformed('#/query/dryRun')],
  ['a limit of nothing', '/api/v1/jobs?limit=0', {}, malformed('#/query/limit')],
  ['a limit beyond 100', '/api/v1/jobs?limit=101', {}, malformed('#/query/limit')],
  ['a limit that is a word', '/api/v1/jobs?limit=all', {}, malformed('#/query/limit')],
  ['an unknown state', '/api/v1/jobs?status=done', {}, malformed('#/query/status')],
  ['an unknown query parameter', '/api/v1/jobs?statsu=queued', {}, malformed('#/query/statsu')],
  ['a job that is not there', '/api/v1/jobs/job_01J0000000000000000000000', {}, missing],
  ['cancelling a job that is not there', '/api/v1/jobs/job_01J0000000000000000000000/cancel', { method: 'POST' }, missing],
  ['events of a job that is not there', '/api/v1/jobs/job_01J0000000000000000000000/events', {}, missing],
  ['a stream of a job that is not there', '/api/v1/jobs/job_01J0000000000000000000000/events', { headers: { accept: 'text/event-stream' } }, missing],
  ['metrics of a job that is not there', '/api/v1/jobs/job_01J0000000000000000000000/metrics', {}, missing],
  ['events after a word', '/api/v1/jobs/x/events?after=last', {}, malformed('#/query/after')],
  ['a Last-Event-ID that is a word', '/api/v1/jobs/x/events', { headers: { 'last-event-id': 'last' } }, malformed('#/headers/last-event-id')],
  ['too few points', '/api/v1/jobs/x/metrics?maxPoints=1', {}, malformed('#/query/maxPoints')],
  ['a model that is not there', '/api/v1/models/nobody', {}, missing],
  ['versions of a model that is not there', '/api/v1/models/nobody/versions', {}, missing],
  ['a version that is not there', '/api/v1/models/nobody/versions/1', {}, missing],
  ['a version that is no number', '/api/v1/models/nobody/versions/newest', {}, malformed('#/params/version')],
  ['a model that climbs folders', '/api/v1/models/..%2F..%2Fetc', {}, missing],
  ['predicting with a model that is not there', '/api/v1/models/nobody/predict', post({ inputs: [[0, 1]] }), missing],
  ['a dataset that is not there', '/api/v1/datasets/mnits', {}, missing],
  ['a dataset named as a member of objects', '/api/v1/datasets/constructor', {}, missing],
  ['samples of a dataset that is not there', '/api/v1/datasets/mnits/samples', {}, missing],
  ['samples of an unknown split', '/api/v1/datasets/xor/samples?split=all', {}, malformed('#/query/split')],
  ['samples from before the first', '/api/v1/datasets/xor/samples?offset=-1', {}, malformed('#/query/offset')],
];

describe('what goes wrong is a problem document', () => {
  test.each(bad)('%s', async (_cause, path, init, expected) => {
    await expectProblem(await api.request(path, init), expected);
  });

  test('the wrong method names the right ones', async () => {
    const response = await api.request('/api/v1/jobs/x', { method: 'PUT' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD');
  });
});

describe('the key', () => {
  const unauthorized: Expected = { status: 401, code: 'unauthorized' };
  const paths = ['/api/v1/jobs', '/api/v1/models', '/api/v1/datasets', '/api/v1/catalogue', '/api/v1/jobs/x/events', '/api/v1/nothing'];

  test.each(paths)('%s asks for it', async (path) => {
    const response = await fetch(`${api.url}${path}`);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/);
    await expectProblem(response, unauthorized);
  });

  const headers = ['', 'Bearer', 'Bearer ', `Basic ${KEY}`, `Bearer ${KEY}x`, `Bearer ${KEY.slice(1)}`, `Bearer ${KEY} ${KEY}`, KEY];
  test.each(headers)('"%s" does not open', async (authorization) => {
    await expectProblem(await fetch(`${api.url}/api/v1/jobs`, { headers: { authorization } }), unauthorized);
  });

  test('it is asked for before the body is read', async () => {
    await expectProblem(await fetch(`${api.url}/api/v1/jobs`, post('{')), unauthorized);
  });

  test.each(['/livez', '/readyz', '/docs', '/docs/static/swagger-ui.css', '/openapi.json'])('%s needs none', async (path) => {
    const response = await fetch(`${api.url}${path}`);
    expect(response.status).toBe(200);
    await response.arrayBuffer();
  });
});

test.each([
  ['{\n  "model": "x",\n}', 'line 3, column 1'], ['{"model": "x"', 'line 1, column 14'], ['{"model": tru}', '"}" stands where it cannot'], ['{"model": ', 'ends too early'], ['{"__proto__": 1}', 'is not valid JSON.'],
])('JSON that breaks is told where: %j', async (body, where) => {
  const problem = (await (await api.request('/api/v1/jobs', post(body))).json()) as { detail: string };
  expect(problem.detail).toContain(where);
});
