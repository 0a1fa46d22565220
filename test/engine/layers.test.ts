/** Every layer of the registry, on the examples that it carries itself. */
import { describe, expect, test } from 'vitest';
import { layers as registry } from '../../src/engine/layers/index.ts';
import { type Layer, type LayerDefinition, type LayerExample, LayerProblem } from '../../src/engine/layers/definition.ts';
import { resolveOptions } from '../../src/engine/options.ts';
import { sizeOf } from '../../src/engine/types.ts';
import type { FloatArray, KernelsProvider } from '../../src/kernels/kernels.ts';
import { loadKernels } from '../../src/kernels/load.ts';
import { expectClose, numbers } from './values.ts';

const BATCH = 3;
const definitions = Object.values(registry) as LayerDefinition[];
const withArithmetic = definitions.filter(({ alias }) => !alias);
const examples = withArithmetic.flatMap((definition) => definition.examples.map((example, i) => ({ name: `${definition.type} ${i + 1}`, definition, example })));

function configOf(definition: LayerDefinition, example: LayerExample): Record<string, unknown> {
  const { options, issues } = resolveOptions(definition, example.config ?? {}, example.semantics ?? 'modern', '#');
  expect(issues).toEqual([]);
  return options;
}

/** One layer between arrays of its own, with values that stay away from kinks (multiples of 1/64, all different, none near 0). */
function harness(definition: LayerDefinition, example: LayerExample, provider: KernelsProvider, inPlace = false) {
  const kernels = provider.create(2 ** 20);
  const config = configOf(definition, example);
  const outputShape = definition.outputShape(config, example.inputs);
  const filled = (length: number, seed: number): FloatArray => {
    const array = kernels.floats(length);
    const order = Array.from(numbers(length, seed)).map((value, i) => [value, i]).sort(([a], [b]) => a - b);
    order.forEach(([, i], rank) => { array[i] = (rank - length / 2 + 0.25) / 16; });
    return array;
  };
  const inputs = example.inputs.map((shape, i) => filled(BATCH * sizeOf(shape), 10 + i));
  const inputGradients = example.inputs.map((shape) => kernels.floats(BATCH * sizeOf(shape)));
  const output = inPlace ? inputs[0] : kernels.floats(BATCH * sizeOf(outputShape));
  const outputGradient = inPlace ? inputGradients[0] : kernels.floats(BATCH * sizeOf(outputShape));
  outputGradient.set(numbers(outputGradient.length, 77));
  const parameters: Record<string, FloatArray> = {};
  const gradients: Record<string, FloatArray> = {};
  definition.parameters?.(config, example.inputs).forEach(({ name, shape }, i) => {
    parameters[name] = kernels.floats(sizeOf(shape));
    parameters[name].set(numbers(sizeOf(shape), 40 + i));
    gradients[name] = kernels.floats(sizeOf(shape));
  });
  const state: Record<string, FloatArray> = {};
  definition.state?.(config, example.inputs).forEach(({ name, shape, initial }) => {
    state[name] = kernels.floats(sizeOf(shape)).fill(initial + 0.5);
  });
  const layer = definition.create({
    config, kernels, batch: BATCH, firstSample: 0, inputShapes: example.inputs, outputShape, inputs, output, inputGradients, outputGradient, parameters, gradients, state,
    random: { seed: 5, stream: 1024 }, training: true, frozen: false, conv2dForm: (w) => provider.conv2dForm(w),
    floats: (length) => kernels.floats(length), int32: (length) => kernels.int32(length), shared: (length) => kernels.floats(length), running: (length) => kernels.floats(length),
  });
  return { layer: direct(layer), inputs, inputGradients, output, outputGradient, parameters, gradients, state, outputShape };
}

/** The layer as if nothing were derived or summed in parts. */
function direct(layer: Layer): { forward: Layer['forward']; backward(batch: number): void } {
  return {
    forward(batch, pass) {
      layer.prepare?.();
      layer.forward(batch, pass);
    },
    backward(batch) {
      layer.backward(batch, false);
      layer.finish?.();
      layer.parameterGradients?.(batch);
    },
  };
}

