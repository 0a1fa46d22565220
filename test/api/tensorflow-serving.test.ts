/** What clients of TensorFlow Serving's REST interface send and expect, after its document "RESTful API"; with the key added and nothing else. */
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
let probabilities: number[][] = [];
const inputs = [[0, 0], [0, 1], [1, 0], [1, 1]];
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
  const digits = { model: 'digits', network: { preset: 'two-layer-net' as const }, dataset: { name: 'synthetic-digits', trainSize: 200 }, steps: 2, batchSize: 20, evaluate: { samples: 20 } };
  for (const spec of [smallJob, smallJob, digits]) await api.client.jobs.wait((await api.client.jobs.create(spec)).id);
  probabilities = (await api.client.predict('xor-net', { inputs })).predictions.map((each) => each.probabilities!);
}, 60_000);
afterAll(() => api.close());

const ask = async (path: string, init?: RequestInit) => {
  const response = await api.request(path, init);
  return { status: response.status, type: response.headers.get('content-type'), body: await response.json() as Record<string, unknown> };
};
const predict = (body: unknown, path = '/v1/models/xor-net:predict') => ask(path, post(body));
const close = (rows: unknown, expected: number[][]) => expect((rows as number[][]).flat().map((value, i) => Math.abs(value - expected.flat()[i]) < 1e-6)).toEqual(expected.flat().map(() => true));

describe('predict', () => {
  test('row format answers predictions, in order', async () => {
    const { status, type, body } = await predict({ signature_name: 'serving_default', instances: inputs });
    expect([status, type, Object.keys(body)]).toEqual([200, 'application/json; charset=utf-8', ['predictions']]);
    close(body.predictions, probabilities);
  });

  test.each([
    ['named instances', { instances: inputs.map((input) => ({ input })) }, 'predictions'],
    ['column format', { inputs }, 'outputs'],
    ['a named column', { inputs: { input: inputs } }, 'outputs'],
  ])('%s', async (_, body, member) => {
    const answer = await predict(body);
    expect(Object.keys(answer.body)).toEqual([member]);
    close(answer.body[member], probabilities);
  });

  test('a version by its number, the newest by its label', async () => {
    for (const path of ['versions/1', 'versions/2', 'labels/latest']) expect((await predict({ instances: inputs }, `/v1/models/xor-net/${path}:predict`)).status).toBe(200);
    const [one, newest, named] = await Promise.all(['/versions/1', '', '/versions/2'].map(async (path) => (await predict({ instances: inputs }, `/v1/models/xor-net${path}:predict`)).body));
    expect(newest).toEqual(named);
    expect(one).toEqual(newest); // the same seed
  });

  test('images as {"b64": ...}, and nested rows', async () => {
    const inside = (i: number) => i > 4 && i < 23; // as the digits are, so that nothing is moved
    const pixels = Uint8Array.from({ length: 784 }, (_, i) => (inside(i % 28) && inside(Math.floor(i / 28)) ? 128 + ((i * 7) % 128) : 0));
    const b64 = (await sharp(pixels, { raw: { width: 28, height: 28, channels: 1 } }).png().toBuffer()).toString('base64');
    const nested = Array.from({ length: 28 }, (_, row) => Array.from({ length: 28 }, (_2, column) => [pixels[row * 28 + column] / 255]));
    const [image, numbers] = [await predict({ instances: [{ b64 }, { b64 }] }, '/v1/models/digits:predict'), await predict({ instances: [nested, nested.flat(2)] }, '/v1/models/digits:predict')];
    expect([image.status, numbers.status]).toEqual([200, 200]);
    close(image.body.predictions, numbers.body.predictions as number[][]);
  });

  test.each([
    ['no JSON', '{"instances":', 400, /not valid JSON/], ['a list', '[1]', 400, /no JSON object/], ['neither member', '{}', 400, /instances or inputs/], ['both members', '{"instances":[[0,0]],"inputs":[[0,0]]}', 400, /one of the two/],
    ['no samples', '{"instances":[]}', 400, /no list of samples/], ['one value too many', '{"instances":[[0,0],[0,0,0]]}', 400, /^#\/instances\/1: .*list of 2/], ['text', '{"instances":[[0,"0"]]}', 400, /#\/instances\/0\/1/],
    ['another signature', '{"signature_name":"regress","instances":[[0,0]]}', 400, /serving_default/], ['another input', '{"instances":[{"x":[0,0]}]}', 400, /named "input"/], ['an unknown member', '{"instances":[[0,0]],"examples":[]}', 400, /not known/],
    ['numbers beyond float32', '{"instances":[[0,1e39]]}', 400, /float32/], ['an image that is none', '{"instances":[{"b64":"aGVsbG8="}]}', 400, /not images|PNG/],
  ])('%s is refused in one sentence', async (_, body, status, message) => {
    const response = await api.request('/v1/models/xor-net:predict', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    const answer = (await response.json()) as { error: string };
    expect([response.status, Object.keys(answer)]).toEqual([status, ['error']]);
    expect(answer.error).toMatch(message);
  });

  test('rows of bytes belong to another door', async () => {
    const { status, body } = await ask('/v1/models/xor-net:predict', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(16) });
    expect([status, body]).toEqual([415, { error: expect.stringMatching(/no rows of bytes.*application\/json/) }]);
  });

  test('what is not there, and who may not ask, get errors of the same form', async () => {
    for (const path of ['nobody:predict', 'xor-net/versions/9:predict', 'xor-net/versions/x:predict', 'xor-net/labels/production:predict']) {
      expect(await predict({ instances: inputs }, `/v1/models/${path}`)).toMatchObject({ status: 404, body: { error: expect.stringMatching(/\w/) as string } });
    }
    const anonymous = await fetch(`${api.url}/v1/models/xor-net:predict`, post({ instances: inputs }));
    expect([anonymous.status, Object.keys((await anonymous.json()) as object)]).toEqual([401, ['error']]);
    expect(await ask('/v1/models/xor-net:predict', { method: 'POST' })).toMatchObject({ status: 400, body: { error: expect.stringContaining('no body') as string } });
    expect((await ask('/v1/models/xor-net:predict', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } })).status).toBe(415);
  });
});

test('status and metadata', async () => {
  const available = (version: string) => ({ version, state: 'AVAILABLE', status: { error_code: 'OK', error_message: '' } });
  expect((await ask('/v1/models/xor-net')).body).toEqual({ model_version_status: [available('2'), available('1')] });
  expect((await ask('/v1/models/xor-net/versions/1')).body).toEqual({ model_version_status: [available('1')] });
  expect((await ask('/v1/models/xor-net/labels/latest')).body).toEqual({ model_version_status: [available('2')] });
  expect(await ask('/v1/models/nobody')).toMatchObject({ status: 404, body: { error: expect.stringContaining('nobody') as string } });
  const shape = (...sizes: number[]) => ({ dim: sizes.map((size) => ({ size: String(size), name: '' })), unknown_rank: false });
  expect((await ask('/v1/models/digits/metadata')).body).toEqual({
    model_spec: { name: 'digits', signature_name: '', version: '1' },
    metadata: { signature_def: { signature_def: { serving_default: {
      inputs: { input: { dtype: 'DT_FLOAT', tensor_shape: shape(-1, 28, 28, 1), name: 'input:0' } }, outputs: { output: { dtype: 'DT_FLOAT', tensor_shape: shape(-1, 10), name: 'output:0' } }, method_name: 'tensorflow/serving/predict',
    } } } },
  });
});
