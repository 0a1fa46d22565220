/** ONNX files that mean harm: each is refused with a reason, nothing is registered, and the service goes on. */
import { BinaryWriter } from '@bufbuild/protobuf/wire';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeOnnxModel } from '../../src/models/export/onnx/index.ts';
import { exportedOf } from '../models/exported.ts';
import { array, graphOf, sizes } from '../models/onnx-graphs.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const whole = writeOnnxModel(exportedOf({ preset: 'simple-convnet', filters: 2, kernel: 3, hidden: 4 }, { inputShape: [6, 6, 1], classes: 3 }), { layout: 'NCHW' });

/** A model whose graph holds these bytes before anything else. */
function withGraph(write: (graph: BinaryWriter) => void): Uint8Array {
  const graph = new BinaryWriter();
  write(graph);
  return new BinaryWriter().tag(1, 0).int64(8).tag(8, 2).fork().tag(2, 0).int64(17).join().tag(7, 2).bytes(graph.finish()).finish();
}

const external = withGraph((graph) => graph.tag(5, 2).fork().tag(1, 0).int64(1).tag(2, 0).int32(1).tag(8, 2).string('w').tag(13, 2).fork().tag(1, 2).string('location').tag(2, 2).string('../../../etc/passwd').join().tag(14, 0).int32(1).join());
const vast = withGraph((graph) => graph.tag(5, 2).fork().tag(1, 0).int64(2 ** 40).tag(1, 0).int64(2 ** 40).tag(2, 0).int32(1).tag(8, 2).string('w').join());

function deep(): Uint8Array {
  let inner: Uint8Array = new Uint8Array();
  for (let i = 0; i < 20_000; i++) inner = i < 8000 ? new BinaryWriter().tag(7, 2).bytes(inner).finish() : inner;
  return inner;
}

const chain = (count: number) => graphOf(['n', 4], Array.from({ length: count }, () => ({ operator: 'Relu' })));

test.each<[string, Uint8Array, RegExp]>([
  ['nothing', new Uint8Array(1), /no usable ONNX model|holds no graph/],
  ['a file cut in the middle', whole.subarray(0, whole.length / 2), /no usable ONNX model/],
  ['a file cut at its end', whole.subarray(0, whole.length - 1), /no usable ONNX model/],
  ['something else', new TextEncoder().encode('<html>'.repeat(100)), /no usable ONNX model|holds no graph/],
  ['a node that feeds itself', graphOf(['n', 4], [{ operator: 'Add', inputs: ['x', 'v1'] }]), /made by no node before it/],
  ['nodes that feed each other', graphOf(['n', 4], [{ operator: 'Add', inputs: ['x', 'v2'] }, { operator: 'Relu', inputs: ['v1'] }]), /made by no node before it/],
  ['two nodes that make one value', graphOf(['n', 4], [{ operator: 'Relu' }, { operator: 'Relu', inputs: ['x'], outputs: ['v1'] }]), /no output of its own/],
  ['weights in another file', external, /lies in another file/],
  ['an array of 2^80 values', vast, /a shape that no array has/],
  ['samples of 2^40 values', graphOf(['n', 2 ** 20, 2 ** 20], [{ operator: 'Relu' }]), /values for a sample/],
  ['a window of the size of the world', graphOf(['n', 1, 8, 8], [{ operator: 'AveragePool', attributes: { kernel_shape: { ints: [2 ** 31, 2 ** 31] }, pads: { ints: [2 ** 31, 2 ** 31, 2 ** 31, 2 ** 31] } } }]), /attribute (kernel_shape|pads)/],
  ['an image that grows at every node', graphOf(['n', 1, 64, 64], Array.from({ length: 6 }, () => ({ operator: 'ConvTranspose', attributes: { strides: { ints: [512, 512] } } })).map((node, i) => ({ ...node, inputs: [i === 0 ? 'x' : `v${i}`, 'w'] })), [array('w', 1, 1, 2, 2)]), /values for a sample/],
  ['a reshape to more than there is', graphOf(['n', 4], [{ operator: 'Reshape', inputs: ['x', 's'] }], [sizes('s', -1, 2 ** 40)]), /it makes/],
  ['three thousand nodes', chain(3000), /3000 nodes; at most 2000/],
  ['two hundred thousand nodes', chain(200_000), /more than 400000 members/],
  ['a million empty members', new Uint8Array(2_000_000).fill(0).map((_, i) => (i % 2 === 0 ? 0xca : 0x01)), /no usable ONNX model|holds no graph/],
  ['messages nested in messages', deep(), /no usable ONNX model|holds no graph|which version/],
])('%s', async (_, content, reason) => {
  const refused = api.client.models.import({ model: 'harm', format: 'onnx', file: new File([Uint8Array.from(content)], 'harm.onnx') });
  await expect(refused).rejects.toMatchObject({ status: 422, message: expect.stringMatching(reason) });
  expect((await api.request('/api/v1/models/harm')).status).toBe(404);
});

test('and a good one is taken afterwards', async () => {
  expect(await api.client.models.import({ model: 'good', format: 'onnx', file: new File([Uint8Array.from(whole)], 'good.onnx') })).toMatchObject({ version: 1 });
});
