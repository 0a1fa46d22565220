import { describe, expect, test } from 'vitest';
import { TrainyardError } from '../../src/engine/errors.ts';
import { planNetwork } from '../../src/engine/plan.ts';
import type { LayerSpec, NetworkSpec, Semantics } from '../../src/engine/types.ts';

const MNIST = { inputShape: [28, 28, 1], classes: 10 };

function refusal(network: unknown, data = MNIST, semantics: Semantics = 'modern'): { code?: string; pointer: string; detail: string; hint: string } {
  try {
    planNetwork(network as NetworkSpec, data, semantics);
  } catch (error) {
    expect(error).toBeInstanceOf(TrainyardError);
    expect((error as TrainyardError).kind).toBe('spec');
    return (error as TrainyardError).issues[0];
  }
  return expect.fail('the network was accepted');
}

describe('presets', () => {
  test.each([
    ['two-layer-net', 39_760],
    ['simple-convnet', 433_890],
    ['deep-convnet', 123_552],
  ])('%s has the %d parameters of the book', (preset, count) => {
    for (const semantics of ['book', 'modern'] as const) {
      const plan = planNetwork({ preset }, MNIST, semantics);
      expect(plan.parameterCount).toBe(count);
      expect(plan.outputShape).toEqual([10]);
      expect(plan.layers.reduce((sum, layer) => sum + layer.parameterCount, 0)).toBe(count);
    }
  });

  test('two-layer-net takes hidden sizes and an activation', () => {
    const plan = planNetwork({ preset: 'two-layer-net', hidden: [7], activation: 'relu' }, { inputShape: [5], classes: 3 }, 'book');
    expect(plan.parameterCount).toBe(5 * 7 + 7 + 7 * 3 + 3);
    expect(plan.layers.map(({ type }) => type)).toContain('relu');
    expect(planNetwork({ preset: 'two-layer-net' }, MNIST, 'book').layers.map(({ type }) => type)).toContain('sigmoid');
  });

  test.each([[[9, 9, 1]], [[11, 8, 3]], [[7, 12, 2]]])('simple-convnet works for odd and non-square images %j', (inputShape) => {
    const plan = planNetwork({ preset: 'simple-convnet', filters: 4, hidden: 6 }, { inputShape, classes: 3 }, 'modern');
    expect(plan.outputShape).toEqual([3]);
  });

  test('a plan written out as layers is the same network again', () => {
    for (const preset of ['two-layer-net', 'simple-convnet', 'deep-convnet']) {
      const plan = planNetwork({ preset }, MNIST, 'book');
      const layers = plan.layers.map(({ name, type, inputs, config }): LayerSpec => ({ type, name, inputs, ...config }));
      expect(planNetwork({ layers }, MNIST, 'book')).toEqual(plan);
    }
  });
});