const training = { training: true, step: 4 };

describe.each(examples)('$name', ({ definition, example }) => {
  test('gradients agree with central differences in float64', () => {
    const h = harness(definition, example, loadKernels('reference', 'float64'));
    const stateBefore = Object.fromEntries(Object.entries(h.state).map(([name, values]) => [name, values.slice()]));
    const objective = (): number => {
      for (const [name, values] of Object.entries(stateBefore)) h.state[name].set(values);
      h.layer.forward(BATCH, training);
      let sum = 0;
      for (let i = 0; i < h.output.length; i++) sum += h.output[i] * h.outputGradient[i];
      return sum;
    };
    objective();
    h.layer.backward(BATCH);
    const checked: [string, FloatArray, number[]][] = [
      ...h.inputs.map((values, i): [string, FloatArray, number[]] => [`input ${i}`, values, Array.from(h.inputGradients[i])]),
      ...Object.keys(h.parameters).map((name): [string, FloatArray, number[]] => [name, h.parameters[name], Array.from(h.gradients[name])]),
    ];
    for (const [what, values, analytic] of checked) {
      const numeric = analytic.map((_, i) => {
        const kept = values[i];
        const step = 1e-4;
        const at = (delta: number): number => {
          values[i] = kept + delta;
          return objective();
        };
        const difference = (8 * (at(step) - at(-step)) - (at(2 * step) - at(-2 * step))) / (12 * step);
        values[i] = kept;
        return difference;
      });
      const scale = Math.max(...numeric.map(Math.abs), 1e-3);
      numeric.forEach((value, i) => {
        if (Math.abs(value - analytic[i]) > 1e-6 * scale) expect.fail(`${what}[${i}]: ${analytic[i]} by backward, ${value} by differences`);
      });
    }
  });

  test.each(['reference', 'simd', 'simd-fma'] as const)('%s in float32 does the same as float64', (choice) => {
    const exact = harness(definition, example, loadKernels('reference', 'float64'));
    const fast = harness(definition, example, loadKernels(choice));
    for (const h of [exact, fast]) {
      h.layer.forward(BATCH, training);
      h.layer.backward(BATCH);
    }
    expectClose(fast.output, exact.output, 1e-4, 'output');
    exact.inputGradients.forEach((gradient, i) => expectClose(fast.inputGradients[i], gradient, 1e-4, `gradient of input ${i}`));
    for (const name of Object.keys(exact.gradients)) expectClose(fast.gradients[name], exact.gradients[name], 1e-4, name);
    for (const name of Object.keys(exact.state)) expectClose(fast.state[name], exact.state[name], 1e-4, name);
    for (const h of [exact, fast]) h.layer.forward(BATCH, { training: false, step: 0 });
    expectClose(fast.output, exact.output, 1e-4, 'output of evaluation');
  });

  test('a smaller batch touches nothing behind it, and evaluation treats samples apart', () => {
    const h = harness(definition, example, loadKernels('auto'));
    h.layer.forward(BATCH, { training: false, step: 0 });
    const whole = Array.from(h.output);
    h.output.fill(99);
    h.layer.forward(1, { training: false, step: 0 });
    const size = sizeOf(h.outputShape);
    expectClose(h.output.subarray(0, size), whole.slice(0, size), 1e-6, 'first sample');
    expect(Array.from(h.output.subarray(size))).toEqual(new Array((BATCH - 1) * size).fill(99));
    h.inputGradients.forEach((gradient) => gradient.fill(99));
    h.layer.forward(2, training);
    h.layer.backward(2);
    h.inputGradients.forEach((gradient, i) => {
      const each = sizeOf(example.inputs[i]);
      expect(Array.from(gradient.subarray(2 * each))).toEqual(new Array((BATCH - 2) * each).fill(99));
    });
  });

  test('evaluation leaves running statistics alone', () => {
    const h = harness(definition, example, loadKernels('auto'));
    const before = Object.values(h.state).map((values) => Array.from(values));
    h.layer.forward(BATCH, { training: false, step: 1 });
    expect(Object.values(h.state).map((values) => Array.from(values))).toEqual(before);
  });
});

