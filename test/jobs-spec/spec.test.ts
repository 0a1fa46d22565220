import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrainyardError } from '../../src/engine/index.ts';
import { parseJobSpec, specHash, threadsFor, trainingOptions } from '../../src/jobs/spec/index.ts';
import { badSpecs } from './bad-specs.ts';
import { context, good } from './context.ts';

function refusal(spec: unknown): TrainyardError {
  try {
    parseJobSpec(spec, context);
  } catch (error) {
    if (error instanceof TrainyardError) return error;
    throw error;
  }
  throw new Error('the spec was accepted');
}

describe('bad specs', () => {
  test('there are at least 60 with distinct causes', () => {
    expect(new Set(badSpecs.map(({ cause }) => cause)).size).toBe(badSpecs.length);
    expect(badSpecs.length).toBeGreaterThanOrEqual(60);
  });

  test.each(badSpecs)('$cause: $code at $pointer', ({ spec, code, pointer, hint }) => {
    const error = refusal(spec);
    expect(error.kind).toBe('spec');
    expect(error.issues.map((issue) => [issue.code, issue.pointer])).toEqual([[code, pointer]]);
    const [issue] = error.issues;
    expect(issue.detail).not.toBe('');
    expect(issue.hint).toMatch(hint ?? /\w/);
    expect(error.code).toBe(code);
  });

  test('all that is wrong is said at once', () => {
    const error = refusal({ ...good, model: 'X', epochs: -1, optimizer: { type: 'adm' }, network: { preset: 'nothing-near' }, extra: 1 });
    expect(error.issues.map(({ pointer }) => pointer).sort()).toEqual(['#/epochs', '#/extra', '#/model', '#/network/preset', '#/optimizer/type']);
    expect(error.message).toContain('5 things');
  });

  test('members inherited from Object are unknown, not trusted', () => {
    const spec: unknown = JSON.parse(`{"__proto__": {"epochs": 3}, ${JSON.stringify(good).slice(1)}`);
    expect(refusal(spec).issues.map(({ pointer }) => pointer)).toEqual(['#/__proto__']);
  });
});

describe('good specs', () => {
  test('defaults are filled', () => {
    const { spec } = parseJobSpec(good, context);
    expect(spec).toMatchObject({
      loss: 'softmax-cross-entropy', semantics: 'modern', batchSize: 100, sampling: 'permutation', seed: 0, threads: null, priority: 0,
      dataset: { name: 'mnist', trainSize: 60_000, validation: 0, augment: [] },
      optimizer: { type: 'adam', learningRate: 0.001, schedule: null, clipNorm: null },
      regularization: { weightDecay: 0, decoupled: false },
      evaluate: { everyEpochs: 1, samples: 1000 },
      checkpoint: { everySeconds: 30, keepLast: 2, keepBest: null },
      earlyStopping: null, insights: null, limits: { maxSeconds: null, maxRestarts: 3 }, metadata: {},
    });
  });

  test('an optimizer without a type is the default one, with what was said of it', () => {
    expect(parseJobSpec({ ...good, optimizer: { learningRate: 0.5 } }, context).spec.optimizer).toMatchObject({ type: 'adam', learningRate: 0.5, schedule: null, clipNorm: null });
  });

  test('book semantics draws with replacement and takes its own optimizer defaults', () => {
    const book = parseJobSpec({ ...good, semantics: 'book' }, context).spec;
    const modern = parseJobSpec(good, context).spec;
    expect(book.sampling).toBe('replacement');
    expect(book.evaluate.moment).toBe('first');
    expect(book.optimizer).not.toEqual(modern.optimizer);
    expect(parseJobSpec({ ...good, semantics: 'book', sampling: 'permutation' }, context).spec.sampling).toBe('permutation');
  });

  test('a filled spec parses to itself', () => {
    const { spec } = parseJobSpec({ ...good, earlyStopping: { patience: 2, metric: 'testLoss' } }, context);
    expect(parseJobSpec(JSON.parse(JSON.stringify(spec)), context).spec).toEqual(spec);
    expect(spec.earlyStopping?.mode).toBe('min');
  });

  test('the example of the wire document, without what is not available yet', () => {
    const { spec } = parseJobSpec({
      model: 'mnist-convnet', network: { preset: 'simple-convnet' }, dataset: { name: 'mnist', trainSize: 60_000, validation: 5000, augment: [] },
      loss: 'softmax-cross-entropy', semantics: 'modern', optimizer: { type: 'adam', learningRate: 0.001, schedule: null, clipNorm: null },
      regularization: { weightDecay: 0, decoupled: false }, epochs: 20, batchSize: 100, sampling: 'permutation', seed: 42, threads: 2, priority: 0,
      evaluate: { everyEpochs: 1, samples: 1000 }, checkpoint: { everySeconds: 30, keepLast: 2, keepBest: { metric: 'validationAccuracy', mode: 'max' } },
      earlyStopping: { patience: 5, metric: 'validationLoss' }, insights: null, limits: { maxSeconds: 3600, maxRestarts: 3 }, metadata: { course: 'ch07' },
    }, context);
    expect(spec.seed).toBe(42);
  });

  test('layers instead of a preset, steps instead of epochs', () => {
    const { spec, plan } = parseJobSpec({
      model: 'small', dataset: { name: 'spiral', noise: 0.1 }, steps: 70, batchSize: 32, evaluate: { everySteps: 10, samples: null },
      network: { layers: [{ type: 'dense', units: 8 }, { type: 'relu' }, { type: 'dense', units: 3 }] },
    }, context);
    expect(spec.evaluate).toEqual({ everySteps: 10, samples: null, moment: 'last' });
    expect(plan).toMatchObject({ totalSteps: 70, stepsPerEpoch: 10, parameters: 2 * 8 + 8 + 8 * 3 + 3, multiplyAdds: 2 * 8 + 8 * 3 });
  });
});