describe('plans', () => {
  test('infer sizes, count parameters and multiply-adds', () => {
    const plan = planNetwork({ layers: [
      { type: 'conv2d', filters: 3, kernel: [3, 5], pad: 1, stride: 2 }, { type: 'relu' }, { type: 'maxPool2d', size: 2 }, { type: 'flatten' }, { type: 'dense', units: 10 },
    ] }, MNIST, 'modern');
    const [conv, , pool, flatten, dense] = plan.layers;
    expect(conv.outputShape).toEqual([14, 13, 3]);
    expect(conv.parameters.map(({ shape }) => shape)).toEqual([[3, 5, 1, 3], [3]]);
    expect(conv.multiplyAdds).toBe(14 * 13 * 3 * 15);
    expect(pool.outputShape).toEqual([7, 6, 3]);
    expect(flatten.outputShape).toEqual([126]);
    expect(dense.parameterCount).toBe(126 * 10 + 10);
    expect(dense.multiplyAdds).toBe(1260);
    expect(plan.multiplyAdds).toBe(plan.layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0));
  });

  test('join branches by name', () => {
    const plan = planNetwork({ layers: [
      { type: 'dense', name: 'a', units: 6 },
      { type: 'dense', name: 'b', units: 6 },
      { type: 'add', name: 'sum', inputs: ['a', 'b'] },
      { type: 'concat', name: 'both', inputs: ['sum', 'input'] },
      { type: 'dense', units: 2 },
    ] }, { inputShape: [4], classes: 2 }, 'modern');
    expect(plan.layers.find(({ name }) => name === 'both')?.outputShape).toEqual([10]);
    expect(plan.layers.at(-1)?.inputs).toEqual(['both']);
  });

  test('put layers in an order that works, whatever the order written', () => {
    const plan = planNetwork({ layers: [
      { type: 'dense', name: 'first', units: 3, inputs: ['input'] },
      { type: 'add', name: 'sum', inputs: ['first', 'side'] },
      { type: 'dense', name: 'side', units: 3, inputs: ['first'] },
      { type: 'dense', name: 'out', units: 2, inputs: ['sum'] },
    ] }, { inputShape: [4], classes: 2 }, 'modern');
    const names = plan.layers.map(({ name }) => name);
    expect(names.indexOf('side')).toBeLessThan(names.indexOf('sum'));
  });

  test('the semantics set the defaults, and an option of its own wins', () => {
    const config = (semantics: Semantics, options: Record<string, unknown> = {}) =>
      planNetwork({ layers: [{ type: 'batchNorm', ...options }, { type: 'dense', units: 2 }] }, { inputShape: [4], classes: 2 }, semantics).layers[0].config;
    expect(config('book').epsilon).toBe(1e-6);
    expect(config('modern').epsilon).toBe(1e-5);
    expect(config('book', { epsilon: 1e-3 }).epsilon).toBe(1e-3);
  });

  test('book batch norm counts every element of an image, modern every channel', () => {
    const gamma = (semantics: Semantics) =>
      planNetwork({ layers: [{ type: 'batchNorm' }, { type: 'flatten' }, { type: 'dense', units: 2 }] }, { inputShape: [3, 4, 5], classes: 2 }, semantics).layers[0].parameters[0].count;
    expect(gamma('book')).toBe(60);
    expect(gamma('modern')).toBe(5);
  });
});

