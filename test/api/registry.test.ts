/** The registry over HTTP: aliases through every door, cards that can be pasted, comparisons, deletion; two APIs on one store and one Redis. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { reindexFrom } from '../../src/jobs/index.ts';
import { codeVersion, openStore } from '../../src/models/index.ts';
import { KEY, post, smallJob, startTestApi, type TestApi } from './support.ts';

vi.setConfig({ testTimeout: 120_000 }); // some train, on whatever machine

let api: TestApi;
let other: TestApi;
let jobIds: string[] = [];
const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];

beforeAll(async () => {
  api = await startTestApi();
  other = await startTestApi(api.storeDir, { redisUrl: api.redisUrl });
  await api.startConsumer();
  for (const seed of [1, 2, 3]) {
    const { id } = await api.client.jobs.create({ ...smallJob, seed });
    expect(await api.client.jobs.wait(id)).toMatchObject({ status: 'succeeded' });
    jobIds = [...jobIds, id];
  }
}, 240_000);
afterAll(async () => {
  await other?.close();
  await api.close();
});

const ask = async (path: string, init?: RequestInit) => {
  const response = await api.request(path, init);
  const text = await response.text();
  return { status: response.status, body: (text === '' ? null : JSON.parse(text)) as Record<string, unknown> & { code?: string; detail?: string } };
};
const put = (alias: string, body: unknown, model = 'xor-net') => ask(`/api/v1/models/${model}/aliases/${alias}`, { ...post(body), method: 'PUT' });

describe('an alias', () => {
  test('is made, moved, rolled back and deleted, and remembers by whom', async () => {
    const { aliases } = api.client.models;
    await aliases.set('xor-net', 'production', { version: 1, expected: null });
    expect(await aliases.set('xor-net', 'production', { version: 2, expected: 1 })).toMatchObject({ object: 'alias', model: 'xor-net', alias: 'production', version: 2, history: [{ action: 'set', version: 2, from: 1, by: { keyId: 'root', name: 'root' } }, { version: 1, from: null }] });
    await expect(aliases.set('xor-net', 'production', { version: 3, expected: 1 })).rejects.toMatchObject({ status: 409, code: 'wrong-state' });
    expect((await other.client.models.aliases.rollBack('xor-net', 'production')).version).toBe(1);
    await expect(aliases.rollBack('xor-net', 'production')).rejects.toMatchObject({ status: 409 });
    expect((await api.client.models.get('xor-net')).aliases).toEqual({ latest: 3, production: 1 });
    expect((await aliases.list('xor-net')).data.map(({ alias, version }) => [alias, version])).toEqual([['latest', 3], ['production', 1]]);
    expect((await aliases.get('xor-net', 'latest')).version).toBe(3);
    await aliases.delete('xor-net', 'production');
    await expect(aliases.get('xor-net', 'production')).rejects.toMatchObject({ status: 404 });
    await expect(aliases.delete('xor-net', 'production')).rejects.toMatchObject({ status: 404 });
    const { data } = await api.client.audit.list({ limit: 10 });
    expect(data.map(({ action, target }) => `${action} ${target}`)).toEqual(expect.arrayContaining(['alias.set xor-net/production', 'alias.rolled-back xor-net/production', 'alias.deleted xor-net/production']));
  });

  test('predicts through all three doors', async () => {
    await api.client.models.aliases.set('xor-net', 'stable', { version: 2 });
    const expected = (await api.client.predict('xor-net', { inputs }, 2)).predictions;
    expect(await api.client.predict('xor-net', { inputs }, 'stable')).toEqual({ model: 'xor-net', version: 2, predictions: expected });
    const rows = expected.map(({ probabilities }) => probabilities);
    expect([...(await api.client.predictRows('xor-net', Float32Array.from(inputs.flat()), 'stable'))]).toEqual(rows.flat());
    expect((await ask('/v1/models/xor-net/labels/stable:predict', post({ instances: inputs }))).body.predictions).toEqual(rows);
    expect((await ask('/v1/models/xor-net/labels/stable')).body).toMatchObject({ model_version_status: [{ version: '2' }] });
    expect((await ask('/v1/models/xor-net/labels/stable/metadata')).body).toMatchObject({ model_spec: { version: '2' } });
    const tensor = { name: 'input', shape: [4, 2], datatype: 'FP32', data: inputs.flat() };
    expect((await ask('/v2/models/xor-net/versions/stable/infer', post({ inputs: [tensor] }))).body).toMatchObject({ model_version: '2', outputs: [{ data: rows.flat() }] });
    expect((await ask('/v2/models/xor-net/versions/stable/ready')).status).toBe(200);
    for (const path of ['/api/v1/models/xor-net/aliases/nobody/predict', '/v1/models/xor-net/labels/nobody:predict', '/v2/models/xor-net/versions/nobody/infer']) expect((await ask(path, post({ inputs: path.startsWith('/v2') ? [tensor] : inputs }))).status).toBe(404);
  });

  const refused: [string, () => Promise<{ status: number; body: Record<string, unknown> }>, number, RegExp][] = [
    ['a version that is not there', () => put('x', { version: 9 }), 422, /#\/version/],
    ['a model that is not there', () => put('x', { version: 1 }, 'nobody'), 404, /no model/],
    ['no version', () => put('x', {}), 422, /#\/version/],
    ['a version that is none', () => put('x', { version: 0 }), 422, /#\/version/],
    ['an unknown member', () => put('x', { version: 1, to: 2 }), 422, /unknown-member/],
    ['a name that is a number', () => put('2', { version: 1 }), 400, /beginning with a letter/],
    ['a name in capitals', () => put('Production', { version: 1 }), 400, /lower-case letters/],
    ['a name of JavaScript', () => ask('/api/v1/models/xor-net/aliases/__proto__'), 404, /no alias/],
    ['another of JavaScript', () => ask('/api/v1/models/xor-net/aliases/constructor/predict', post({ inputs })), 404, /no alias/],
    ['latest', () => put('latest', { version: 1 }), 409, /newest version/],
    ['latest, to be deleted', () => ask('/api/v1/models/xor-net/aliases/latest', { method: 'DELETE' }), 409, /newest version/],
    ['latest, to be rolled back', () => ask('/api/v1/models/xor-net/aliases/latest/rollback', { method: 'POST' }), 409, /newest version/],
    ['nobody, to be rolled back', () => ask('/api/v1/models/xor-net/aliases/nobody/rollback', post({})), 404, /no alias/],
    ['tags that are no list', () => ask('/api/v1/models/xor-net', { ...post({ tags: 'x' }), method: 'PATCH' }), 422, /#\/tags/],
    ['a tag with a line break', () => ask('/api/v1/models/xor-net', { ...post({ tags: ['a\nb'] }), method: 'PATCH' }), 422, /#\/tags\/0/],
    ['a comparison with nothing', () => ask('/api/v1/models/xor-net/compare?from=1'), 400, /to/],
    ['a comparison with nobody', () => ask('/api/v1/models/xor-net/compare?from=1&to=nobody'), 404, /no alias/],
  ];
  test.each(refused)('%s is refused', async (_, request, status, message) => {
    const { status: answered, body } = await request();
    expect([answered, JSON.stringify(body)]).toEqual([status, expect.stringMatching(message)]);
  });

  test('may be moved while it is asked: every answer is 200 and one of the two versions, on every API', async () => {
    await api.client.models.aliases.set('xor-net', 'hot', { version: 1 });
    const of = async (version: number) => JSON.stringify((await api.client.predict('xor-net', { inputs }, version)).predictions);
    const answers = new Map([[1, await of(1)], [2, await of(2)]]);
    let done = false;
    const seen = new Map<string, number>();
    const hammer = async (at: TestApi) => {
      while (!done) {
        const response = await at.request('/api/v1/models/xor-net/aliases/hot/predict', post({ inputs }));
        expect(response.status).toBe(200);
        const { version, predictions } = (await response.json()) as { version: number; predictions: unknown };
        expect(JSON.stringify(predictions)).toBe(answers.get(version));
        const key = `${at === api ? 'one' : 'other'} ${version}`;
        seen.set(key, (seen.get(key) ?? 0) + 1);
      }
    };
    const hammers = Promise.all([api, api, other, other].map(hammer));
    hammers.catch(() => (done = true));
    for (let flip = 0; flip < 12 && !done; flip++) {
      const version = flip % 2 === 0 ? 2 : 1;
      await api.client.models.aliases.set('xor-net', 'hot', { version });
      await expect.poll(async () => (await other.client.predict('xor-net', { inputs }, 'hot')).version, { timeout: 20_000 }).toBe(version);
    }
    done = true;
    await hammers;
    expect([...seen.keys()].toSorted()).toEqual(['one 1', 'one 2', 'other 1', 'other 2']);
    await api.client.models.aliases.delete('xor-net', 'hot');
  });

  test('moved by many at once ends where the last one put it, with nobody lost from its history', async () => {
    const versions = [1, 2, 3, 1, 2, 3];
    await Promise.all(versions.map((version, i) => (i % 2 === 0 ? api : other).client.models.aliases.set('xor-net', 'busy', { version })));
    const { version, history } = await api.client.models.aliases.get('xor-net', 'busy');
    expect(history[0].version).toBe(version);
    for (const [i, event] of history.entries()) expect(event.from).toBe(history[i + 1]?.version ?? null);
    await api.client.models.aliases.delete('xor-net', 'busy');
  });
});

describe('a version', () => {
  test('has the course of its training, its code, its aliases, tags and description', async () => {
    await api.client.models.updateVersion('xor-net', 2, { description: 'The *good* one', tags: ['checked', 'a'] });
    const version = await other.client.models.version('xor-net', 2);
    expect(version).toMatchObject({ jobId: jobIds[1], code: { version: expect.stringMatching(/^\d+\./) as string }, aliases: ['stable'], description: 'The *good* one', tags: ['a', 'checked'], reproductions: [] });
    expect([version.code, (await api.client.jobs.get(jobIds[1])).code]).toEqual([codeVersion(), codeVersion()]);
    const { series } = await api.client.jobs.metrics(jobIds[1], { maxPoints: 100 });
    expect(version.curve).toEqual(series);
    expect(Object.keys(version.curve!)).toEqual(expect.arrayContaining(['trainLoss', 'testAccuracy']));
    expect(Math.max(...Object.values(version.curve!).map((points) => points.length))).toBeLessThanOrEqual(100);
  });

  test('that is reproduced says that the bytes are identical, on both sides', async () => {
    const { id } = await api.client.jobs.reproduce(jobIds[0]);
    const { result } = await api.client.jobs.wait(id);
    expect(await api.client.models.version('xor-net', 1)).toMatchObject({ reproductions: [{ jobId: id, version: result!.version, identical: true }] });
    expect(await api.client.models.version('xor-net', result!.version)).toMatchObject({ reproduces: { jobId: jobIds[0], version: 1, identical: true } });
    await api.client.models.deleteVersion('xor-net', result!.version);
    expect((await api.client.models.get('xor-net')).versions).toEqual([1, 2, 3]);
  });

  test('is compared with another: spec, metrics, weights', async () => {
    const { compared, differences, metrics, weights, identical, from, to } = await api.client.models.compare('xor-net', { from: 1, to: 'stable' });
    expect({ compared, differences, identical }).toEqual({ compared: 'jobs', differences: [{ pointer: '#/seed', from: 1, to: 2 }], identical: false });
    expect([from.version, to.version]).toEqual([1, 2]);
    const loss = metrics.find(({ name }) => name === 'trainLoss')!;
    expect(loss.difference).toBeCloseTo(Number(to.metrics.trainLoss) - Number(from.metrics.trainLoss), 12);
    const [a, b] = await Promise.all([1, 2].map(async (version) => new DataView((await api.client.models.export('xor-net', version, { format: 'safetensors' })).slice().buffer)));
    const kernel = (view: DataView) => {
      const head = Number(view.getBigUint64(0, true));
      const { 'dense1.kernel': { data_offsets: [start, end] } } = JSON.parse(new TextDecoder().decode(new Uint8Array(view.buffer, 8, head))) as Record<string, { data_offsets: [number, number] }>;
      return Array.from({ length: (end - start) / 4 }, (_, i) => view.getFloat32(8 + head + start + 4 * i, true));
    };
    const [x, y] = [kernel(a), kernel(b)];
    const { distance, fromShape } = weights.find(({ name }) => name === 'dense1.kernel')!;
    expect(fromShape).toEqual([2, 8]);
    expect(distance!.l2).toBeCloseTo(Math.hypot(...x.map((value, i) => value - y[i])), 6);
    expect(distance!.max).toBeCloseTo(Math.max(...x.map((value, i) => Math.abs(value - y[i]))), 6);
    const same = await api.client.models.compare('xor-net', { from: 2, to: 'stable' });
    expect([same.identical, same.differences, same.weights.map((each) => each.distance!.l2)]).toEqual([true, [], [0, 0, 0, 0]]);
  });

  test('has a card whose commands work when they are pasted', async () => {
    await api.client.models.update('xor-net', { description: 'Learns | exclusive or', tags: ['demo'] });
    const card = await api.client.models.card('xor-net', 2);
    expect(card).toMatchObject({ model: { description: 'Learns | exclusive or', tags: ['demo'] }, data: { dataset: 'xor', classes: ['0', '1'] }, training: { jobId: jobIds[1], seed: 2, steps: 200 } });
    expect(card.layers.map(({ type, parameters }) => [type, parameters])).toEqual([['dense', 24], ['relu', 0], ['dense', 18]]);
    const page = await api.client.models.cardMarkdown('xor-net', 2);
    const blocks = [...page.matchAll(/```sh\n([\s\S]*?)\n```/g)].map(([, command]) => command);
    expect(blocks).toEqual(card.calls.map(({ curl }) => curl));
    expect(blocks).toHaveLength(3);
    for (const command of blocks) {
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command], { env: { ...process.env, TRAINYARD_API_KEY: KEY } });
      const { predictions } = JSON.parse(stdout) as { predictions: unknown[] };
      expect(predictions).toHaveLength(1);
      expect(command).toContain(api.url);
    }
    expect(page).toContain('# xor-net version 2\n\nLearns | exclusive or\n\nThe *good* one');
    for (const part of ['| dense1 | dense | 8 | 24 |', '| testAccuracy |', '| trainLoss |', 'sha256:', jobIds[1].replace('_', '\\_')]) expect(page).toContain(part);
    const negotiated = await api.request('/api/v1/models/xor-net/versions/2/card', { headers: { accept: 'text/markdown' } });
    expect([negotiated.headers.get('content-type'), await negotiated.text()]).toEqual(['text/markdown; charset=utf-8', page]);
  });

  test('that an alias names is not deleted; another is, and its number stays unused', async () => {
    const { status, body } = await ask('/api/v1/models/xor-net/versions/2', { method: 'DELETE' });
    expect([status, body.code, body.detail]).toEqual([409, 'wrong-state', 'Version 2 of "xor-net" is named by the alias "stable".']);
    expect((await ask('/api/v1/models/xor-net', { method: 'DELETE' })).body.detail).toMatch(/"stable" \(version 2\)/);
    await other.client.models.deleteVersion('xor-net', 3);
    expect((await ask('/api/v1/models/xor-net/versions/3')).status).toBe(404);
    await expect.poll(async () => (await api.client.predict('xor-net', { inputs })).version, { timeout: 20_000 }).toBe(2);
    const { id } = await api.client.jobs.create({ ...smallJob, seed: 5 });
    expect((await api.client.jobs.wait(id)).result!.version).toBe(5);
    const { data } = await api.client.audit.list({ limit: 20 });
    expect(data.map(({ action, target }) => `${action} ${target}`)).toContain('model-version.deleted xor-net/3');
  });
});

test('models and versions come in pages, and by tag', async () => {
  for (const model of ['page-a', 'page-b']) await api.client.jobs.wait((await api.client.jobs.create({ ...smallJob, model, steps: 20 })).id);
  await api.client.models.update('page-b', { tags: ['second'] });
  const first = await api.client.models.list({ limit: 2 });
  expect([first.data.map(({ name }) => name), first.hasMore, first.lastId]).toEqual([['page-a', 'page-b'], true, 'page-b']);
  expect((await api.client.models.list({ limit: 2, after: first.lastId! })).data.map(({ name }) => name)).toEqual(['xor-net']);
  expect((await api.client.models.list({ tag: 'second' })).data).toMatchObject([{ name: 'page-b' }]);
  const versions = await api.client.models.versions('xor-net', { limit: 2 });
  expect([versions.data.map(({ version }) => version), versions.hasMore]).toEqual([[5, 2], true]);
  expect((await api.client.models.versions('xor-net', { after: 2 })).data.map(({ version }) => version)).toEqual([1]);
});

test('a model is deleted as a whole, and one of that name begins anew with the next number', async () => {
  await api.client.models.delete('page-b');
  expect((await ask('/api/v1/models/page-b')).status).toBe(404);
  expect((await api.client.models.list({})).data.map(({ name }) => name)).not.toContain('page-b');
  const { id } = await api.client.jobs.create({ ...smallJob, model: 'page-b', steps: 20 });
  expect((await api.client.jobs.wait(id)).result!.version).toBe(2);
  expect(await api.client.models.get('page-b')).toMatchObject({ tags: [], versions: [2] });
});

test('with a fresh Redis and after reindex all is as it was, curves of archived jobs too', async () => {
  const all = async (at: TestApi) => ({ models: (await at.client.models.list({})).data, aliases: (await at.client.models.aliases.list('xor-net')).data, version: await at.client.models.version('xor-net', 2), card: await at.client.models.card('xor-net', 2).then((card) => ({ ...card, calls: null })) });
  const before = await all(api);
  const fresh = await startTestApi(api.storeDir);
  try {
    expect(await all(fresh)).toEqual(before);
    await reindexFrom(await openStore(api.storeDir), fresh.redisUrl);
    expect(await all(fresh)).toEqual(before);
    expect((await fresh.client.predict('xor-net', { inputs }, 'stable')).version).toBe(2);
  } finally {
    await fresh.close();
  }
});
