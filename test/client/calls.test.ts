import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { createClient, TrainyardConnectionError } from '../../src/client/index.ts';
import type { CallOptions, Client } from '../../src/client/index.ts';

interface Operation {
  operationId: string;
  method: string;
  path: string;
  responses: Record<string, unknown>;
  requestBody?: { content: Record<string, unknown> };
}

const document = JSON.parse(readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8')) as { paths: Record<string, Record<string, Omit<Operation, 'method' | 'path'>>> };
const operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ ...operation, method: method.toUpperCase(), path })));
/** What the client is for: the native interface. The others have clients of their own. */
const ours = operations.filter(({ path }) => path.startsWith('/api/v1/') || path === '/readyz' || path === '/metrics');

const spec = { model: 'm', network: { preset: 'two-layer-net' }, dataset: { name: 'xor' } };
const network = { layers: [{ type: 'dense', units: 2 }] };
const file = new Blob(['1']);
const first = async (items: AsyncIterable<unknown>) => {
  for await (const item of items) return item;
  return null;
};

/** One call or more for each operation. */
const CALLS: [operationId: string, call: (client: Client, options: CallOptions) => Promise<unknown>][] = [
  ['createJob', (client, options) => client.jobs.create(spec, options)],
  ['createJob', (client, options) => client.jobs.plan(spec, options)],
  ['listJobs', (client, options) => client.jobs.list({}, options)],
  ['listJobs', (client, options) => first(client.jobs.all({}, options))],
  ['getJob', (client, options) => client.jobs.get('a b', options)],
  ['pauseJob', (client, options) => client.jobs.pause('a b', options)],
  ['resumeJob', (client, options) => client.jobs.resume('a b', {}, options)],
  ['stopJob', (client, options) => client.jobs.stop('a b', options)],
  ['cancelJob', (client, options) => client.jobs.cancel('a b', options)],
  ['retryJob', (client, options) => client.jobs.retry('a b', options)],
  ['reproduceJob', (client, options) => client.jobs.reproduce('a b', options)],
  ['forkJob', (client, options) => client.jobs.fork('a b', {}, options)],
  ['getJobMetrics', (client, options) => client.jobs.metrics('a b', {}, options)],
  ['getJobInsights', (client, options) => client.jobs.insights('a b', {}, options)],
  ['listJobCheckpoints', (client, options) => client.jobs.checkpoints('a b', options)],
  ['listJobEvents', (client, options) => client.jobs.eventLog('a b', {}, options)],
  ['watchJobs', (client, options) => first(client.jobs.watch({ ...options, maxReconnects: options.retries ?? 0 }))],
  ['createSweep', (client, options) => client.sweeps.create({ spec, search: { type: 'grid', parameters: {} }, metric: 'testAccuracy' }, options)],
  ['listSweeps', (client, options) => client.sweeps.list({}, options)],
  ['listSweeps', (client, options) => first(client.sweeps.all({}, options))],
  ['getSweep', (client, options) => client.sweeps.get('a b', options)],
  ['listTrials', (client, options) => client.sweeps.trials('a b', options)],
  ['listTrials', (client, options) => client.sweeps.trialsCsv('a b', options)],
  ['cancelSweep', (client, options) => client.sweeps.cancel('a b', options)],
  ['listModels', (client, options) => client.models.list({}, options)],
  ['listModels', (client, options) => first(client.models.all({}, options))],
  ['importModel', (client, options) => client.models.import({ model: 'm', format: 'npz', network, file }, options)],
  ['getModel', (client, options) => client.models.get('a b', options)],
  ['listModelVersions', (client, options) => client.models.versions('a b', {}, options)],
  ['updateModel', (client, options) => client.models.update('a b', { tags: [] }, options)],
  ['deleteModel', (client, options) => client.models.delete('a b', options)],
  ['updateModelVersion', (client, options) => client.models.updateVersion('a b', 1, { tags: [] }, options)],
  ['deleteModelVersion', (client, options) => client.models.deleteVersion('a b', 1, options)],
  ['getModelCard', (client, options) => client.models.card('a b', 1, options)],
  ['getModelCard', (client, options) => client.models.cardMarkdown('a b', 1, options)],
  ['compareModelVersions', (client, options) => client.models.compare('a b', { from: 1, to: 'x' }, options)],
  ['listAliases', (client, options) => client.models.aliases.list('a b', options)],
  ['getAlias', (client, options) => client.models.aliases.get('a b', 'c', options)],
  ['setAlias', (client, options) => client.models.aliases.set('a b', 'c', { version: 1 }, options)],
  ['rollBackAlias', (client, options) => client.models.aliases.rollBack('a b', 'c', { expected: 1 }, options)],
  ['deleteAlias', (client, options) => client.models.aliases.delete('a b', 'c', options)],
  ['predictAlias', (client, options) => client.predict('a b', { inputs: [[1]] }, 'c', options)],
  ['predictAlias', (client, options) => client.predictRows('a b', new Float32Array(1), 'c', options)],
  ['getModelVersion', (client, options) => client.models.version('a b', 1, options)],
  ['exportModelVersion', (client, options) => client.models.export('a b', 1, { format: 'onnx' }, options)],
  ['predictJob', (client, options) => client.jobs.predict('a b', { inputs: [[1]] }, options)],
  ['predictModel', (client, options) => client.predict('a b', { inputs: [[1]] }, null, options)],
  ['predictModelVersion', (client, options) => client.predict('a b', { inputs: [[1]] }, 1, options)],
  ['predictModel', (client, options) => client.predictRows('a b', new Float32Array(1), null, options)],
  ['predictModelVersion', (client, options) => client.predictRows('a b', new Float32Array(1), 1, options)],
  ['predictJob', (client, options) => client.jobs.predict('a b', { inputs: [[1]] }, options)],
  ['createFeatureMaps', (client, options) => client.featureMaps('a b', 1, { layer: 'conv1', input: [1] }, options)],
  ['createDataset', (client, options) => client.datasets.create({ name: 'a', format: 'csv', files: { file } }, options)],
  ['createDataset', (client, options) => client.datasets.create({ name: 'a', format: 'csv', files: { file } }, { ...options, onProgress: () => {} })],
  ['listDatasets', (client, options) => client.datasets.list(options)],
  ['getDataset', (client, options) => client.datasets.get('a b', options)],
  ['deleteDataset', (client, options) => client.datasets.delete('a b', options)],
  ['listDatasetSamples', (client, options) => client.datasets.samples('a b', {}, options)],
  ['listDatasetSamples', (client, options) => first(client.datasets.allSamples('a b', {}, options))],
  ['createGradientCheck', (client, options) => client.checkGradients({ network, inputShape: [2], classes: 2 }, options)],
  ['getCatalogue', (client, options) => client.catalogue(options)],
  ['listExperiments', (client, options) => client.experiments.list({}, options)],
  ['getExperiment', (client, options) => client.experiments.get('a b', options)],
  ['createExperimentRun', (client, options) => client.experiments.run('a b', {}, options)],
  ['listExperimentRuns', (client, options) => client.experiments.runs('a b', options)],
  ['getExperimentRun', (client, options) => client.experiments.getRun('a b', options)],
  ['getExperimentRunFigure', (client, options) => client.experiments.figure('a b', options)],
  ['createKey', (client, options) => client.keys.create({ name: 'k', scopes: ['read'] }, options)],
  ['listKeys', (client, options) => client.keys.list(options)],
  ['revokeKey', (client, options) => client.keys.revoke('a b', options)],
  ['createSessionLink', (client, options) => client.sessions.createLink(options)],
  ['closeSession', (client, options) => client.sessions.close(options)],
  ['createTicket', (client, options) => client.tickets.create(options)],
  ['listAudit', (client, options) => client.audit.list({}, options)],
  ['listAudit', (client, options) => first(client.audit.all(options))],
  ['listConsumers', (client, options) => client.consumers(options)],
  ['readyz', (client, options) => client.health(options)],
  ['getMetrics', (client, options) => client.prometheus(options)],
];

