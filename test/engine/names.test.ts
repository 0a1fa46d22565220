import { expect, test } from 'vitest';
import { layers } from '../../src/engine/layers/index.ts';
import { nearestName } from '../../src/engine/names.ts';

const KNOWN = ['learningRate', 'batchSize', 'epochs', 'max-pool2d', 'he'];

test.each([
  ['learningrate', 'learningRate'],
  ['lerningRate', 'learningRate'],
  ['batch_size', 'batchSize'],
  ['epoch', 'epochs'],
  ['maxPool2d', 'max-pool2d'],
  ['banana', null],
  ['', 'he'],
  ['x'.repeat(1000), null],
])('%s was meant to be %s', (unknown, expected) => {
  expect(nearestName(unknown, KNOWN)).toBe(expected);
});

test.each([
  ['affine', 'dense'], ['Linear', 'dense'], ['Convolution', 'conv2d'], ['pooling', 'maxPool2d'], ['AveragePooling2D', 'avgPool2d'], ['BatchNormalization', 'batchNorm'], ['dens', 'dense'],
])('%s, as it is called elsewhere, is the layer %s', (unknown, expected) => {
  expect(nearestName(unknown, Object.keys(layers))).toBe(expected);
});

test.each([['conv2d', 'kernelSize', 'kernel'], ['maxPool2d', 'kernelSize', 'size'], ['maxPool2d', 'pool_size', 'size'], ['dense', 'out_features', 'units'], ['dropout', 'p', 'ratio']] as const)('the option of %s called %s elsewhere is %s', (layer, unknown, expected) => {
  expect(nearestName(unknown, Object.keys(layers[layer].config.shape))).toBe(expected);
});

test('nothing is near when nothing is known', () => {
  expect(nearestName('a', [])).toBeNull();
});
