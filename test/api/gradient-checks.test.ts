import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkGradients, planNetwork } from '../../src/engine/index.ts';
import { layers } from '../../src/engine/layers/index.ts';
import type { LayerDefinition } from '../../src/engine/layers/definition.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { startTestApi } from './support.ts';
import type { TestApi } from './support.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startTestApi();
});
afterAll(() => api.close());

const network = {
  layers: [
    { type: 'conv2d', filters: 3, kernel: 3, pad: 1 }, { type: 'batchNorm' }, { type: 'relu' }, { type: 'maxPool2d' }, { type: 'dropout', ratio: 0.4 },
    { type: 'dense', units: 4 }, { type: 'tanh' }, { type: 'dense', units: 3 },
  ],
};
const post = (body: unknown) => api.request('/api/v1/gradient-checks', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

describe('gradient checks', () => {
  test('find every gradient of a network with kinks, batch norm and dropout right', async () => {
    const report = await api.client.checkGradients({ network, inputShape: [6, 6, 2], classes: 3, batchSize: 4, seed: 7 });
    expect(report.verdict).toBe('pass');
    expect(report.arrays.map(({ name }) => name)).toEqual(['input', 'conv2d1.kernel', 'conv2d1.bias', 'batchNorm1.gamma', 'batchNorm1.beta', 'dense1.kernel', 'dense1.bias', 'dense2.kernel', 'dense2.bias']);
    for (const array of report.arrays) {
      expect(Number(array.maxRelativeError)).toBeLessThan(1e-6);
      expect(Number(array.meanRelativeError)).toBeLessThanOrEqual(Number(array.maxRelativeError));
    }
  });

  test('are the same for the same seed', async () => {
    const body = { network: { layers: [{ type: 'dense', units: 2 }] }, inputShape: [3], classes: 2, seed: 9 };
    expect(await api.client.checkGradients(body)).toEqual(await api.client.checkGradients(body));
  });

  test.each([
    ['a network that does not fit', { network, inputShape: [6], classes: 3 }, 422, /image/],
    ['a network that is too large', { network: { preset: 'two-layer-net' }, inputShape: [28, 28, 1], classes: 10 }, 422, /39760 parameters/],
    ['an unknown member', { network, inputShape: [6, 6, 2], classes: 3, step: 1 }, 422, /no member|not known|unknown/i],
    ['no network', { inputShape: [6, 6, 2], classes: 3 }, 422, /network/],
    ['a step of nothing', { network, inputShape: [6, 6, 2], classes: 3, h: 0 }, 422, /h/],
  ])('refuse %s', async (_, body, status, detail) => {
    const response = await post(body);
    expect(response.status).toBe(status);
    const problem = (await response.json()) as { detail: string; errors: { hint: string }[] };
    expect(problem.detail).toMatch(detail);
    expect(problem.errors[0].hint).not.toBe('');
  });
});

describe('a check', () => {
  const kernels = loadKernels('reference', 'float64');
  const check = (specs: { type: string; [option: string]: unknown }[]) => checkGradients({ network: planNetwork({ layers: specs }, { inputShape: [5], classes: 3 }, 'modern'), kernels, batch: 3, seed: 2 });

  test('of a layer with a wrong sign says so, and where', () => {
    const registry = layers as unknown as Record<string, LayerDefinition>;
    const right = registry.sigmoid;
    registry.sigmoid = { ...right, create: (context) => {
      const layer = right.create(context);
      return { ...layer, backward(batch, accumulate) {
        layer.backward(batch, accumulate);
        context.inputGradients[0]?.forEach((value, i, array) => (array[i] = -value));
      } };
    } };
    try {
      const checks = check([{ type: 'dense', units: 4 }, { type: 'sigmoid' }, { type: 'dense', units: 3 }]);
      const off = checks.filter(({ maxRelativeError }) => maxRelativeError > 1e-6).map(({ name }) => name);
      expect(off).toEqual(['input', 'dense1.kernel', 'dense1.bias']);
      const { numerical, backpropagated } = checks.find(({ name }) => name === 'dense1.kernel')!;
      expect(numerical).toBeCloseTo(-backpropagated, 6);
    } finally {
      registry.sigmoid = right;
    }
  });

  test('counts values on a kink instead of calling them wrong', () => {
    // a step of one tenth takes many pre-activations across zero
    const checks = checkGradients({ network: planNetwork({ layers: [{ type: 'dense', units: 40 }, { type: 'relu' }, { type: 'dense', units: 3 }] }, { inputShape: [5], classes: 3 }, 'modern'), kernels, batch: 8, seed: 2, h: 0.05 });
    expect(checks.reduce((sum, { kinks }) => sum + kinks, 0)).toBeGreaterThan(10);
    for (const { maxRelativeError } of checks) expect(maxRelativeError).toBeLessThan(1e-2);
  });
});
