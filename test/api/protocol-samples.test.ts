/**
 * Requests and answers after the samples in the protocols' own documents (TensorFlow Serving's "RESTful API", the Open Inference Protocol, Triton's binary tensor
 * extension), and requests as widely used clients make them: curl, KServe's and Triton's. Nothing is added but the key; a model here has one input and one output, named
 * "input" and "output".
 */
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeSafetensors } from '../../src/models/index.ts';
import { KEY, post, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;

/** A network of one dense layer. */
async function dense(model: string, kernel: number[], bias: number[]): Promise<void> {
  const [inputs, outputs] = [kernel.length / bias.length, bias.length];
  const bytes = encodeSafetensors([{ name: 'dense1.kernel', shape: [inputs, outputs], data: Float32Array.from(kernel) }, { name: 'dense1.bias', shape: [outputs], data: Float32Array.from(bias) }]);
  await api.client.models.import({ model, format: 'safetensors', network: { layers: [{ type: 'dense', units: outputs }] }, inputShape: [inputs], classes: outputs, loss: 'mean-squared-error', file: new File([Uint8Array.from(bytes)], 'w.safetensors') } as never);
}

beforeAll(async () => {
  api = await startTestApi();
  await dense('half_plus_two', [0.5], [2]);
  await dense('half_plus_two', [0.5], [3]);
  await dense('mymodel', [1, 0, 1, 1, 0, 1], [0, 0, 0]);
  await api.client.models.aliases.set('half_plus_two', 'canary', { version: 2 });
  await api.client.models.aliases.set('half_plus_two', 'stable', { version: 1 });
}, 180_000);
afterAll(() => api.close());

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Buffer;
}

/** As it goes over the wire: no header that is not given, but Host, the key and the length. */
function raw(method: string, path: string, { headers = {}, body = Buffer.alloc(0) }: { headers?: Record<string, string>; body?: Buffer | string } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': String(Buffer.byteLength(body)) };
    const asked = request(`${api.url}${path}`, { method, headers: { authorization: `Bearer ${KEY}`, ...(method === 'POST' ? length : {}), ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => resolve({ status: response.statusCode!, headers: response.headers, body: Buffer.concat(chunks) }));
    });
    asked.on('error', reject).end(body);
  });
}
const json = ({ body }: Answer): unknown => JSON.parse(body.toString());