const dense = { type: 'dense', units: 10 };
const BAD: [string, unknown, string, string, RegExp][] = [
  ['unknown preset', { preset: 'simple-covnet' }, 'unknown-name', '#/network/preset', /simple-convnet/],
  ['unknown preset option', { preset: 'simple-convnet', filter: 3 }, 'unknown-member', '#/network/filter', /filters/],
  ['bad preset option', { preset: 'simple-convnet', filters: -3 }, 'invalid-spec', '#/network/filters', /./],
  ['no layers', { layers: [] }, 'invalid-spec', '#/network/layers', /./],
  ['unknown layer', { layers: [{ type: 'dnse', units: 10 }] }, 'unknown-name', '#/network/layers/0/type', /dense/],
  ['unknown option', { layers: [{ type: 'dense', unit: 10, units: 10 }] }, 'unknown-member', '#/network/layers/0/unit', /units/],
  ['missing option', { layers: [{ type: 'dense' }] }, 'invalid-spec', '#/network/layers/0/units', /./],
  ['wrong type', { layers: [{ type: 'flatten' }, { type: 'dense', units: 'ten' }] }, 'invalid-spec', '#/network/layers/1/units', /./],
  ['fraction', { layers: [{ type: 'flatten' }, { type: 'dense', units: 2.5 }] }, 'invalid-spec', '#/network/layers/1/units', /./],
  ['unknown input', { layers: [{ type: 'flatten', name: 'flat' }, { ...dense, inputs: ['flatt'] }] }, 'unknown-name', '#/network/layers/1/inputs/0', /flat/],
  ['duplicate name', { layers: [{ type: 'flatten', name: 'a' }, { ...dense, name: 'a' }] }, 'invalid-spec', '#/network/layers/1/name', /./],
  ['cycle', { layers: [{ type: 'relu', name: 'a', inputs: ['b'] }, { type: 'relu', name: 'b', inputs: ['a'] }, { type: 'flatten' }, dense] }, 'cyclic-graph', '#/network/layers/0/inputs', /./],
  ['own input', { layers: [{ type: 'relu', name: 'a', inputs: ['a'] }, { type: 'flatten' }, dense] }, 'cyclic-graph', '#/network/layers/0/inputs', /./],
  ['convolution of a vector', { layers: [{ type: 'flatten' }, { type: 'conv2d', filters: 2, kernel: 3 }] }, 'shape-mismatch', '#/network/layers/1', /./],
  ['kernel larger than the image', { layers: [{ type: 'conv2d', filters: 2, kernel: 29 }, { type: 'flatten' }, dense] }, 'shape-mismatch', '#/network/layers/0/kernel', /./],
  ['window larger than the image', { layers: [{ type: 'maxPool2d', size: 30 }, { type: 'flatten' }, dense] }, 'shape-mismatch', '#/network/layers/0/size', /./],
  ['sum of unlike shapes', { layers: [{ type: 'flatten', name: 'f' }, { ...dense, name: 'd' }, { type: 'add', inputs: ['f', 'd'] }] }, 'shape-mismatch', '#/network/layers/2/inputs', /./],
  ['sum of one', { layers: [{ type: 'flatten', name: 'f' }, { ...dense, name: 'd' }, { type: 'add', inputs: ['d'] }] }, 'shape-mismatch', '#/network/layers/2/inputs', /./],
  ['too many inputs', { layers: [{ type: 'flatten', name: 'f' }, { ...dense, name: 'd' }, { type: 'relu', inputs: ['d', 'd'] }] }, 'shape-mismatch', '#/network/layers/2/inputs', /./],
  ['wrong number of outputs', { layers: [{ type: 'flatten' }, { type: 'dense', units: 9 }] }, 'label-count', '#/network/layers/1', /10/],
  ['dropout of everything', { layers: [{ type: 'flatten' }, { type: 'dropout', ratio: 1 }, dense] }, 'invalid-spec', '#/network/layers/1/ratio', /./],
  ['unknown initializer', { layers: [{ type: 'flatten' }, { ...dense, initializer: 'hee' }] }, 'unknown-name', '#/network/layers/1/initializer', /xavier/],
  ['unknown option of an initializer', { layers: [{ type: 'flatten' }, { ...dense, initializer: { type: 'normal', sd: 1 } }] }, 'unknown-member', '#/network/layers/1/initializer/sd', /std/],
  ['bad option of an initializer', { layers: [{ type: 'flatten' }, { ...dense, initializer: { type: 'normal', std: -1 } }] }, 'invalid-spec', '#/network/layers/1/initializer/std', /-1/],
  ['two ends', { layers: [{ type: 'flatten', name: 'f' }, { ...dense, name: 'a' }, { ...dense, name: 'b', inputs: ['f'] }] }, 'shape-mismatch', '#/network/layers/1', /a/],
  ['an array too large', { layers: [{ type: 'flatten' }, { type: 'dense', units: 1_000_000 }, { type: 'dense', units: 1_000_000 }, dense] }, 'shape-mismatch', '#/network/layers/2', /./],
  ['nothing', null, 'invalid-spec', '#/network', /preset/],
  ['neither preset nor layers', {}, 'invalid-spec', '#/network', /preset/],
  ['preset and layers', { preset: 'two-layer-net', layers: [dense] }, 'invalid-spec', '#/network', /both/],
  ['a stranger beside the layers', { layers: [dense], hidden: 3 }, 'unknown-member', '#/network/hidden', /hidden/],
  ['layers that are no list', { layers: 'dense' }, 'invalid-spec', '#/network/layers', /list/],
  ['a layer that is no object', { layers: [null] }, 'invalid-spec', '#/network/layers/0', /object/],
  ['inputs that are no list', { layers: [{ type: 'flatten', inputs: 'input' }, dense] }, 'invalid-spec', '#/network/layers/0/inputs', /list/],
  ['inputs that are no names', { layers: [{ type: 'flatten', inputs: [3] }, dense] }, 'invalid-spec', '#/network/layers/0/inputs', /names/],
  ['a name that is no text', { layers: [{ type: 'flatten', name: 3 }, dense] }, 'invalid-spec', '#/network/layers/0/name', /text/],
  ['a member of every object', { layers: [{ type: 'constructor' }] }, 'unknown-name', '#/network/layers/0/type', /./],
  ['a name with a dot', { layers: [{ type: 'flatten' }, { ...dense, name: 'a.b' }] }, 'invalid-spec', '#/network/layers/1/name', /./],
  ['the reserved name', { layers: [{ type: 'flatten', name: 'input' }, dense] }, 'invalid-spec', '#/network/layers/0/name', /./],
];

describe('refusals', () => {
  test.each(BAD)('%s', (_, network, code, pointer, says) => {
    const issue = refusal(network);
    expect({ code: issue.code, pointer: issue.pointer }).toEqual({ code, pointer });
    expect(issue.hint).not.toBe('');
    expect(`${issue.detail} ${issue.hint}`).toMatch(says);
  });
});
