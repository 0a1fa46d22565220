import { type ChildProcess, spawn } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openNewest, saveCheckpoint } from '../../src/jobs/checkpoints.ts';
import { openModelRegistry, openStore, type Store } from '../../src/models/index.ts';
import { connect, loadSdk } from '../../src/models/s3/client.ts';
import { type S3Request, startTestS3, type TestS3 } from '../support/s3.ts';
import { describeStore, type StoreUnderTest } from './conformance.ts';

const MIB = 2 ** 20;

function describeOnServer(name: string, strict: boolean): void {
  let server: TestS3;
  beforeAll(async () => void (server = await startTestS3({ strict })));
  afterAll(() => server.close());

  async function make(): Promise<StoreUnderTest> {
    Object.assign(process.env, server.env);
    const location = server.location();
    return {
      store: await openStore(location),
      again: () => openStore(location),
      leftovers: () => hidden(server, location),
      close: async () => {},
    };
  }
  describeStore(name, make, { oneWinner: strict });
}

/** Notes of unfinished work, and files of publications that no manifest names. */
async function hidden(server: TestS3, location: string): Promise<string[]> {
  const objects = await server.objects(location);
  const manifests = await Promise.all(objects.filter((key) => key.endsWith('/.manifest')).map(async (key) => JSON.parse(await readFile(server.fileOf(location, key), 'utf8')) as { id: string; files: { name: string }[] }));
  const shown = manifests.flatMap(({ id, files }) => files.map(({ name }) => `.published/${id}/${name}`));
  return objects.filter((key) => key.startsWith('.') && !shown.includes(key));
}

describe('s3rver as it comes, which refuses no second writer', () => {
  describeOnServer('the store in a bucket', false);
});
describe('s3rver behind the rules of S3', () => {
  describeOnServer('the store in a bucket', true);
});