describe("TensorFlow Serving's samples", () => {
  const CURL = { 'user-agent': 'curl/8.5.0', 'accept': '*/*', 'content-type': 'application/x-www-form-urlencoded' };

  test('curl -d of half_plus_two', async () => {
    const answer = await raw('POST', '/v1/models/half_plus_two/versions/1:predict', { headers: CURL, body: '{"instances": [1.0, 2.0, 5.0]}' });
    expect([answer.status, json(answer)]).toEqual([200, { predictions: [2.5, 3.0, 4.5] }]);
  });

  test.each<[string, string, unknown]>([
    ['row', '{"signature_name": "serving_default", "instances": [1.0, 2.0, 5.0]}', { predictions: [3.5, 4, 5.5] }],
    ['row, lists of one', '{"instances": [[1.0], [2.0]]}', { predictions: [[3.5], [4]] }],
    ['row, named', '{"instances": [{"input": 1.0}, {"input": 2.0}]}', { predictions: [3.5, 4] }],
    ['column', '{"inputs": [1.0, 2.0, 5.0]}', { outputs: [3.5, 4, 5.5] }],
    ['column, named', '{"signature_name": "serving_default", "inputs": {"input": [[1.0], [2.0]]}}', { outputs: [[3.5], [4]] }],
  ])('%s format', async (_, body, expected) => {
    for (const type of ['application/json', 'application/json; charset=utf-8', 'application/x-www-form-urlencoded', undefined]) {
      const answer = await raw('POST', '/v1/models/half_plus_two:predict', { body, headers: type === undefined ? {} : { 'content-type': type } });
      expect([type, answer.status, json(answer)]).toEqual([type, 200, expected]);
    }
  });

  test('versions, labels, status and metadata', async () => {
    for (const [path, first] of [['/versions/1', 2.5], ['/versions/2', 3.5], ['/labels/stable', 2.5], ['/labels/canary', 3.5], ['/labels/latest', 3.5]] as const) {
      expect(json(await raw('POST', `/v1/models/half_plus_two${path}:predict`, { headers: CURL, body: '{"instances": [1.0]}' }))).toEqual({ predictions: [first] });
    }
    const status = { model_version_status: [{ version: '1', state: 'AVAILABLE', status: { error_code: 'OK', error_message: '' } }] };
    expect(json(await raw('GET', '/v1/models/half_plus_two/versions/1'))).toEqual(status);
    expect(json(await raw('GET', '/v1/models/half_plus_two/labels/stable'))).toEqual(status);
    expect(json(await raw('GET', '/v1/models/half_plus_two/labels/stable/metadata'))).toMatchObject({ model_spec: { name: 'half_plus_two', version: '1' }, metadata: { signature_def: { signature_def: { serving_default: { method_name: 'tensorflow/serving/predict' } } } } });
  });

  test.each<[string, string, number]>([
    ['/v1/models/half_plus_two:predict', '{"instances": [1.0, 2.0', 400], ['/v1/models/half_plus_two:predict', '{"signature_name": "regress_x_to_y", "instances": [1.0]}', 400], ['/v1/models/half_plus_two:predict', '{"instances": ["hello", "world"]}', 400],
    ['/v1/models/nobody:predict', '{"instances": [1.0]}', 404], ['/v1/models/half_plus_two/versions/99:predict', '{"instances": [1.0]}', 404], ['/v1/models/half_plus_two/labels/nobody:predict', '{"instances": [1.0]}', 404], ['/v1/models/half_plus_two:classify', '{"examples": [{"x": 1.0}]}', 405],
  ])('errors are {"error": text}: %s %s', async (path, body, status) => {
    const answer = await raw('POST', path, { headers: CURL, body });
    expect([answer.status, json(answer)]).toEqual([status, { error: expect.stringMatching(/\w{3}/) as string }]);
  });
});

