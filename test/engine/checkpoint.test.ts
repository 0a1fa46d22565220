import { crc32 } from 'node:zlib';
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

  const start32 = 12 + new DataView(good.buffer).getUint32(8, true);
  const text = new TextDecoder().decode(good.subarray(12, start32)).trimEnd();
  /** The same arrays behind another header, with a checksum that is right. */
  const withHeader = (header: string): Uint8Array => {
    const length = Math.ceil((12 + header.length) / 8) * 8 - 12;
    const bytes = Buffer.concat([good.subarray(0, 12), Buffer.from(header.padEnd(length)), good.subarray(start32)]);
    bytes.writeUInt32LE(length, 8);
    bytes.writeUInt32LE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
    return new Uint8Array(bytes);
  };

  test('a header put together again is accepted', () => {
    expect(start({}, withHeader(text)).step).toBe(7);
  });

  test.each([
    ['no JSON', text.slice(1), /is no JSON/],
    ['null', 'null', /no proper members/],
    ['no metrics', text.replace('"metrics":', '"others":'), /no proper metrics/],
    ['no judgement', text.replace('"judgement":', '"others":'), /no proper judgement/],
    ['a step that is none', text.replace('"step":7', '"step":-1'), /no proper step/],
    ['no tensors', text.replace('"tensors":', '"others":'), /no proper tensors/],
    ['a tensor behind the end', text.replace(/"length":\d+/, '"length":9007199254740991'), /its arrays take/],
    ['a negative length', text.replace(/"length":\d+/, '"length":-1'), /no proper tensors\.0\.length/],
    ['arrays of another width', text.replace('"precision":"float32"', '"precision":"float64"'), /its arrays take/],
  ])('a whole file whose header has %s', (_, header, message) => {
    const error = refusal(withHeader(header));
    expect(error.code).toBe('checkpoint-corrupt');
    expect(error.message).toMatch(message);
  });

  test('a header that would end behind the file, or between two words', () => {
    for (const length of [0xffffffff, start32 - 12 + 4]) {
      const bytes = Buffer.from(good);
      bytes.writeUInt32LE(length, 8);
      bytes.writeUInt32LE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
      expect(refusal(new Uint8Array(bytes)).message).toMatch(/header would be \d+ bytes/);
    }
  });

  test('the best of a run that kept it is nothing to one that does not', () => {
    const keeping = start({ keepBest: { metric: 'validationLoss', mode: 'min' } });
    for (let i = 0; i < 7; i++) keeping.advance();
    const resumed = start({}, keeping.checkpoint());
    resumed.advance();
    expect(resumed.weights().length).toBe(keeping.weights().length);
    expect(resumed.checkpoint().length).toBeGreaterThan(0);
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
