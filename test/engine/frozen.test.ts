/** Layers that stay as they are while others learn. */
import { expect, test } from 'vitest';
import { createTrainingRun, type LayerSpec, type NamedTensor, planNetwork } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { OPTIONS } from './support.ts';
import { numbers } from './values.ts';

const array = (name: string, seed: number, ...shape: number[]): NamedTensor => ({ name, shape, data: Float32Array.from(numbers(shape.reduce((a, b) => a * b, 1), seed)) });
const [gamma, beta, mean] = ['gamma', 'beta', 'runningMean'].map((name, i) => array(`norm.${name}`, 3 + i, 4));
const variance: NamedTensor = { name: 'norm.runningVariance', shape: [4], data: Float32Array.of(0.5, 1, 2, 0.7) };
const [first, last] = [array('first.kernel', 9, 3, 4), array('last.kernel', 10, 4, 2)];

const inputs = Float32Array.from(numbers(60, 20));
const labels = Int32Array.from({ length: 20 }, (_, i) => i % 2);
const split = { inputs, labels, count: 20 };

function trained(middle: LayerSpec, weights: NamedTensor[]): Map<string, number[]> {
  const layers: LayerSpec[] = [{ type: 'dense', name: 'first', units: 4, bias: false }, middle, { type: 'relu' }, { type: 'dense', name: 'last', units: 2, bias: false }];
  const run = createTrainingRun({
    network: planNetwork({ layers }, { inputShape: [3], classes: 2 }, 'modern'), options: { ...OPTIONS, epochs: 5, freeze: ['norm'] }, kernels: loadKernels('auto'),
    data: { train: split, validation: null, test: split }, initialWeights: [first, last, ...weights],
  });
  while (!run.done) run.advance();
  const result = new Map(run.weights().map(({ name, data }) => [name, Array.from(data)]));
  run.close();
  return result;
}

test('a frozen batchNorm keeps its statistics too, and trains as the map that it evaluates to', () => {
  const norm = trained({ type: 'batchNorm', name: 'norm' }, [gamma, beta, mean, variance]);
  for (const { name, data } of [gamma, beta, mean, variance]) expect(norm.get(name)).toEqual(Array.from(data));

  const scale = Array.from(gamma.data, (value, i) => value / Math.sqrt(variance.data[i] + 1e-5));
  const kernel: NamedTensor = { name: 'norm.kernel', shape: [4, 4], data: Float32Array.from({ length: 16 }, (_, i) => (i % 5 === 0 ? scale[i / 5] : 0)) };
  const bias: NamedTensor = { name: 'norm.bias', shape: [4], data: Float32Array.from(scale, (value, i) => beta.data[i] - value * mean.data[i]) };
  const map = trained({ type: 'dense', name: 'norm', units: 4 }, [kernel, bias]);
  for (const name of ['first.kernel', 'last.kernel']) {
    expect(norm.get(name)).not.toEqual(Array.from((name === 'first.kernel' ? first : last).data));
    norm.get(name)!.forEach((value, i) => expect(value).toBeCloseTo(map.get(name)![i], 5));
  }
});
