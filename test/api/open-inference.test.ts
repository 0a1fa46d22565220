/** What clients of the Open Inference Protocol, version 2 (KServe, Triton) send and expect; with the key added and nothing else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DATATYPES } from '../../src/api/facades/open-inference/datatypes.ts';
import { KEY, post, smallJob, startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
let probabilities: number[] = [];
const samples = [0, 0, 0, 1, 1, 0, 1, 1];
beforeAll(async () => {
  api = await startTestApi();
  await api.startConsumer();
  await api.client.jobs.wait((await api.client.jobs.create(smallJob)).id);
  probabilities = (await api.client.predict('xor-net', { inputs: [[0, 0], [0, 1], [1, 0], [1, 1]] })).predictions.flatMap((each) => each.probabilities!);
}, 60_000);
afterAll(() => api.close());

const ask = async (path: string, init?: RequestInit) => {
  const response = await api.request(path, init);
  return { status: response.status, body: await response.json() as Record<string, unknown> };
};
const tensor = (changes: object = {}) => ({ name: 'input', shape: [4, 2], datatype: 'FP32', data: samples, ...changes });
const infer = (body: unknown, path = '/v2/models/xor-net/infer') => ask(path, post(body));
const answered = (data: ArrayLike<number>) => expect(Array.from(data, (value, i) => Math.abs(value - probabilities[i]) < 1e-6)).toEqual(probabilities.map(() => true));

test('the server, its health, a model and its readiness', async () => {
  expect((await ask('/v2')).body).toEqual({ name: 'trainyard', version: 'test', extensions: ['binary_tensor_data'] });
  expect(await ask('/v2/health/live')).toEqual({ status: 200, body: { live: true } });
  expect(await ask('/v2/health/ready')).toEqual({ status: 200, body: { ready: true } });
  const model = { name: 'xor-net', versions: ['1'], platform: 'trainyard', inputs: [{ name: 'input', datatype: 'FP32', shape: [-1, 2] }], outputs: [{ name: 'output', datatype: 'FP32', shape: [-1, 2] }] };
  for (const path of ['', '/versions/1']) {
    expect((await ask(`/v2/models/xor-net${path}`)).body).toEqual(model);
    expect((await ask(`/v2/models/xor-net${path}/ready`)).body).toEqual({ name: 'xor-net', ready: true });
  }
});

describe('infer', () => {
  test('answers name, version, id and one tensor', async () => {
    const { status, body } = await infer({ id: '42', inputs: [tensor()], outputs: [{ name: 'output' }] });
    expect([status, { ...body, outputs: [] }]).toEqual([200, { model_name: 'xor-net', model_version: '1', id: '42', outputs: [] }]);
    const [output] = body.outputs as { data: number[] }[];
    expect(output).toMatchObject({ name: 'output', shape: [4, 2], datatype: 'FP32' });
    answered(output.data);
    expect(Object.keys((await infer({ inputs: [tensor()] }, '/v2/models/xor-net/versions/1/infer')).body)).not.toContain('id');
  });

  test.each([['nested', { data: [[0, 0], [0, 1], [1, 0], [1, 1]] }], ['FP64', { datatype: 'FP64' }], ['INT64', { datatype: 'INT64' }], ['BOOL', { datatype: 'BOOL', data: samples.map(Boolean) }], ['UINT8', { datatype: 'UINT8' }]])('%s', async (_, changes) => {
    answered(((await infer({ inputs: [tensor(changes)] })).body.outputs as { data: number[] }[])[0].data);
  });

  /** JSON, then bytes, as the binary tensor data extension has it. */
  async function binary(head: unknown, bytes: Uint8Array, header?: string) {
    const json = Buffer.from(JSON.stringify(head));
    const response = await fetch(`${api.url}/v2/models/xor-net/infer`, {
      method: 'POST', body: Buffer.concat([json, bytes]), headers: { 'authorization': `Bearer ${KEY}`, 'content-type': 'application/octet-stream', 'inference-header-content-length': header ?? String(json.length) },
    });
    const answer = Buffer.from(await response.arrayBuffer());
    const length = Number(response.headers.get('inference-header-content-length') ?? answer.length);
    return { status: response.status, head: JSON.parse(answer.subarray(0, length).toString()) as { error?: string; outputs: { parameters?: object; data?: number[] }[] }, bytes: answer.subarray(length) };
  }
  const WRITERS: Record<string, (view: DataView, at: number, value: number) => void> = {
    BOOL: (v, at, x) => v.setUint8(at, x), UINT8: (v, at, x) => v.setUint8(at, x), UINT16: (v, at, x) => v.setUint16(at, x, true), UINT32: (v, at, x) => v.setUint32(at, x, true), UINT64: (v, at, x) => v.setBigUint64(at, BigInt(x), true),
    INT8: (v, at, x) => v.setInt8(at, x), INT16: (v, at, x) => v.setInt16(at, x, true), INT32: (v, at, x) => v.setInt32(at, x, true), INT64: (v, at, x) => v.setBigInt64(at, BigInt(x), true), FP16: (v, at, x) => v.setUint16(at, x === 0 ? 0 : 0x3c00, true), FP32: (v, at, x) => v.setFloat32(at, x, true), FP64: (v, at, x) => v.setFloat64(at, x, true),
  };
  const encoded = (datatype: string): Uint8Array => {
    const bytes = new Uint8Array(samples.length * DATATYPES[datatype].bytes);
    samples.forEach((value, i) => WRITERS[datatype](new DataView(bytes.buffer), i * DATATYPES[datatype].bytes, value));
    return bytes;
  };

  test.each(Object.keys(DATATYPES))('%s as bytes, answered as bytes', async (datatype) => {
    const bytes = encoded(datatype);
    const { data: _, ...header } = tensor({ datatype, parameters: { binary_data_size: bytes.length } });
    const answer = await binary({ inputs: [header], outputs: [{ name: 'output', parameters: { binary_data: true } }] }, bytes);
    expect([answer.status, answer.head.outputs[0]]).toEqual([200, { name: 'output', shape: [4, 2], datatype: 'FP32', parameters: { binary_data_size: 32 } }]);
    answered(Float32Array.from({ length: 8 }, (_value, i) => answer.bytes.readFloatLE(4 * i)));
    answered((await binary({ inputs: [header] }, bytes)).head.outputs[0].data!);
  });

  test('bytes are asked for all outputs at once, and one output may differ', async () => {
    const ask2 = async (body: object) => (await binary({ inputs: [tensor()], ...body }, new Uint8Array(0))).head.outputs[0];
    expect(await ask2({ parameters: { binary_data_output: true } })).toHaveProperty('parameters');
    expect(await ask2({ parameters: { binary_data_output: true }, outputs: [{ name: 'output', parameters: { binary_data: false } }] })).toHaveProperty('data');
  });

  const size = (bytes: unknown) => ({ inputs: [{ name: 'input', shape: [4, 2], datatype: 'FP32', parameters: { binary_data_size: bytes } }] });
  test.each([
    ['too few bytes', size(32), 31, undefined], ['too many bytes', size(32), 33, undefined], ['another size than the shape', size(16), 16, undefined], ['a negative size', size(-1), 32, undefined], ['a size that is text', size('x'), 32, undefined],
    ['a header longer than the body', size(32), 32, '100000'], ['a negative header', size(32), 32, '-1'], ['a header of nothing', size(32), 32, '0'], ['a header cut short', size(32), 32, '20'], ['no number', size(32), 32, '1e2'],
  ])('%s is refused', async (_, head, bytes, header) => {
    const { status, head: { error } } = await binary(head, new Uint8Array(bytes), header);
    expect([status, error]).toEqual([400, expect.stringMatching(/\w{3}/)]);
  });

  test.each([
    ['two inputs', { inputs: [tensor(), tensor()] }], ['no inputs', { inputs: [] }], ['another name', { inputs: [tensor({ name: 'x' })] }], ['another output', { inputs: [tensor()], outputs: [{ name: 'logits' }] }], ['another shape', { inputs: [tensor({ shape: [2, 4] })] }],
    ['a shape of more', { inputs: [tensor({ shape: [5, 2] })] }], ['a shape of fewer', { inputs: [tensor({ shape: [3, 2] })] }], ['a huge shape', { inputs: [tensor({ shape: [2 ** 40, 2] })] }], ['a negative shape', { inputs: [tensor({ shape: [-4, 2] })] }], ['no samples', { inputs: [tensor({ shape: [0, 2], data: [] })] }],
    ['text', { inputs: [tensor({ data: ['0', '0', '0', '1', '1', '0', '1', '1'] })] }], ['BYTES', { inputs: [tensor({ datatype: 'BYTES' })] }], ['constructor', { inputs: [tensor({ datatype: 'constructor' })] }], ['no data', { inputs: [tensor({ data: undefined })] }], ['values beyond float32', { inputs: [tensor({ data: [0, 0, 0, 1, 1, 0, 1, 1e39] })] }],
  ])('%s: refused in one sentence', async (_, body) => {
    const answer = await infer(body);
    expect(answer).toEqual({ status: 400, body: { error: expect.stringMatching(/\w{3}/) as string } });
  });
});

test('errors of addresses and keys have the same form', async () => {
  for (const path of ['/v2/models/nobody', '/v2/models/xor-net/versions/7', '/v2/models/xor-net/versions/7/ready', '/v2/nothing']) expect(await ask(path)).toEqual({ status: 404, body: { error: expect.stringMatching(/\w/) as string } });
  expect((await infer({ inputs: [tensor()] }, '/v2/models/nobody/infer')).status).toBe(404);
  const anonymous = await fetch(`${api.url}/v2/models/xor-net`);
  expect([anonymous.status, Object.keys((await anonymous.json()) as object)]).toEqual([401, ['error']]);
});
