/** The end of a run: which weights are handed over, and what is said of them. */
import { describe, expect, test } from 'vitest';
import { createInference, createTrainingRun, planNetwork, softmaxRows, TrainyardError } from '../../src/engine/index.ts';
import type { LayerSpec, TrainingOptions, TrainingRun } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { bytesOf, easyData, OPTIONS } from './support.ts';

const LAYERS: LayerSpec[] = [{ type: 'dense', units: 12 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'dense', units: 3 }];
const plan = planNetwork({ layers: LAYERS }, { inputShape: [6], classes: 3 }, 'modern');
const data = easyData(60, 6, 3);
const start = (options: Partial<TrainingOptions>, more: { interrupted?: () => boolean; checkpoint?: Uint8Array } = {}): TrainingRun =>
  createTrainingRun({ network: plan, options: { ...OPTIONS, ...options }, data, kernels: loadKernels('auto'), ...more });

function finish(run: TrainingRun): TrainingRun {
  while (!run.done) run.advance();
  return run;
}

/** Accuracy of the handed-over weights on the whole test set, counted here. */
function testAccuracy(run: TrainingRun): number {
  const inference = createInference({ network: plan, weights: run.weights(), kernels: loadKernels('auto'), maxBatch: 7 });
  const probabilities = softmaxRows(inference.predict(data.test.inputs as Float32Array, data.test.count), 3);
  const right = Array.from(data.test.labels).filter((label, row) => {
    const answers = Array.from(probabilities.subarray(row * 3, row * 3 + 3));
    return answers.indexOf(Math.max(...answers)) === label;
  });
  return right.length / data.test.count;
}

const ENDS: [string, Partial<TrainingOptions>][] = [
  ['all steps done', { epochs: 5, evaluate: { everyEpochs: 2, samples: 4 } }],
  ['stopped early', { epochs: 200, evaluate: { everyEpochs: 1, samples: 4 }, optimizer: { type: 'sgd', learningRate: 0.5 }, earlyStopping: { patience: 2, metric: 'validationLoss' } }],
  ['best weights of an earlier step', { epochs: 30, evaluate: { everyEpochs: 1, samples: 4 }, optimizer: { type: 'sgd', learningRate: 1.5 }, keepBest: { metric: 'validationLoss', mode: 'min' } }],
];

describe.each(ENDS)('%s', (_, options) => {
  test('the test accuracy is that of the weights handed over, on the whole test set', () => {
    const run = finish(start(options));
    expect(run.metrics().testAccuracy).toBeCloseTo(testAccuracy(run), 12);
  });

  test('an evaluation may be interrupted anywhere and is done by the next advance', () => {
    const undisturbed = finish(start(options));
    let calls = 0;
    const run = start(options, { interrupted: () => (calls += 1) % 5 === 0 });
    let unfinished = 0;
    for (let turn = 0; !run.done; turn++) {
      expect(turn).toBeLessThan(5000);
      const { step } = run;
      run.advance();
      if (run.step === step) unfinished += 1;
    }
    expect(unfinished).toBeGreaterThan(0);
    expect(run.metrics()).toEqual(undisturbed.metrics());
    expect(bytesOf(run.weights())).toBe(bytesOf(undisturbed.weights()));
  });

  test('a checkpoint taken in an interrupted evaluation goes on as if nothing had happened', () => {
    const undisturbed = finish(start(options));
    let stop = false;
    const run = start(options, { interrupted: () => stop });
    while (run.step < undisturbed.step - 1) run.advance();
    stop = true;
    run.advance();
    expect(run.done).toBe(false);
    const resumed = finish(start(options, { checkpoint: run.checkpoint() }));
    expect(resumed.metrics()).toEqual(undisturbed.metrics());
    expect(bytesOf(resumed.weights())).toBe(bytesOf(undisturbed.weights()));
  });

  test('a finished run says so, and so does its checkpoint', () => {
    const run = finish(start(options));
    expect(() => run.advance()).toThrow(/done/);
    const again = start(options, { checkpoint: run.checkpoint() });
    expect([again.done, again.stopReason]).toEqual([true, run.stopReason]);
    expect(again.metrics()).toEqual(run.metrics());
  });
});

test('with keepBest the other figures are those of the best step too', () => {
  const run = start(ENDS[2][1]);
  const seen = new Map<number, number>();
  let best = 0;
  while (!run.done) {
    const { step, evaluation, improved } = run.advance();
    if (evaluation) seen.set(step, evaluation.validationLoss);
    if (improved) best = step;
  }
  expect(best).toBeLessThan(run.totalSteps);
  expect(run.metrics().validationLoss).toBe(seen.get(best));
  expect(run.metrics().validationLoss).toBe(Math.min(...seen.values()));
});

test('a run may be made longer: the checkpoint of a short one goes on as the long one', () => {
  const short = finish(start({ epochs: 3 }));
  const longer = finish(start({ epochs: 6 }, { checkpoint: short.checkpoint() }));
  expect(bytesOf(longer.weights())).toBe(bytesOf(finish(start({ epochs: 6 })).weights()));
});

test('weights that become infinite in the very last update are no result', () => {
  const run = start({ epochs: undefined, steps: 1, loss: 'mean-squared-error', optimizer: { type: 'sgd', learningRate: 1e6 }, regularization: { weightDecay: 1e35, decoupled: false } });
  expect(() => finish(run)).toThrow(TrainyardError);
});