/** Sends a call to a service that dies `failures` times, then answers; gives what it saw. */
async function requestsOf(call: (typeof CALLS)[number][1], failures: number): Promise<Request[]> {
  const seen: Request[] = [];
  const client = createClient({
    baseUrl: 'http://service', apiKey: 'key',
    fetch: (input, init) => {
      const request = new Request(input, init);
      seen.push(request);
      if (seen.length <= failures) return Promise.reject(new TypeError('fetch failed'));
      return Promise.resolve(new Response(request.headers.get('accept') === 'text/event-stream' ? `data: ${EMPTY}\n\n` : EMPTY));
    },
  });
  await call(client, { retries: failures }).catch((error: unknown) => {
    if (!(error instanceof TrainyardConnectionError)) throw error;
  });
  return seen;
}

const EMPTY = JSON.stringify({ object: 'list', data: [], hasMore: false, firstId: null, lastId: null });
const SECRET = ['createKey', 'createSessionLink', 'createTicket'];

test('every operation of the native interface has a method', () => {
  expect([...new Set(CALLS.map(([operationId]) => operationId))].toSorted()).toEqual(ours.map(({ operationId }) => operationId).toSorted());
});

describe.concurrent.each(CALLS.map(([operationId, call], index) => ({ operationId, call, index })))('$index $operationId', ({ operationId, call }) => {
  let operation: Operation;
  let request: Request;
  beforeAll(async () => {
    operation = ours.find((each) => each.operationId === operationId)!;
    [request] = await requestsOf(call, 0);
  });

  test('asks for its path with the key', () => {
    expect(request.method).toBe(operation.method);
    const pattern = new RegExp(`^${operation.path.replace('{version}', '1').replace('{name}', 'a%20b').replace('{id}', 'a%20b').replace('{alias}', 'c')}$`);
    expect(new URL(request.url).pathname).toMatch(pattern);
    expect(request.headers.get('authorization')).toBe('Bearer key');
    expect(request.credentials).toBe('omit');
  });

  test('is sent again after a lost connection unless that could make a second one', async () => {
    const creates = '201' in operation.responses && !new URL(request.url).searchParams.has('dryRun');
    const json = operation.requestBody === undefined || 'application/json' in operation.requestBody.content;
    const carriesKey = creates && json && !SECRET.includes(operationId);
    expect(request.headers.has('idempotency-key')).toBe(carriesKey);
    const repeatable = !creates || carriesKey || operationId === 'createDataset';
    if (operationId !== 'readyz') expect(await requestsOf(call, 1)).toHaveLength(repeatable ? 2 : 1);
  });

  test('ends with its signal', async () => {
    const stop = new AbortController();
    const hangs = createClient({ baseUrl: 'http://service', fetch: (input, init) => new Promise((_, reject) => {
      const { signal } = new Request(input, init);
      signal.addEventListener('abort', () => reject(signal.reason as Error));
      stop.abort(new Error('enough'));
    }) });
    await expect(call(hangs, { signal: stop.signal })).rejects.toThrow('enough');
  });
});
