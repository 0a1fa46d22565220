import { ok } from 'node:assert/strict';
import { planNetwork, sizeOf } from '../../../src/engine/index.ts';
import { writeOnnxModel } from '../../../src/models/export/onnx/index.ts';
import { translateOnnx } from '../../../src/models/import/onnx/translate.ts';
import { exportedOf } from '../../models/exported.ts';
import type { FuzzParser, Seed } from '../types.ts';

const NETWORKS = {
  dense: { layers: [{ type: 'dense', units: 3 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'dense', units: 2 }] },
  images: { layers: [{ type: 'conv2d', filters: 2, kernel: 3, pad: 1 }, { type: 'relu' }, { type: 'maxPool2d', size: 2 }, { type: 'convTranspose2d', filters: 2, kernel: 2, stride: 2 }, { type: 'globalAvgPool2d' }, { type: 'dense', units: 2 }] },
  windows: { layers: [{ type: 'conv2d', filters: 2, kernel: [2, 1], stride: [1, 2], pad: [1, 0, 0, 1], groups: 1, dilation: [1, 2] }, { type: 'bias' }, { type: 'maxPool2d', size: 2, stride: [2, 1], pad: [0, 1, 1, 0] }, { type: 'permute', order: [2, 0, 1] }, { type: 'reshape', shape: [3, 4] }, { type: 'softmax' }, { type: 'flatten' }, { type: 'dense', units: 2 }] },
  branches: { layers: [{ type: 'dense', name: 'a', units: 3, inputs: ['input'] }, { type: 'dense', name: 'b', units: 3, inputs: ['input'] }, { type: 'add', inputs: ['a', 'b'] }, { type: 'softplus' }, { type: 'dense', units: 2 }] },
};

export const onnx: FuzzParser = {
  name: 'onnx',
  tokens: ['Gemm', 'Conv', 'MatMul', 'Reshape', 'Transpose', 'Concat', 'Identity', 'Constant', 'Loop', 'If', 'ai.onnx.ml', 'group', 'pads', 'strides', 'dilations', 'perm', 'axis', 'auto_pad', 'SAME_UPPER', 'output_shape', 'ceil_mode', 'location', '../../etc/passwd', 'external_data'],
  seeds: () => [
    ...Object.entries(NETWORKS).flatMap(([name, network]) => (['NCHW', 'NHWC'] as const).map((layout): Seed => ({ name: `${name}, ${layout}`, bytes: writeOnnxModel(exportedOf(network, { inputShape: name === 'images' || name === 'windows' ? [4, 4, 1] : [4], classes: 2 }), { layout }) }))),
    { name: 'nested without end', bytes: new Uint8Array(100_000).fill(0x3a), hostile: true, heavy: true },
  ],
  parse(bytes) {
    const { network, weights, inputShape, outputs, target, semantics } = translateOnnx(bytes, 'it.onnx');
    const plan = planNetwork(network, { inputShape, classes: outputs, target }, semantics);
    ok(sizeOf(plan.outputShape) === outputs, 'as many outputs as were said');
    const shapes = new Map(weights.map(({ name, shape, data }) => (ok(data.length === sizeOf(shape), name), [name, shape.join()])));
    for (const { name, parameters } of plan.layers) for (const parameter of parameters) ok(shapes.get(`${name}.${parameter.name}`) === parameter.shape.join(), `${name}.${parameter.name}`);
  },
};
