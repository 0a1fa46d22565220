/** Compare-and-set on both stores, and what the registry makes of it. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ModelPublication, openModelRegistry, openStore, type Store } from '../../src/models/index.ts';
import { changeEdition, readEdition } from '../../src/models/editions.ts';
import { startTestS3, type TestS3 } from '../support/s3.ts';

const author = { keyId: 'key_1', name: 'Ada', at: '2026-11-27T08:00:00.000Z' };
const publication = (jobId: string | null, more: Partial<ModelPublication> = {}): ModelPublication => ({
  model: 'digits', createdAt: '2026-11-23T08:00:00.000Z', jobId, specHash: null, dataHash: null, build: 'simd-fma/1',
  network: { layers: [{ type: 'dense', units: 1 }] }, inputShape: [1], classes: ['0'], semantics: 'modern', loss: 'softmax-cross-entropy', dataset: null, metrics: {}, parameterCount: 1,
  weights: [{ name: 'dense1.kernel', shape: [1, 1], data: Float32Array.of(1) }], ...more,
});

interface Place {
  /** of a store that nobody has used */
  location(): Promise<string>;
  open(): Promise<void>;
  close(): Promise<void>;
}

function inFolder(): Place {
  const folders: string[] = [];
  return {
    open: async () => {},
    location: async () => folders[folders.push(await mkdtemp(join(tmpdir(), 'ty-editions-'))) - 1],
    close: async () => void (await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))),
  };
}

function inBucket(): Place {
  let server: TestS3;
  return { open: async () => void (server = await startTestS3({ strict: true })), location: async () => server.location(), close: () => server.close() };
}

