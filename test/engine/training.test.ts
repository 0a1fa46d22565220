import { describe, expect, test } from 'vitest';
import { createTrainingRun, planNetwork, TrainyardError } from '../../src/engine/index.ts';
import type { LayerSpec, NetworkSpec, StepReport, TrainingData, TrainingOptions, TrainingRun } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { bytesOf, easyData, OPTIONS } from './support.ts';

const MLP: LayerSpec[] = [{ type: 'dense', units: 16 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'dropout', ratio: 0.2 }, { type: 'dense', units: 3 }];
const PLAIN: LayerSpec[] = [{ type: 'dense', units: 12 }, { type: 'relu' }, { type: 'dense', units: 3 }];

function start(options: Partial<TrainingOptions> = {}, more: { layers?: LayerSpec[]; data?: TrainingData } = {}): TrainingRun {
  const network: NetworkSpec = { layers: more.layers ?? PLAIN };
  const plan = planNetwork(network, { inputShape: [6], classes: 3 }, options.semantics ?? 'modern');
  return createTrainingRun({ network: plan, options: { ...OPTIONS, ...options }, data: more.data ?? easyData(47, 6, 3), kernels: loadKernels('auto') });
}

function finish(run: TrainingRun): StepReport[] {
  const reports: StepReport[] = [];
  while (!run.done) reports.push(run.advance());
  return reports;
}

const stepsEvaluated = (reports: StepReport[]): number[] => reports.filter(({ evaluation }) => evaluation !== null).map(({ step }) => step);