describe('the Open Inference Protocol', () => {
  const infer = (body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) => raw('POST', '/v2/models/mymodel/infer', { headers, body: JSON.stringify(body) });
  const input = { name: 'input', shape: [2, 2], datatype: 'UINT32', data: [1, 2, 3, 4] };
  const output = { name: 'output', shape: [2, 3], datatype: 'FP32', data: [3, 0, 3, 7, 0, 7] };

  test('a request with data in one list, or as the shape nests', async () => {
    for (const data of [[1, 2, 3, 4], [[1, 2], [3, 4]]]) {
      expect(json(await infer({ id: '42', inputs: [{ ...input, data }], outputs: [{ name: 'output' }] }))).toEqual({ model_name: 'mymodel', model_version: '1', id: '42', outputs: [output] });
    }
  });

  test('parameters of requests, inputs and outputs that say nothing here are let be', async () => {
    const answer = await infer({ id: 'x', parameters: { sequence_id: 0, priority: 2, timeout: 1000, custom: 'yes' }, inputs: [{ ...input, parameters: { content_type: 'np' } }], outputs: [{ name: 'output', parameters: { other: true } }] });
    expect([answer.status, (json(answer) as { id: string }).id]).toEqual([200, 'x']);
  });

  test.each<[string, object]>([
    ['two inputs', { inputs: [input, { ...input, name: 'input1' }] }], ['an unknown output', { inputs: [input], outputs: [{ name: 'output' }, { name: 'output1' }] }], ['data of another length', { inputs: [{ ...input, data: [1, 2, 3] }] }], ['text', { inputs: [{ ...input, datatype: 'BYTES', data: ['a', 'b', 'c', 'd'] }] }],
  ])('%s: 400 and {"error": text}', async (_, body) => {
    const answer = await infer(body);
    expect([answer.status, json(answer)]).toEqual([400, { error: expect.stringMatching(/\w{3}/) as string }]);
  });

  /** The extension's own sample, with one input. */
  test.each<[string, Record<string, string>]>([["as its document has it", { 'content-type': 'application/octet-stream' }], ["as Triton's client sends it, without a type", { 'accept-encoding': 'gzip' }]])('binary tensors: %s', async (_, headers) => {
    const head = Buffer.from(JSON.stringify({ model_name: 'mymodel', inputs: [{ name: 'input', shape: [2, 2], datatype: 'UINT32', parameters: { binary_data_size: 16 } }], outputs: [{ name: 'output', parameters: { binary_data: true } }] }));
    const answer = await raw('POST', '/v2/models/mymodel/infer', { headers: { ...headers, 'inference-header-content-length': String(head.length) }, body: Buffer.concat([head, Buffer.from(Uint32Array.of(1, 2, 3, 4).buffer)]) });
    const length = Number(answer.headers['inference-header-content-length']);
    expect([answer.status, answer.headers['content-type'], answer.headers['content-encoding'], answer.body.length]).toEqual([200, 'application/octet-stream', undefined, length + 24]);
    expect(JSON.parse(answer.body.toString('utf8', 0, length))).toMatchObject({ outputs: [{ name: 'output', shape: [2, 3], datatype: 'FP32', parameters: { binary_data_size: 24 } }] });
    expect(Array.from({ length: 6 }, (_value, i) => answer.body.readFloatLE(length + 4 * i))).toEqual([3, 0, 3, 7, 0, 7]);
  });

  test("Triton's client: all outputs as bytes, half precision, an empty id, no type of its JSON", async () => {
    const halves = Buffer.from(Uint16Array.of(0x3c00, 0x4000, 0x4200, 0x4400).buffer); // 1, 2, 3, 4
    const head = Buffer.from(JSON.stringify({ parameters: { binary_data_output: true }, inputs: [{ name: 'input', shape: [2, 2], datatype: 'FP16', parameters: { binary_data_size: 8 } }] }));
    const answer = await raw('POST', '/v2/models/mymodel/versions/1/infer', { headers: { 'inference-header-content-length': String(head.length) }, body: Buffer.concat([head, halves]) });
    const length = Number(answer.headers['inference-header-content-length']);
    expect(Array.from({ length: 6 }, (_value, i) => answer.body.readFloatLE(length + 4 * i))).toEqual([3, 0, 3, 7, 0, 7]);
    expect((await infer({ inputs: [input] }, {})).status).toBe(200);
  });

  test('packed bodies are refused in one sentence, before they are read', async () => {
    const answer = await infer({ inputs: [input] }, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    expect([answer.status, json(answer)]).toEqual([415, { error: expect.stringContaining('gzip') as string }]);
  });

  test('health and metadata as clients ask for them', async () => {
    for (const path of ['/v2/health/live', '/v2/health/ready', '/v2/models/mymodel/ready', '/v2/models/mymodel/versions/1/ready']) expect((await raw('GET', path)).status).toBe(200);
    expect(json(await raw('GET', '/v2'))).toEqual({ name: 'trainyard', version: 'test', extensions: ['binary_tensor_data'] });
    expect(json(await raw('GET', '/v2/models/mymodel/versions/1'))).toEqual({ name: 'mymodel', versions: ['1'], platform: 'trainyard', inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 2] }], outputs: [{ name: 'output', datatype: 'FP32', shape: [-1, 3] }] });
    expect((await raw('GET', '/v2/models/nobody/ready')).status).toBe(404);
  });
});

test('bodies of other types stay refused', async () => {
  for (const path of ['/v1/models/half_plus_two:predict', '/v2/models/mymodel/infer']) expect((await raw('POST', path, { headers: { 'content-type': 'text/plain' }, body: '{}' })).status).toBe(415);
  expect((await api.request('/api/v1/models/half_plus_two/predict', { ...post({}), headers: { 'content-type': 'application/x-www-form-urlencoded' } })).status).toBe(415);
});