describe.each([['a folder', inFolder], ['a bucket', inBucket]])('in %s', (_, make) => {
  const place = make();
  let [location, store] = ['', null as unknown as Store];
  beforeAll(() => place.open());
  afterAll(() => place.close());
  beforeEach(async () => {
    location = await place.location();
    store = await openStore(location);
  });

  test('no change is lost, however many change a document at once', async () => {
    const stores = await Promise.all([openStore(location), openStore(location), openStore(location)]);
    const add = (i: number) => changeEdition(stores[i % 3], 'documents/a', { initial: { sum: 0, by: [] as number[] }, change: ({ sum, by }) => ({ sum: sum + 1, by: [...by, i] }) });
    await Promise.all(Array.from({ length: 6 }, (_, i) => add(i)));
    const { number, document } = await readEdition(store, 'documents/a', { sum: 0, by: [] as number[] });
    expect([number, document.sum, document.by.toSorted((a, b) => a - b)]).toEqual([6, 6, Array.from({ length: 6 }, (_, i) => i)]);
  }, 60_000);

  test('a change that changes nothing writes nothing; one that is refused neither', async () => {
    const initial = { n: 0 };
    expect(await changeEdition(store, 'documents/a', { initial, change: (document) => document })).toBe(initial);
    await expect(changeEdition(store, 'documents/a', { initial, change: () => { throw new Error('no'); } })).rejects.toThrow('no');
    expect(await store.list('documents')).toEqual([]);
  });

  test('numbers of deleted versions are never used again, also when the newest goes and the model as a whole', async () => {
    const models = openModelRegistry(store);
    for (const job of ['job_a', 'job_b']) await models.publish(publication(job));
    await models.change('digits', { type: 'delete-version', version: 2 }, author);
    expect(await models.model('digits')).toMatchObject({ versions: [1], latestVersion: 1 });
    await expect(models.get('digits', 2)).rejects.toMatchObject({ code: 'not-found' });
    await expect(models.weights('digits', 2)).rejects.toMatchObject({ code: 'not-found' });
    await expect(models.change('digits', { type: 'delete-version', version: 2 }, author)).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.list('models/digits/2')).toEqual(['deleted.json']);
    expect((await models.publish(publication('job_c'))).version).toBe(3);
    await models.change('digits', { type: 'delete-model' }, author);
    await expect(models.model('digits')).rejects.toMatchObject({ code: 'not-found' });
    expect(await models.list()).toEqual([]);
    expect((await openModelRegistry(await openStore(location)).publish(publication('job_d'))).version).toBe(4);
    // a publisher that looked before all this and comes late is refused the number too
    await expect(store.publish('models/digits/2', new Map([['model.json', '{}']]))).rejects.toMatchObject({ code: 'already-exists' });
  });

  test('an alias is never set to a version that is deleted at the same time', async () => {
    const models = await Promise.all([1, 2].map(async () => openModelRegistry(await openStore(location))));
    for (const job of ['job_a', 'job_b', 'job_c', 'job_d']) await models[0].publish(publication(job));
    for (const version of [1, 2, 3]) {
      const [aliased, deleted] = await Promise.allSettled([
        models[0].change('digits', { type: 'set-alias', alias: `a${version}`, version }, author),
        models[1].change('digits', { type: 'delete-version', version }, author),
      ]);
      expect([aliased.status, deleted.status].filter((status) => status === 'fulfilled')).toHaveLength(1);
      const { aliases, versions } = await models[0].model('digits');
      expect(aliases[`a${version}`] === version).toBe(versions.includes(version));
    }
  }, 60_000);

  test('aliases, history, tags and descriptions are there for whoever opens the store again', async () => {
    const models = openModelRegistry(store);
    for (const job of ['job_a', 'job_b']) await models.publish(publication(job));
    await models.change('digits', { type: 'set-alias', alias: 'production', version: 1 }, author);
    await models.change('digits', { type: 'set-alias', alias: 'production', version: 2 }, author);
    await models.change('digits', { type: 'describe', version: null, description: 'By hand', tags: ['b', 'a'] }, author);
    await models.change('digits', { type: 'describe', version: 1, tags: ['first'] }, author);
    const again = openModelRegistry(await openStore(location));
    expect(await again.model('digits')).toMatchObject({ aliases: { latest: 2, production: 2 }, description: 'By hand', tags: ['a', 'b'] });
    expect(await again.state('digits')).toEqual(await models.state('digits'));
    expect((await again.get('digits', 'production')).version).toBe(2);
    await expect(again.get('digits', 'nobody')).rejects.toMatchObject({ code: 'not-found', hint: 'It has latest, production.' });
  });

  test('a removal that was cut off is finished by the next who asks for it', async () => {
    const models = openModelRegistry(store);
    for (const job of ['job_a', 'job_b']) await models.publish(publication(job));
    const broken: Store = { ...store, remove: () => Promise.reject(new Error('killed')) };
    await expect(openModelRegistry(broken).change('digits', { type: 'delete-version', version: 1 }, author)).rejects.toThrow('killed');
    expect((await models.model('digits')).versions).toEqual([2]);
    await expect(models.change('digits', { type: 'delete-version', version: 1 }, author)).rejects.toMatchObject({ code: 'not-found' });
    expect(await store.list('models/digits/1')).toEqual(['deleted.json']);
  });

  test('a reproduction stands on the version it reproduces, also when whoever published it died before saying so', async () => {
    const models = openModelRegistry(store);
    const { weightsSha256 } = await models.publish(publication('job_a'));
    const reproduces = { jobId: 'job_a', weightsSha256 };
    const deaf: Store = { ...store, publish: (prefix, files) => (prefix.includes('/state/') ? Promise.reject(new Error('killed')) : store.publish(prefix, files)) };
    await expect(openModelRegistry(deaf).publish(publication('job_b', { reproduces }))).rejects.toThrow('killed');
    expect(await models.publish(publication('job_b', { reproduces }))).toMatchObject({ version: 2, reproduces: { jobId: 'job_a', version: 1, identical: true } });
    await models.publish(publication('job_c', { reproduces: { jobId: 'job_a', weightsSha256: 'sha256:other' } }));
    expect((await models.state('digits')).versions[1].reproductions).toMatchObject([{ jobId: 'job_b', version: 2, identical: true }, { jobId: 'job_c', version: 3, identical: false }]);
    await models.change('digits', { type: 'delete-version', version: 2 }, author); // the proof outlives the duplicate
    expect((await models.state('digits')).versions[1].reproductions).toHaveLength(2);
  });
});

describe('editions that are kept', () => {
  const place = inFolder();
  afterAll(() => place.close());

  test('are the last hundred, and a writer who was held up for longer loses', async () => {
    const store = await openStore(await place.location());
    const { promise: overtaken, resolve: overtake } = Promise.withResolvers<void>();
    const { promise: read, resolve: hasRead } = Promise.withResolvers<void>();
    const add = (n: number) => changeEdition(store, 'd', { initial: { ns: [] as number[] }, change: ({ ns }) => ({ ns: [...ns, n] }) });
    for (let n = 1; n <= 3; n++) await add(n);
    const late = changeEdition(store, 'd', { initial: { ns: [] as number[] }, change: async ({ ns }) => {
      hasRead();
      await overtaken;
      return { ns: [...ns, -1] };
    } });
    await read;
    for (let n = 4; n <= 120; n++) await add(n);
    const names = await store.list('d');
    expect([names.length, names[0], names.at(-1)]).toEqual([100, '000000021', '000000120']);
    overtake();
    expect((await late).ns).toEqual([...Array.from({ length: 120 }, (_, i) => i + 1), -1]);
    expect((await readEdition(store, 'd', { ns: [] as number[] })).document.ns).toHaveLength(121);
  });

  test('that are damaged are said so', async () => {
    const store = await openStore(await place.location());
    await store.publish('d/000000001', new Map([['document.json', '{"ns":']]));
    await expect(readEdition(store, 'd', {})).rejects.toMatchObject({ code: 'store-corrupt', message: expect.stringContaining('d/000000001/document.json') as string });
  });
});
