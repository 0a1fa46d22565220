import { afterEach, describe, expect, test } from 'vitest';
import { createInference, softmaxRows } from '../../src/engine/index.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { createPredictor } from '../../src/serving/index.ts';
import type { ModelSource, Predictor } from '../../src/serving/index.ts';
import { failure } from '../datasets/support.ts';
import { publish, registry } from './support.ts';
import type { Published } from './support.ts';

const workerUrl = new URL('../../workers/predict.ts', import.meta.url);
const open: Predictor[] = [];

function predictorOf(models: ModelSource, threads = 2): Predictor {
  const predictor = createPredictor({ models, kernels: 'auto', workerUrl, threads, log: { error: () => {} } });
  open.push(predictor);
  return predictor;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((predictor) => predictor.close()));
});

const inputsOf = (count: number): Float32Array => Float32Array.from({ length: count * 16 }, (_, i) => ((i * 37) % 101) / 100);

function expected({ plan, weights }: Published, inputs: Float32Array, count: number): Float32Array {
  return softmaxRows(createInference({ network: plan, weights, kernels: loadKernels(), maxBatch: 64 }).predict(inputs, count), 3);
}

const raw = ({ plan, weights }: Published, inputs: Float32Array, count: number): Float32Array => createInference({ network: plan, weights, kernels: loadKernels(), maxBatch: 64 }).predict(inputs, count);