describe('length of a run', () => {
  test('a permutation epoch sees every sample once, the last batch smaller', () => {
    const run = start({ epochs: 2 });
    expect([run.stepsPerEpoch, run.totalSteps]).toEqual([5, 10]);
    const reports = finish(run);
    expect(reports.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect([run.step, run.epoch, run.done, run.stopReason]).toEqual([10, 2, true, null]);
  });

  test('sampling with replacement has epochs of whole batches', () => {
    const run = start({ epochs: 2, sampling: 'replacement' });
    expect([run.stepsPerEpoch, run.totalSteps]).toEqual([4, 8]);
    finish(run);
  });

  test('steps may stand instead of epochs', () => {
    const run = start({ epochs: undefined, steps: 7 });
    expect(run.totalSteps).toBe(7);
    expect(finish(run)).toHaveLength(7);
  });

  test('the order of an epoch does not depend on how the last one was cut', () => {
    const one = start({ epochs: 1, batchSize: 47, optimizer: { type: 'sgd', learningRate: 1e-9 } });
    const loss = finish(one)[0].loss;
    const again = start({ epochs: 1, batchSize: 47, seed: 1, optimizer: { type: 'sgd', learningRate: 1e-9 } });
    expect(finish(again)[0].loss).toBe(loss);
  });
});

describe('evaluation', () => {
  test('falls at the end of epochs, and at the very end', () => {
    expect(stepsEvaluated(finish(start({ epochs: 3 })))).toEqual([5, 10, 15]);
    expect(stepsEvaluated(finish(start({ epochs: 5, evaluate: { everyEpochs: 2, samples: null } })))).toEqual([10, 20, 25]);
    expect(stepsEvaluated(finish(start({ epochs: 1, evaluate: { everySteps: 2, samples: null } })))).toEqual([2, 4, 5]);
  });

  test('in book semantics falls after the first step of each epoch, as the book’s Trainer has it', () => {
    const reports = finish(start({ semantics: 'book', sampling: 'replacement', epochs: 3 }));
    expect(stepsEvaluated(reports).slice(0, 3)).toEqual([1, 5, 9]);
  });

  test('measures all three splits, and the whole test set at the end', () => {
    const run = start({ epochs: 2, evaluate: { everyEpochs: 1, samples: 5 } });
    const metrics = finish(run).at(-1)?.evaluation ?? {};
    expect(Object.keys(metrics)).toEqual(expect.arrayContaining(['trainLoss', 'trainAccuracy', 'validationLoss', 'validationAccuracy', 'testLoss', 'testAccuracy']));
    expect(Math.abs(metrics.trainAccuracy * 5 - Math.round(metrics.trainAccuracy * 5))).toBeLessThan(1e-9);
    expect(Math.abs(metrics.testAccuracy * 16 - Math.round(metrics.testAccuracy * 16))).toBeLessThan(1e-9);
    expect(run.metrics().testAccuracy).toBe(metrics.testAccuracy);
  });

  test('changes nothing about the training', () => {
    const often = start({ epochs: 4, evaluate: { everySteps: 1, samples: null } }, { layers: MLP });
    const seldom = start({ epochs: 4, evaluate: { everyEpochs: 4, samples: 3 } }, { layers: MLP });
    finish(often);
    finish(seldom);
    expect(bytesOf(often.weights())).toBe(bytesOf(seldom.weights()));
  });
});

describe('learning', () => {
  test.each(['sgd', 'momentum', 'adam'])('%s learns an easy task', (type) => {
    const run = start({ epochs: 60, optimizer: { type, learningRate: type === 'adam' ? 0.02 : 0.1 } }, { data: easyData(300, 6, 3) });
    finish(run);
    expect(run.metrics().trainAccuracy).toBeGreaterThan(0.95);
    expect(run.metrics().testAccuracy).toBeGreaterThan(0.85);
  });

  test('mean squared error learns it too', () => {
    const run = start({ epochs: 80, loss: 'mean-squared-error', optimizer: { type: 'adam', learningRate: 0.01 } }, { data: easyData(300, 6, 3) });
    const reports = finish(run);
    expect(reports.at(-1)?.loss).toBeLessThan(reports[0].loss / 3);
    expect(run.metrics().testAccuracy).toBeGreaterThan(0.85);
  });

  test('weight decay shrinks kernels and leaves biases to the gradient', () => {
    const norm = (weightDecay: number, decoupled: boolean): number => {
      const run = start({ epochs: 20, regularization: { weightDecay, decoupled } });
      finish(run);
      return run.weights().filter(({ name }) => name.endsWith('.kernel')).reduce((sum, { data }) => sum + Array.from(data).reduce((squares, v) => squares + v * v, 0), 0);
    };
    const plain = norm(0, false);
    expect(norm(0.1, false)).toBeLessThan(plain * 0.8);
    expect(norm(0.1, true)).toBeLessThan(plain * 0.8);
  });

  test('a residual network with a concatenation trains', () => {
    const layers: LayerSpec[] = [
      { type: 'dense', name: 'in', units: 12 }, { type: 'relu', name: 'start' },
      { type: 'dense', name: 'f1', units: 12 }, { type: 'relu' }, { type: 'dense', name: 'f2', units: 12 },
      { type: 'add', name: 'sum', inputs: ['f2', 'start'] },
      { type: 'relu', name: 'head' }, { type: 'concat', name: 'both', inputs: ['head', 'start', 'input'] },
      { type: 'dense', units: 3 },
    ];
    const run = start({ epochs: 60 }, { layers, data: easyData(300, 6, 3) });
    finish(run);
    expect(run.metrics().testAccuracy).toBeGreaterThan(0.85);
  });
});

describe('one seed, one model', () => {
  const options: Partial<TrainingOptions> = { epochs: 3, optimizer: { type: 'adam', learningRate: 0.01 } };
  const weightsOf = (more: Partial<TrainingOptions>): string => {
    const run = start({ ...options, ...more }, { layers: MLP });
    finish(run);
    return bytesOf(run.weights());
  };
  test('the same seed gives the same bytes, another seed others', () => {
    expect(weightsOf({ seed: 7 })).toBe(weightsOf({ seed: 7 }));
    expect(weightsOf({ seed: 8 })).not.toBe(weightsOf({ seed: 7 }));
    expect(weightsOf({ seed: 7 + 2 ** 32 })).not.toBe(weightsOf({ seed: 7 }));
  });
});

describe('stopping and keeping', () => {
  test('early stopping ends a run that no longer improves, and says why', () => {
    const run = start({ epochs: 500, optimizer: { type: 'sgd', learningRate: 1e-12 }, earlyStopping: { patience: 3, metric: 'validationAccuracy' } });
    finish(run);
    expect(run.stopReason).toBe('earlyStopping');
    expect(run.epoch).toBe(4);
  });

  test('keepBest hands back the weights of the best evaluation', () => {
    const options: Partial<TrainingOptions> = { epochs: 12, optimizer: { type: 'sgd', learningRate: 2 }, keepBest: { metric: 'validationLoss', mode: 'min' } };
    const run = start(options);
    let best = Infinity;
    let bytes = '';
    while (!run.done) {
      const { evaluation, improved } = run.advance();
      if (evaluation === null) continue;
      expect(improved).toBe(evaluation.validationLoss < best);
      best = Math.min(best, evaluation.validationLoss);
      if (improved) bytes = bytesOf(run.weights());
    }
    expect(bytesOf(run.weights())).toBe(bytes);
    const last = start({ ...options, keepBest: null });
    finish(last);
    expect(bytesOf(last.weights())).not.toBe(bytes);
  });

  test('a loss that is not finite ends with an error that names the learning rate', () => {
    const run = start({ epochs: 50, optimizer: { type: 'sgd', learningRate: 1e6 }, loss: 'mean-squared-error' });
    let error: unknown;
    try {
      finish(run);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(TrainyardError);
    expect((error as TrainyardError).code).toBe('diverged');
    expect((error as TrainyardError).hint).toMatch(/learning rate 1000000/);
  });
});
