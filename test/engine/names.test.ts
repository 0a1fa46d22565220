import { expect, test } from 'vitest';
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

test('nothing is near when nothing is known', () => {
  expect(nearestName('a', [])).toBeNull();
});
