import { expect, test } from 'vitest';
import { createInference, planNetwork, type NetworkSpec } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { answerBatch, batchMemory, openNetwork, ROWS_AT_ONCE } from '../../src/serving/network.ts';

const network: NetworkSpec = { layers: [{ type: 'dense', units: 4 }, { type: 'relu' }, { type: 'dense', units: 3 }] };
const plan = planNetwork(network, { inputShape: [5], classes: 3 }, 'modern');
const weights = [[5, 4], [4], [4, 3], [3]].map((shape, n) => ({ name: ['dense1.kernel', 'dense1.bias', 'dense2.kernel', 'dense2.bias'][n], shape, data: Float32Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => Math.sin(7 * n + i)) }));
const opened = (loss = 'softmax-cross-entropy') => openNetwork({ key: 'm@1', slot: 'm@1', kernels: 'auto', network, semantics: 'modern', inputShape: [5], classes: 3, loss, weights });

test('is timed with samples that have no zeros, which the kernels would leave out', () => {
  const { input, width, warmUp } = opened();
  const { call, row } = warmUp();
  expect(call).toBeGreaterThan(0);
  expect(row).toBeGreaterThanOrEqual(0);
  expect(input.subarray(0, 16 * width).every((value) => value > 0 && value <= 1)).toBe(true);
});

test('a batch of more rows than are computed at once has the answers of each row alone, and what was answered stays', () => {
  const ready = opened();
  const rows = 2 * ROWS_AT_ONCE + 7;
  const memory = batchMemory(rows, ready);
  memory.inputs.forEach((_, i) => (memory.inputs[i] = Math.cos(i)));
  answerBatch(ready, memory, rows);
  const alone = createInference({ network: plan, weights, kernels: loadKernels('auto'), maxBatch: 1 });
  const kept = Array.from({ length: rows }, (_, r) => {
    ready.input.set(memory.inputs.subarray(5 * r, 5 * r + 5));
    return ready.run(1);
  });
  kept.forEach(({ raw, answers }, r) => {
    expect([...raw]).toEqual([...alone.predict(memory.inputs.slice(5 * r, 5 * r + 5), 1)]);
    expect([...memory.raw.subarray(3 * r, 3 * r + 3)]).toEqual([...raw]);
    expect([...memory.answers.subarray(3 * r, 3 * r + 3)]).toEqual([...answers]);
    expect(answers.reduce((sum, value) => sum + value)).toBeCloseTo(1, 6);
  });
  alone.close();
});

test('where outputs mean what they are, answers are the outputs', () => {
  const { raw, answers } = opened('mean-squared-error').run(2);
  expect([...answers]).toEqual([...raw]);
});
