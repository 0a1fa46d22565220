import { describe, expect, test } from 'vitest';
import { createTrainingRun, planNetwork, TrainyardError } from '../../src/engine/index.ts';
import type { LayerSpec, TrainingOptions, TrainingRun } from '../../src/engine/index.ts';
import { type KernelsChoice, loadKernels } from '../../src/kernels/load.ts';
import { bytesOf, easyData, OPTIONS } from './support.ts';

const LAYERS: LayerSpec[] = [
  { type: 'conv2d', filters: 3, kernel: 3, pad: 1 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'maxPool2d', size: 2 },
  { type: 'flatten' }, { type: 'dropout', ratio: 0.3 }, { type: 'dense', units: 3 },
];
const DATA = easyData(47, 36, 3); // 47 samples in batches of 10: the last is partial
const BASE: Partial<TrainingOptions> = { epochs: 4, seed: 3, optimizer: { type: 'adam', learningRate: 0.01 }, evaluate: { everySteps: 3, samples: 20 } };

function start(more: Partial<TrainingOptions> = {}, checkpoint?: Uint8Array, choice: KernelsChoice = 'auto', layers = LAYERS): TrainingRun {
  const options = { ...OPTIONS, ...BASE, ...more };
  const network = planNetwork({ layers }, { inputShape: [6, 6, 1], classes: 3 }, options.semantics);
  return createTrainingRun({ network, options, data: DATA, kernels: loadKernels(choice), checkpoint });
}

const VARIANTS: [string, Partial<TrainingOptions>][] = [
  ['adam, permutation', {}],
  ['momentum, replacement', { optimizer: { type: 'momentum', learningRate: 0.05 }, sampling: 'replacement' }],
  ['sgd, book semantics', { optimizer: { type: 'sgd', learningRate: 0.05 }, semantics: 'book' }],
  ['keeping the best', { keepBest: { metric: 'validationLoss', mode: 'min' } }],
  ['early stopping', { epochs: 30, earlyStopping: { patience: 2, metric: 'validationLoss', mode: 'min' } }],
];

describe.each(VARIANTS)('a resumed run is the undisturbed run: %s', (_, options) => {
  test.each([0, 1, 3, 5, 7, 13])('from step %d', (at) => {
    const undisturbed = start(options);
    const reports = [];
    let checkpoint: Uint8Array | null = undisturbed.step === at ? undisturbed.checkpoint() : null;
    while (!undisturbed.done) {
      const report = undisturbed.advance();
      if (checkpoint !== null) reports.push(report);
      if (report.step === at) checkpoint = undisturbed.checkpoint();
    }
    if (checkpoint === null) return expect(undisturbed.stopReason).toBe('earlyStopping');
    const resumed = start(options, Uint8Array.from(checkpoint));
    expect(resumed.step).toBe(at);
    const again = [];
    while (!resumed.done) again.push(resumed.advance());
    expect(again).toEqual(reports);
    expect(bytesOf(resumed.weights())).toBe(bytesOf(undisturbed.weights()));
    expect(resumed.metrics()).toEqual(undisturbed.metrics());
    expect(resumed.stopReason).toBe(undisturbed.stopReason);
    expect(Buffer.from(resumed.checkpoint()).equals(Buffer.from(undisturbed.checkpoint()))).toBe(true);
  });
});

function refusal(checkpoint: Uint8Array, choice: KernelsChoice = 'auto', layers = LAYERS): TrainyardError {
  try {
    start({}, checkpoint, choice, layers);
  } catch (error) {
    if (error instanceof TrainyardError) return error;
    throw error;
  }
  return expect.fail('the checkpoint was accepted');
}

describe('checkpoints that are refused', () => {
  const run = start();
  for (let i = 0; i < 7; i++) run.advance();
  const good = run.checkpoint();

  test('taking one does not depend on what happens to the run afterwards', () => {
    const before = Buffer.from(good).toString('hex');
    run.advance();
    expect(Buffer.from(good).toString('hex')).toBe(before);
  });

  test.each([0, 3, 10, 40, 0.25, 0.5, 0.75, -1])('one byte changed at %d', (where) => {
    const bytes = Uint8Array.from(good);
    const index = where < 0 ? bytes.length + where : where > 0 && where < 1 ? Math.floor(bytes.length * where) : where;
    bytes[index] ^= 0x10;
    expect(refusal(bytes).code).toBe('checkpoint-corrupt');
  });

  test.each([0, 1, 7, 100, -1])('cut to %d bytes', (length) => {
    expect(refusal(good.slice(0, length)).code).toBe('checkpoint-corrupt');
  });

  test('bytes behind the end', () => {
    expect(refusal(new Uint8Array([...good, 0])).code).toBe('checkpoint-corrupt');
  });

  test('another build', () => {
    const error = refusal(good, 'reference');
    expect(error.code).toBe('build-mismatch');
    expect(error.message + error.hint).toContain(loadKernels('auto').build);
  });

  test('another network', () => {
    const other: LayerSpec[] = [{ type: 'flatten' }, { type: 'dense', units: 3 }];
    expect(refusal(good, 'auto', other)).toBeInstanceOf(TrainyardError);
  });
});

describe('a run that becomes longer', () => {
  const half = (schedule: TrainingOptions['schedule']) => {
    const run = start({ schedule, epochs: 2 });
    while (!run.done) run.advance();
    return run.checkpoint();
  };
  test.each(['step', 'multi-step', 'exponential', 'constant'])('goes on with the schedule %s: its rates do not depend on the length', (type) => {
    const longer = start({ schedule: { type } }, half({ type }));
    const whole = start({ schedule: { type } });
    while (!whole.done) whole.advance();
    while (!longer.done) longer.advance();
    expect(bytesOf(longer.weights())).toBe(bytesOf(whole.weights()));
  });
  test.each(['cosine', 'one-cycle', 'range'])('is refused with %s, which is drawn over the whole run', (type) => {
    expect(() => start({ schedule: { type } }, half({ type }))).toThrow(/other options/);
  });
});