describe('in a bucket', () => {
  let server: TestS3;
  let location: string;
  let store: Store;
  beforeAll(async () => void (server = await startTestS3({ strict: true })));
  afterAll(() => server.close());
  beforeEach(async () => {
    location = server.location();
    store = await openStore(location);
    server.requests.length = 0;
  });
  afterEach(() => void (server.intercept = null));

  const sent = (method: string, fits: (request: S3Request) => boolean = () => true) => server.requests.filter((request) => request.method === method && fits(request));
  const files = new Map([['model.json', '{}'], ['weights', 'w'.repeat(100)]]);

  describe('large files', () => {
    const large = Uint8Array.from({ length: 2 * 8 * MIB + 12_345 }, (_, i) => (i * 31 + (i >> 13)) & 255);

    test('go up in parts with their checksums and come back whole', async () => {
      await store.put('jobs/a/big.ckpt', large);
      expect(sent('PUT', ({ query }) => query.partNumber !== undefined).map(({ headers }) => Number(headers['content-length'])).sort((a, b) => a - b)).toEqual([12_345, 8 * MIB, 8 * MIB]);
      expect(server.requests.filter(({ method, headers }) => method === 'PUT' && headers['x-amz-checksum-sha256'] === undefined)).toEqual([]);
      expect(Buffer.compare(await store.get('jobs/a/big.ckpt'), large)).toBe(0);
      expect(await server.uploads()).toEqual([]);
    });

    test('are published like small ones', async () => {
      await store.publish('models/m/1', new Map<string, Uint8Array | string>([['model.json', '{}'], ['weights', large]]));
      expect(Buffer.compare(await store.get('models/m/1/weights'), large)).toBe(0);
      expect(await hidden(server, location)).toEqual([]);
    });

    test('up to 8 MiB are one request', async () => {
      await store.put('jobs/a/just', large.subarray(0, 8 * MIB));
      expect(sent('POST')).toEqual([]);
      expect(sent('PUT')).toHaveLength(1);
    });

    test('that cannot be sent whole leave no part and the former content', async () => {
      await store.put('jobs/a/big.ckpt', 'before');
      server.intercept = ({ query }) => (query.partNumber === '2' ? 500 : undefined);
      await expect(store.put('jobs/a/big.ckpt', large)).rejects.toMatchObject({ code: 'store-unavailable' });
      expect(await server.uploads()).toEqual([]);
      expect(Buffer.from(await store.get('jobs/a/big.ckpt')).toString()).toBe('before');
    });

    test('whose upload nobody ended are cleared away after a day', async () => {
      server.intercept = ({ method, query }) => (query.partNumber === '2' || method === 'DELETE' ? 500 : undefined);
      await expect(store.put('jobs/a/big.ckpt', large)).rejects.toMatchObject({ code: 'store-unavailable' });
      server.intercept = null;
      await openStore(location);
      expect(await server.uploads()).toHaveLength(1);
      await server.age();
      await openStore(location);
      expect(await server.uploads()).toEqual([]);
    });
  });

  describe('bytes that changed', () => {
    const damage = async (key: string) => {
      const file = server.fileOf(location, key);
      const bytes = await readFile(file);
      bytes[bytes.length - 1] ^= 1;
      await writeFile(file, bytes);
    };

    test('in a file are not served', async () => {
      await store.put('jobs/a/spec.json', 'spec');
      await damage('jobs/a/spec.json');
      await expect(store.get('jobs/a/spec.json')).rejects.toMatchObject({ code: 'store-corrupt', message: 'the bytes of jobs/a/spec.json are not those that were stored' });
    });

    test('in a published file are not served, even with a hash of its own beside it', async () => {
      await store.publish('models/m/1', files);
      const { id } = JSON.parse(await readFile(server.fileOf(location, 'models/m/1/.manifest'), 'utf8')) as { id: string };
      await (await connect()).putObject({ Bucket: 'trainyard-test', Key: `${location.split('/').at(-1)}/.published/${id}/weights`, Body: 'x' });
      await expect(store.get('models/m/1/weights')).rejects.toMatchObject({ code: 'store-corrupt' });
      expect(Buffer.from(await store.get('models/m/1/model.json')).toString()).toBe('{}');
    });
  });

  test('a checkpoint that changed gives way to the one before it', async () => {
    for (const step of [1, 2]) await saveCheckpoint(store, 'j', { step, bytes: Uint8Array.of(step), keepLast: 2 });
    await writeFile(server.fileOf(location, 'jobs/j/checkpoints/000000000002.ckpt'), 'damaged');
    const skipped: string[] = [];
    expect(await openNewest(store, 'j', (bytes, step) => [bytes?.[0], step], (reason) => skipped.push(reason))).toEqual([1, 1]);
    expect(skipped).toEqual([expect.stringMatching(/^000000000002.ckpt: the bytes of/)]);
  });

  describe('a publication', () => {
    test('shows its manifest last, and on the condition that there is none', async () => {
      await store.publish('models/m/1', files);
      const puts = sent('PUT').map(({ key }) => key);
      expect(puts.at(-1)).toMatch(/\/models\/m\/1\/\.manifest$/);
      expect(puts.filter((key) => key.includes('/.published/'))).toHaveLength(2);
      expect(sent('PUT', ({ headers }) => headers['if-none-match'] === '*').map(({ key }) => key)).toEqual(puts.slice(-1));
    });

    test('half-written is invisible, and gone when writing fails', async () => {
      server.intercept = ({ method, key }) => (method === 'PUT' && key.endsWith('/weights') ? 500 : undefined);
      await expect(store.publish('models/m/1', files)).rejects.toMatchObject({ code: 'store-unavailable' });
      expect(await server.objects(location)).toEqual([]);
      expect([await store.has('models/m/1'), await store.list('models'), await store.list('')]).toEqual([false, [], []]);
    });

    test('whose manifest was written though the answer was lost is published', async () => {
      const answers: string[] = [];
      server.intercept = ({ method, key }) => {
        if (method !== 'PUT' || !key.endsWith('.manifest')) return undefined;
        return answers.push(key) === 1 ? 'lose' : undefined; // the SDK asks again and hears that the name is taken
      };
      await store.publish('models/m/1', files);
      expect(answers).toHaveLength(2);
      expect(await store.list('models/m/1')).toEqual(['model.json', 'weights']);
    });

    test('removed is out of sight before its files are deleted', async () => {
      await store.publish('models/m/1', files);
      server.intercept = ({ method, query }) => (method === 'POST' && 'delete' in query && sent('POST').length > 1 ? 500 : undefined);
      server.requests.length = 0;
      await expect(store.remove('models/m/1')).rejects.toMatchObject({ code: 'store-unavailable' });
      server.intercept = null;
      expect([await store.has('models/m/1'), await store.list('models/m')]).toEqual([false, []]);
      expect(await hidden(server, location)).toHaveLength(3);
      await server.age();
      await openStore(location);
      expect(await server.objects(location)).toEqual([]);
    });

    test('of several processes gets a version of its own', async () => {
      const registries = await Promise.all(Array.from({ length: 4 }, async () => openModelRegistry(await openStore(location))));
      const published = await Promise.all(registries.map((registry, i) => registry.publish({
        model: 'digits', createdAt: '2026-11-23T08:00:00.000Z', jobId: `job_${i}`, specHash: null, dataHash: null, build: 'simd-fma/1', network: { layers: [{ type: 'dense', units: 1 }] }, inputShape: [1], classes: ['0'],
        semantics: 'modern', loss: 'softmax-cross-entropy', dataset: null, metrics: {}, parameterCount: 1, weights: [{ name: 'dense1.kernel', shape: [1, 1], data: Float32Array.of(i) }],
      })));
      expect(published.map(({ version }) => version).sort((a, b) => a - b)).toEqual([1, 2, 3, 4]);
      for (const [i, { version }] of published.entries()) expect((await registries[0].weights('digits', version))[0].data).toEqual(Float32Array.of(i));
    });
  });

  describe('a process killed between files and manifest', () => {
    const publisher = `
      import { openStore } from '${new URL('../../src/models/index.ts', import.meta.url).href}';
      const store = await openStore(process.argv[1]);
      await store.publish('models/m/1', new Map([['model.json', 'of the dead'], ['weights', 'x']]));`;

    test('shows nothing, is in nobody\'s way, and is cleared away after a day', async () => {
      const { promise, resolve } = Promise.withResolvers<void>();
      let child: ChildProcess | null = null;
      server.intercept = ({ method, key }) => {
        if (method !== 'PUT' || !key.endsWith('.manifest')) return undefined;
        resolve();
        return 'hang';
      };
      try {
        child = spawn(process.execPath, ['--input-type=module', '-e', publisher, location], { stdio: 'inherit' });
        await promise;
      } finally {
        child?.kill('SIGKILL');
      }
      server.intercept = null;
      expect([await store.has('models/m/1'), await store.list('models')]).toEqual([false, []]);
      await expect(store.get('models/m/1/model.json')).rejects.toMatchObject({ code: 'not-found' });
      await store.publish('models/m/1', files);
      expect(Buffer.from(await store.get('models/m/1/model.json')).toString()).toBe('{}');

      const left = await hidden(server, location);
      expect(left).toHaveLength(3);
      await openStore(location);
      expect(await hidden(server, location)).toEqual(left); // it may still be alive
      await server.age();
      await openStore(location);
      expect(await hidden(server, location)).toEqual([]);
      expect(await store.list('models/m/1')).toEqual(['model.json', 'weights']);
    });

    test('after the manifest has published', async () => {
      server.intercept = ({ method, query }) => (method === 'POST' && 'delete' in query ? 500 : undefined);
      await expect(store.publish('models/m/1', files)).rejects.toMatchObject({ code: 'store-unavailable' });
      server.intercept = null;
      await server.age();
      await openStore(location);
      expect([await store.list('models/m/1'), await hidden(server, location)]).toEqual([['model.json', 'weights'], []]);
    });
  });
});

