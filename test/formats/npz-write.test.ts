import { expect, test } from 'vitest';
import { readNpz } from '../../src/formats/npz.ts';
import { writeNpz } from '../../src/formats/npz-write.ts';

test('what is written is read, value for value', () => {
  const tensors = [
    { name: 'dense1.kernel', shape: [2, 3], data: Float32Array.of(1, -2, 3.5, NaN, Infinity, -0) },
    { name: 'dense1.bias', shape: [3], data: Float64Array.of(Math.PI, -1e-300, 5) },
    { name: 'scalar', shape: [], data: Float32Array.of(7) },
  ];
  const bytes = writeNpz(tensors);
  const arrays = readNpz(bytes, { totalBytes: 10_000 });
  expect([...arrays].map(([name, { shape, data }]) => ({ name, shape, data }))).toEqual(tensors);
  expect(writeNpz(tensors)).toEqual(bytes);
});
