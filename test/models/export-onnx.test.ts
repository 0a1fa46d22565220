/** Exported ONNX models in onnxruntime, an implementation of others, against our own predictions. */
import { describe, expect, test } from 'vitest';
import { type LayerExample, layers, presets } from '../../src/engine/index.ts';
import { LAYOUTS } from '../../src/models/export/model.ts';
import { writeOnnxModel } from '../../src/models/export/onnx/index.ts';
import { permuted } from '../../src/models/permute.ts';
import { answers, exportedOf, greatestDifference, networkOf, runOnnx, samplesOf } from './exported.ts';

const COUNT = 3;
const TOLERANCE = 1e-5;

async function expectSame(model: ReturnType<typeof exportedOf>, layout: (typeof LAYOUTS)[number]): Promise<void> {
  const samples = samplesOf(model, COUNT);
  const shape = model.plan.inputShape;
  const image = shape.length === 3;
  const first = image && layout === 'NCHW';
  const given = first ? permuted(samples, [COUNT, ...shape], [0, 3, 1, 2]) : samples;
  const { data, dims } = await runOnnx(writeOnnxModel(model, { layout }), given, [COUNT, ...(first ? [shape[2], shape[0], shape[1]] : shape)]);
  expect(dims).toEqual([COUNT, ...model.plan.outputShape]);
  expect(greatestDifference(data, answers(model, samples, COUNT))).toBeLessThan(TOLERANCE);
}

const examples = Object.entries(layers).flatMap(([type, { examples: list }]) => list.map((example, i) => [`${type} ${i}`, type as keyof typeof layers, example] as const));
const more: [string, keyof typeof layers, LayerExample][] = [
  ['batchNorm by element of an image', 'batchNorm', { inputs: [[3, 2, 4]], config: { axis: 'element' } }],
  ['batchNorm of rows', 'batchNorm', { inputs: [[3, 5]] }],
  ['softmax of rows', 'softmax', { inputs: [[3, 5]] }],
  ['softmax of channels', 'softmax', { inputs: [[3, 2, 5]] }],
  ['maxPool2d that leaves pixels out', 'maxPool2d', { inputs: [[6, 7, 2]], config: { size: 3, stride: 2 } }],
];

describe.each(LAYOUTS)('%s', (layout) => {
  test.each([...examples, ...more])('%s', (_, type, example) => expectSame(networkOf(type, example), layout));

  test.each(Object.keys(presets))('preset %s', (preset) => {
    const big = ['lenet', 'deep-convnet', 'vgg-small', 'resnet-small', 'inception-small', 'simple-convnet'].includes(preset);
    const autoencoder = preset === 'autoencoder';
    return expectSame(exportedOf({ preset }, { inputShape: big ? [28, 28, 1] : [12], classes: autoencoder ? 12 : 10, loss: autoencoder ? 'mean-squared-error' : 'softmax-cross-entropy' }), layout);
  });
});

test('losses that read logits answer probabilities', async () => {
  for (const loss of ['softmax-cross-entropy', 'binary-cross-entropy', 'huber']) await expectSame(exportedOf({ layers: [{ type: 'dense', units: 3, name: 'output' }] }, { inputShape: [4], classes: 3, loss }), 'NCHW');
});

test('the same model gives the same bytes', () => {
  const model = exportedOf({ preset: 'simple-convnet' }, { inputShape: [12, 12, 2], classes: 3 });
  expect(writeOnnxModel(model, { layout: 'NCHW' })).toEqual(writeOnnxModel(model, { layout: 'NCHW' }));
});