describe('predictor', () => {
  test('a value that is not finite is found wherever it stands', async () => {
    const models = await registry();
    await publish(models, 1);
    const predictor = predictorOf(models, 1);
    for (const value of [NaN, Infinity, -Infinity]) {
      for (let place = 0; place < 32; place++) {
        const inputs = inputsOf(2);
        inputs[place] = value;
        await expect(predictor.predict({ model: 'tiny', inputs, count: 2 })).rejects.toThrow(`Value ${place % 16} of sample ${Math.floor(place / 16)} is ${value}`);
      }
    }
  });

  test.each([
    ['binary-cross-entropy', (x: number) => 1 / (1 + Math.exp(-x))],
    ['mean-squared-error', (x: number) => x],
    ['huber', (x: number) => x],
  ])('answers what the outputs of %s mean', async (loss, meaning) => {
    const models = await registry();
    const published = await publish(models, 1, { loss });
    const { outputs } = await predictorOf(models).predict({ model: 'tiny', inputs: inputsOf(4), count: 4 });
    raw(published, inputsOf(4), 4).forEach((x, i) => expect(outputs[i]).toBeCloseTo(meaning(x), 5));
  });

  test.each([1, 64, 65, 2500])('%i samples give what the engine gives here, and the inputs stay', async (count) => {
    const models = await registry();
    const published = await publish(models, 1);
    const inputs = inputsOf(count);
    const { version, outputs } = await predictorOf(models).predict({ model: 'tiny', inputs, count });
    expect(version).toEqual(published.version);
    expect(inputs).toHaveLength(count * 16);
    expect(outputs).toEqual(expected(published, inputs, count));
  });

  test('the newest version answers unless one is named, and two versions do not mix', async () => {
    const models = await registry();
    const predictor = predictorOf(models, 1);
    const inputs = inputsOf(2);
    const one = await publish(models, 1);
    expect((await predictor.predict({ model: 'tiny', inputs, count: 2 })).version.version).toBe(1);
    const two = await publish(models, 2);
    const newest = await predictor.predict({ model: 'tiny', inputs, count: 2 });
    const older = await predictor.predict({ model: 'tiny', version: 1, inputs, count: 2 });
    expect(newest.version.version).toBe(2);
    expect(newest.outputs).toEqual(expected(two, inputs, 2));
    expect(older.outputs).toEqual(expected(one, inputs, 2));
    expect(older.outputs).not.toEqual(newest.outputs);
  });

  test('many requests at once read the weights once', async () => {
    const models = await registry();
    const published = await publish(models, 3);
    let reads = 0;
    const counted: ModelSource = { get: (name, version) => models.get(name, version), weightBytes: (name, version) => (reads++, models.weightBytes(name, version)) };
    const predictor = predictorOf(counted);
    const answers = await Promise.all(Array.from({ length: 50 }, () => predictor.predict({ model: 'tiny', inputs: inputsOf(3), count: 3 })));
    const right = expected(published, inputsOf(3), 3);
    for (const { outputs } of answers) expect(outputs).toEqual(right);
    expect(reads).toBe(1);
  });

  test('more models than a thread keeps are answered all the same', async () => {
    const models = await registry();
    const predictor = predictorOf(models, 1);
    const published = [];
    for (let seed = 0; seed < 6; seed++) published.push(await publish(models, seed));
    for (const each of [...published, ...published]) {
      const { outputs } = await predictor.predict({ model: 'tiny', version: each.version.version, inputs: inputsOf(1), count: 1 });
      expect(outputs).toEqual(expected(each, inputsOf(1), 1));
    }
  });

  test('a network without softmax loss answers with its outputs as they are', async () => {
    const models = await registry();
    const { plan, weights } = await publish(models, 1, { loss: 'mean-squared-error' });
    const { outputs } = await predictorOf(models).predict({ model: 'tiny', inputs: inputsOf(2), count: 2 });
    expect(outputs).toEqual(createInference({ network: plan, weights, kernels: loadKernels(), maxBatch: 64 }).predict(inputsOf(2), 2));
  });

  test('weights of another network are an error with its code, from the thread, and the thread lives on', async () => {
    const models = await registry();
    await publish(models, 1);
    const other = await publish(models, 1, { network: { layers: [{ type: 'flatten' }, { type: 'dense', units: 3 }] } });
    const crossed: ModelSource = { get: async (name, version) => ({ ...(await models.get(name, version)), weightsSha256: other.version.weightsSha256 }), weightBytes: () => models.weightBytes('tiny', 2) };
    const predictor = predictorOf(crossed, 1);
    const error = await failure(() => predictor.predict({ model: 'tiny', version: 1, inputs: inputsOf(1), count: 1 }));
    expect(error.code).toBe('shape-mismatch');
    expect((await predictorOf(models, 1).predict({ model: 'tiny', version: 2, inputs: inputsOf(1), count: 1 })).outputs).toHaveLength(3);
  });

  test('weights that are not those that were published are refused, by the thread that reads them', async () => {
    const models = await registry();
    const { version } = await publish(models, 1);
    const changed: ModelSource = { get: (name, wanted) => models.get(name, wanted), weightBytes: async () => Uint8Array.from(await models.weightBytes('tiny', 1), (byte, i) => (i === 300 ? byte ^ 1 : byte)) };
    const error = await failure(() => predictorOf(changed, 1).predict({ model: 'tiny', version, inputs: inputsOf(1), count: 1 }));
    expect([error.code, error.message]).toEqual(['store-corrupt', expect.stringContaining('tiny version 1')]);
  });

  test('weights go to the thread that reads them without a copy', async () => {
    const models = await registry();
    const { version } = await publish(models, 1, { network: { layers: [{ type: 'flatten' }, { type: 'dense', units: 200 }, { type: 'dense', units: 3 }] } });
    const given: Uint8Array[] = [];
    const watched: ModelSource = { get: (name, wanted) => models.get(name, wanted), weightBytes: async (name, wanted) => (given[0] = await models.weightBytes(name, wanted)) };
    await predictorOf(watched, 1).prepare(version);
    expect(given.map(({ byteLength }) => byteLength)).toEqual([0]); // what was handed over is empty here
  });

  test('weights that could not be read are read again the next time', async () => {
    const models = await registry();
    await publish(models, 1);
    let broken = true;
    const flaky: ModelSource = { get: (name, version) => models.get(name, version), weightBytes: (name, version) => (broken ? Promise.reject(new Error('disk away')) : models.weightBytes(name, version)) };
    const predictor = predictorOf(flaky, 1);
    await expect(predictor.predict({ model: 'tiny', inputs: inputsOf(1), count: 1 })).rejects.toThrow('disk away');
    broken = false;
    expect((await predictor.predict({ model: 'tiny', inputs: inputsOf(1), count: 1 })).outputs).toHaveLength(3);
  });

  test.each([
    ['too few values', new Float32Array(31), 2, '#/inputs', /Expected 2 x 16 = 32 values, got 31/],
    ['no samples', new Float32Array(0), 0, '#/inputs', /no samples/],
    ['NaN', Float32Array.from({ length: 32 }, (_, i) => (i === 20 ? NaN : 0)), 2, '#/inputs/1', /Value 4 of sample 1 is NaN/],
    ['Infinity', Float32Array.from({ length: 16 }, () => Infinity), 1, '#/inputs/0', /Infinity/],
  ])('refuses %s', async (_, inputs, count, pointer, message) => {
    const models = await registry();
    await publish(models, 1);
    const error = await failure(() => predictorOf(models, 1).predict({ model: 'tiny', inputs, count }));
    expect(error.code).toBe('invalid-input');
    expect(error.issues[0].pointer).toBe(pointer);
    expect(error.message).toMatch(message);
  });

  test('an unknown model is not found', async () => {
    const error = await failure(async () => predictorOf(await registry(), 1).predict({ model: 'nobody', inputs: inputsOf(1), count: 1 }));
    expect(error.code).toBe('not-found');
  });
});