describe('what S3 refuses says what to do', () => {
  let server: TestS3;
  beforeAll(async () => void (server = await startTestS3({ strict: true })));
  afterAll(() => server.close());
  afterEach(() => {
    server.intercept = null;
    Object.assign(process.env, server.env);
  });

  test('a missing bucket', () => expect(openStore('s3://no-such-bucket/x')).rejects.toMatchObject({ code: 'store-unavailable', message: 'the store\'s bucket "no-such-bucket" does not exist (NoSuchBucket 404)', hint: expect.stringMatching(/make the bucket/) }));

  test('a wrong key', async () => {
    process.env.AWS_ACCESS_KEY_ID = 'nobody';
    await expect(openStore(server.location())).rejects.toMatchObject({ code: 'store-unavailable', hint: expect.stringMatching(/AWS_ACCESS_KEY_ID/) });
  });

  test('nobody there', async () => {
    process.env.AWS_ENDPOINT_URL = 'http://127.0.0.1:9';
    await expect(openStore(server.location())).rejects.toMatchObject({ code: 'store-unavailable', message: expect.stringMatching(/cannot be reached \(ECONNREFUSED\)/), hint: expect.stringMatching(/AWS_ENDPOINT_URL/) });
  });

  test.each([[403, /s3:ListBucket/], [503, /try again/]])('status %i', async (status, hint) => {
    const store = await openStore(server.location());
    server.intercept = () => status;
    await expect(store.has('jobs/a')).rejects.toMatchObject({ code: 'store-unavailable', hint: expect.stringMatching(hint) });
  });

  test('an address that is none', () => expect(openStore('s3://bucket/.hidden')).rejects.toMatchObject({ code: 'invalid-input', message: expect.stringMatching(/".hidden", which is no plain name/) }));

  test('the package that is not installed', async () => {
    const { optionalDependencies } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as { optionalDependencies: Record<string, string> };
    const absent = () => Promise.reject(Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' }));
    await expect(loadSdk(absent)).rejects.toMatchObject({ code: 'store-unavailable', hint: `npm install @aws-sdk/client-s3@${optionalDependencies['@aws-sdk/client-s3']}` });
  });
});
