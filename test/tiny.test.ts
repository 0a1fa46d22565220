/** Does it work at all? The first test to run, and the first to read: a few seconds, nothing but the engine. */
import { describe, expect, test } from 'vitest';
import { type Split, train } from '../src/index.ts';

describe('tiny', () => {
  const inputs = Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1);
  const xor: Split = { count: 4, inputs, labels: Int32Array.of(0, 1, 1, 0) };

  test.each(['auto', 'simd', 'reference'] as const)('XOR learns on %s kernels', (kernels) => {
    const model = train({
      network: { layers: [{ type: 'dense', units: 16 }, { type: 'relu' }, { type: 'dense', units: 2 }] },
      inputShape: [2], classes: 2, data: { train: xor }, optimizer: { type: 'adam', learningRate: 0.05 }, steps: 300, seed: 1, kernels,
    });
    expect(model.classify(inputs)).toEqual([0, 1, 1, 0]);
    expect(model.metrics.trainAccuracy).toBe(1);
    const [no, yes] = model.predict(Float32Array.of(0, 1));
    expect(no + yes).toBeCloseTo(1, 6);
    expect(yes).toBeGreaterThan(0.9);
  });

  test('a small convolutional network’s loss falls', () => {
    const losses: number[] = [];
    const model = train({
      network: { preset: 'simple-convnet', filters: 4, kernel: 3, hidden: 10 },
      inputShape: [8, 8, 1], classes: 2, data: { train: stripes(400, 0), test: stripes(100, 400) },
      optimizer: { type: 'adam', learningRate: 0.01 }, epochs: 10, batchSize: 20, seed: 3, onStep: ({ loss }) => losses.push(loss),
    });
    expect(losses.at(-1)).toBeLessThan(losses[0] / 4);
    expect(model.metrics.testAccuracy).toBeGreaterThan(0.95);
  });
});

/** 8x8 images of one bright line, horizontal (0) or vertical (1), at a changing place on changing noise. */
function stripes(count: number, first: number): Split {
  const inputs = new Uint8Array(count * 64);
  const labels = new Int32Array(count);
  for (let n = 0; n < count; n++) {
    const id = first + n;
    labels[n] = id % 2;
    for (let i = 0; i < 64; i++) {
      const line = labels[n] === 0 ? Math.floor(i / 8) : i % 8;
      inputs[n * 64 + i] = line === Math.floor(id / 2) % 8 ? 200 : (id * 37 + i * 91) % 60;
    }
  }
  return { count, inputs, labels };
}