/** Forward and backward; everything that comes out. `between` may spoil what the layer says that it does not need. */
function resultsOf(h: ReturnType<typeof harness>, between: () => void = () => {}): number[][] {
  h.layer.forward(BATCH, training);
  const output = Array.from(h.output);
  between();
  h.layer.backward(BATCH);
  return [output, ...h.inputGradients.map((gradient) => Array.from(gradient)), ...Object.values(h.gradients).map((gradient) => Array.from(gradient))];
}

describe('sharing of memory', () => {
  const provider = loadKernels('auto');
  test.each(examples.filter(({ definition }) => definition.forgetsInputs))('$name does not need its inputs again, as it says', ({ definition, example }) => {
    const spoiled = harness(definition, example, provider);
    expect(resultsOf(spoiled, () => spoiled.inputs.forEach((input) => input.fill(NaN)))).toEqual(resultsOf(harness(definition, example, provider)));
  });

  test.each(examples.filter(({ definition }) => definition.overwritable))('$name does not need its output again, as it says', ({ definition, example }) => {
    const spoiled = harness(definition, example, provider);
    expect(resultsOf(spoiled, () => spoiled.output.fill(NaN))).toEqual(resultsOf(harness(definition, example, provider)));
  });

  test.each(examples.filter(({ definition }) => definition.inPlace))('$name works in place, as it says', ({ definition, example }) => {
    expect(resultsOf(harness(definition, example, provider, true))).toEqual(resultsOf(harness(definition, example, provider)));
  });
});

describe.each(definitions)('$type, as the catalogue shows it', (definition) => {
  test('has a summary, a source, examples, and defaults that its own schema takes', () => {
    expect(definition.summary).toMatch(/\S/);
    expect(definition.source).toMatch(/\S/);
    expect(definition.examples.length).toBeGreaterThan(0);
    for (const example of definition.examples) {
      for (const semantics of ['modern', 'book'] as const) {
        expect(configOf(definition, { ...example, semantics })).toMatchObject(example.config ?? {});
      }
    }
    for (const semantics of ['modern', 'book'] as const) {
      for (const option of Object.keys(definition.defaults[semantics])) expect(Object.keys(definition.config.shape)).toContain(option);
    }
  });

  test('states shapes that are whole and positive', () => {
    for (const example of definition.examples) {
      const shape = definition.outputShape(configOf(definition, example), example.inputs);
      expect(shape.every((side) => Number.isInteger(side) && side > 0)).toBe(true);
    }
  });
});

describe('shape rules, sizes 1, 3, 5, 7, 17', () => {
  const SIZES = [1, 3, 5, 7, 17];
  test.each(['conv2d', 'maxPool2d'] as const)('%s either refuses a window or fills the shape it states', (type) => {
    const definition = registry[type] as LayerDefinition;
    const member = type === 'conv2d' ? 'kernel' : 'size';
    let accepted = 0;
    for (const height of SIZES) for (const width of [1, 5, 7]) for (const window of [1, 2, 3, 5]) for (const stride of [1, 2, 3]) for (const pad of [0, 1, 2]) {
      const example: LayerExample = { inputs: [[height, width, 2]], config: { [member]: window, stride, pad, ...(type === 'conv2d' ? { filters: 3 } : {}) } };
      try {
        definition.outputShape(configOf(definition, example), example.inputs);
      } catch (error) {
        expect(error).toBeInstanceOf(LayerProblem);
        continue;
      }
      accepted += 1;
      const h = harness(definition, example, loadKernels('auto'));
      h.output.fill(NaN);
      h.layer.forward(BATCH, training);
      h.layer.backward(BATCH);
      const wrong = [h.output, h.inputGradients[0]].some((values) => !values.every(Number.isFinite));
      if (wrong) expect.fail(`not finite for ${JSON.stringify(example)}`);
    }
    expect(accepted).toBeGreaterThan(200);
  }, 20_000);
});