describe('plan', () => {
  const { plan } = parseJobSpec({ ...good, network: { preset: 'simple-convnet' }, epochs: 3 }, context);

  test('counts steps, parameters and work', () => {
    expect(plan.totalSteps).toBe(1800);
    // conv 5x5x1x30 + 30, dense 4320x100 + 100, dense 100x10 + 10
    expect(plan.parameters).toBe(780 + 432_100 + 1010);
    expect(plan.multiplyAdds).toBe(24 * 24 * 25 * 30 + 4320 * 100 + 1000);
    expect(plan.layers.at(-1)?.outputShape).toEqual([10]);
  });

  test('memory holds at least the data and grows with the batch', () => {
    expect(plan.memoryBytes).toBeGreaterThan(70_000 * 784);
    const wider = parseJobSpec({ ...good, network: { preset: 'simple-convnet' }, batchSize: 200 }, context).plan;
    expect(wider.memoryBytes).toBeGreaterThan(plan.memoryBytes);
    expect(plan.estimatedSeconds).toBeGreaterThan(0);
  });

  test('images that are no bytes take four times as much', () => {
    const wide = { ...context, datasets: { mnist: { ...context.datasets.mnist, valueBytes: 4 as const } } };
    const { memoryBytes } = parseJobSpec({ ...good, network: { preset: 'simple-convnet' }, epochs: 3 }, wide).plan;
    expect(memoryBytes - plan.memoryBytes).toBe(70_000 * 784 * 3);
  });
});

describe('threads', () => {
  const threadsOf = (change: Record<string, unknown>) => parseJobSpec({ ...good, ...change }, context);

  test('silence and null mean automatic, and the plan says what that comes to', () => {
    for (const change of [{}, { threads: null }]) {
      const { spec, plan } = threadsOf(change);
      expect(spec.threads).toBe(null);
      expect(plan.threads).toBeGreaterThanOrEqual(1);
      expect(plan.threads).toBeLessThanOrEqual(context.threads);
    }
  });

  test('a number is kept; a consumer with fewer uses all it has', () => {
    expect(threadsOf({ threads: 3 })).toMatchObject({ spec: { threads: 3 }, plan: { threads: 3 } });
    expect(threadsOf({ threads: 16 })).toMatchObject({ spec: { threads: 16 }, plan: { threads: context.threads } });
  });

  test('what a job waits for can always be given: a number up to all threads, automatic never more than one', () => {
    const network = threadsOf({ network: { preset: 'deep-convnet' } }).plan.plan;
    fc.assert(fc.property(fc.option(fc.integer({ min: 1, max: 16 })), fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 1000 }), (threads, available, batchSize) => {
      const { least, most } = threadsFor({ threads, batchSize }, network, available);
      expect(least).toBe(threads === null ? 1 : Math.min(threads, available));
      expect(most >= least && most <= available && (threads === null || most === least)).toBe(true);
    }), { seed: 4 });
  });

  test('the execution is said in words, with the build', () => {
    const { execution } = threadsOf({ threads: 2, network: { preset: 'simple-convnet' } }).plan;
    expect(execution.join('\n')).toMatch(/simd/);
    expect(execution.length).toBeGreaterThan(1);
  });

  test.each([0, 17, 1.5, '2'])('%j is refused with the member, the reason and the fix', (threads) => {
    const [issue, ...more] = refusal({ ...good, threads }).issues;
    expect(more).toEqual([]);
    expect(issue).toMatchObject({ code: 'invalid-spec', pointer: '#/threads' });
    expect(issue.detail).toMatch(typeof threads === 'string' ? /a number, found a string/ : new RegExp(`\\b${threads}\\b`));
    expect(issue.hint).toMatch(/1 to 16/);
  });
});

describe('hash', () => {
  const hashOf = (change: Record<string, unknown>) => specHash(parseJobSpec({ ...good, ...change }, context).spec);

  test('ignores priority, metadata, threads and the order of members', () => {
    expect(hashOf({ priority: 5, metadata: { a: 'b' } })).toBe(hashOf({}));
    for (const threads of [null, 1, 2, 16]) expect(hashOf({ threads })).toBe(hashOf({}));
    const reversed = Object.fromEntries(Object.entries(good).reverse());
    expect(specHash(parseJobSpec(reversed, context).spec)).toBe(hashOf({}));
    expect(hashOf({})).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  test('a default written out is the same spec; another seed is another', () => {
    expect(hashOf({ batchSize: 100, dataset: { name: 'mnist', trainSize: 60_000 } })).toBe(hashOf({}));
    expect(hashOf({ seed: 1 })).not.toBe(hashOf({}));
  });
});

test('training options carry no member the engine does not know', () => {
  const options = trainingOptions(parseJobSpec({ ...good, optimizer: { type: 'sgd', learningRate: 0.5 } }, context).spec);
  expect(options.optimizer).toEqual({ type: 'sgd', learningRate: 0.5 });
  expect(options).toMatchObject({ epochs: 1, steps: undefined, batchSize: 100, keepBest: null });
});
