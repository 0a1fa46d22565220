/** Every single operation that PyTorch's numbers hold (activations, poolings, transposed convolutions), as a layer. */
import { describe, expect, test } from 'vitest';
import { layerDefinition } from '../../src/engine/layers/index.ts';
import { resolveOptions } from '../../src/engine/options.ts';
import { sizeOf } from '../../src/engine/types.ts';
import type { FloatArray } from '../../src/kernels/kernels.ts';
import { BUILDS, kernelsOf } from './support.ts';
import { expectClose, fixture, type Tensor } from './values.ts';

interface Case {
  name: string;
  attrs: Record<string, number | boolean | string>;
  dy: Tensor;
  inputs: { x: Tensor };
  params: Record<string, Tensor>;
  outputs: { y: Tensor };
  grads: Record<string, Tensor>;
}

const casesOf = (file: string): Case[] => fixture<{ cases: Case[] }>(`golden/${file}`).cases;

/** The layer that a case describes, and its options. */
function layerOf({ name, attrs: { kernel, stride, padding, ...attrs } }: Case): [string, Record<string, unknown>] {
  const operation = name.replace(/_at_0$|_0\.2$/, '');
  const window = { size: kernel, stride, pad: padding };
  if (attrs.kind === 'max') return ['maxPool2d', window];
  if (attrs.kind === 'average') return ['avgPool2d', { ...window, countPad: attrs.count_include_pad }];
  if (attrs.kind === 'global_average') return ['globalAvgPool2d', {}];
  if (name.startsWith('conv_transpose')) return ['convTranspose2d', { kernel, stride, pad: padding, outputPad: attrs.output_padding, bias: attrs.bias }];
  if (name.startsWith('conv_')) return ['conv2d', { kernel, stride, pad: padding, bias: attrs.bias }];
  const activations: Record<string, [string, Record<string, unknown>]> = {
    leaky_relu: ['leakyRelu', { slope: attrs.slope }], elu: ['elu', { alpha: attrs.alpha }], gelu_erf: ['gelu', { form: 'erf' }], gelu_tanh: ['gelu', { form: 'tanh' }], log_softmax: ['softmax', { logarithm: true }],
  };
  return activations[operation] ?? [operation, {}];
}

const cases = ['activations', 'pools', 'convs'].flatMap(casesOf);

test('no case is left out', () => {
  expect(cases).toHaveLength(21 + 11 + 20);
  for (const each of cases) expect(layerDefinition(layerOf(each)[0]), each.name).toBeDefined();
});

describe.each(BUILDS)('PyTorch on $name', (build) => {
  test.each(cases)('$name', (each) => {
    const [type, given] = layerOf(each);
    const definition = layerDefinition(type)!;
    const provider = kernelsOf(build);
    const kernels = provider.create(2 ** 20);
    const [batch, ...inputShape] = each.inputs.x.shape;
    const [, ...outputShape] = each.outputs.y.shape;
    if ('conv.kernel' in each.params) given.filters = outputShape[2];
    const { options, issues } = resolveOptions(definition, given, 'modern', '#');
    expect(issues).toEqual([]);
    expect(definition.outputShape(options, [inputShape])).toEqual(outputShape);
    const array = (data: number[]): FloatArray => {
      const made = kernels.floats(data.length);
      made.set(data);
      return made;
    };
    const [x, dy] = [array(each.inputs.x.data), array(each.dy.data)];
    const [output, dx] = [kernels.floats(dy.length), kernels.floats(x.length)];
    const parameters = Object.fromEntries(Object.entries(each.params).map(([name, { data }]) => [name.split('.')[1], array(data)]));
    const gradients = Object.fromEntries(Object.entries(parameters).map(([name, { length }]) => [name, kernels.floats(length)]));
    const layer = definition.create({
      config: options, kernels, batch, firstSample: 0, inputShapes: [inputShape], outputShape, inputs: [x], output, inputGradients: [dx], outputGradient: dy, parameters, gradients, state: {},
      random: { seed: 0, stream: 0 }, training: true, frozen: false, conv2dForm: (w) => provider.conv2dForm(w),
      floats: (length) => kernels.floats(length), int32: (length) => kernels.int32(length), shared: (length) => kernels.floats(length), running: (length) => kernels.floats(length),
    });
    expect(sizeOf(outputShape) * batch).toBe(dy.length);
    layer.prepare?.();
    layer.forward(batch, { training: true, step: 1 });
    if (definition.alias) return;
    expectClose(output, each.outputs.y.data, build.tolerance, 'y');
    layer.backward(batch, false);
    layer.finish?.();
    expectClose(dx, each.grads.x.data, build.tolerance, 'dx');
    for (const [name, gradient] of Object.entries(gradients)) expectClose(gradient, each.grads[`conv.${name}`].data, build.tolerance, name);
  });
});
