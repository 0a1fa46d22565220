/**
 * The fast kernels: AssemblyScript compiled to WebAssembly SIMD (assembly/), called with the byte offsets of typed arrays in one
 * shared memory. Each wrapper below only turns arrays into pointers.
 */
import { Arena } from '../arena.ts';
import { ALIGNMENT, type ConvWindow, type FloatArray, type Kernels, type KernelsProvider } from '../kernels.ts';
import * as referenceConv2d from '../reference/conv2d.ts';
import { compiledModule, type Exports, SIMD_VERSION, type SimdBuild } from './load.ts';
import { IMAGE_BYTES, MAX_FEATURES, PANELS_BYTES, SCRATCH_END } from './scratch.ts';

const PAGE = 65536;
/** WebAssembly's 32-bit ceiling; the compiled modules declare the same maximum. */
const MAX_PAGES = 65536;

const NEEDED = [
  'gemm', 'addBias', 'sumRows', 'conv2dForward', 'conv2dInputGradient', 'conv2dKernelGradient', 'maxPoolForward', 'maxPoolBackward',
  'reluForward', 'reluBackward', 'sigmoidForward', 'sigmoidBackward', 'softmax', 'crossEntropy', 'logSoftmaxLoss',
  'softmaxCrossEntropyGradient', 'squaredError', 'scaledDifference', 'batchNormStatistics', 'batchNormForward', 'batchNormBackward',
  'dropoutMask', 'multiply', 'add', 'addScaled', 'scale', 'copyColumns', 'sgdUpdate', 'momentumUpdate', 'adamUpdate', 'gatherBytes', 'gatherFloats',
] as const;

export function simdProvider(build: SimdBuild): KernelsProvider {
  const module = compiledModule(build, NEEDED);
  const name = `${build}/${SIMD_VERSION}`;
  return {
    build: name,
    precision: 'float32',
    create(byteLength) {
      const pages = Math.ceil((SCRATCH_END + ALIGNMENT + byteLength) / PAGE);
      if (pages > MAX_PAGES) throw new RangeError(`${byteLength} bytes asked for; one WebAssembly memory holds 4 GiB less scratch`);
      const memory = new WebAssembly.Memory({ initial: pages, maximum: MAX_PAGES, shared: true });
      const instance = new WebAssembly.Instance(module, { env: { memory, abort: () => { throw new Error('wasm kernel aborted'); } } });
      const arena = new Arena(memory.buffer, 'float32', SCRATCH_END, byteLength);
      return { build: name, precision: 'float32', ...allocation(arena), ...operations(instance.exports as unknown as Exports) };
    },
  };
}

function allocation(arena: Arena): Pick<Kernels, 'floats' | 'int32' | 'uint8'> {
  return { floats: (length) => arena.floats(length), int32: (length) => arena.int32(length), uint8: (length) => arena.uint8(length) };
}

/** Whether the packed weights and one padded image fit the scratch; larger convolutions run on the reference kernels. */
function fits(w: ConvWindow): boolean {
  const taps = w.kernelHeight * w.kernelWidth;
  const panels = taps * Math.max(w.channels * (w.filters + 7), w.filters * (w.channels + 7)) * 4;
  const canvas = (w.height + 2 * w.pad + w.kernelHeight) * (w.width + 2 * w.pad + w.kernelWidth) * Math.max(w.channels, w.filters) * 4;
  return panels <= PANELS_BYTES && canvas <= IMAGE_BYTES;
}

function checkRow(length: number): void {
  if (length > MAX_FEATURES) throw new RangeError(`rows of ${length} values: the kernels' scratch holds ${MAX_FEATURES}`);
}

const at = (array: FloatArray | Int32Array | Uint8Array): number => array.byteOffset;

function operations(x: Exports): Omit<Kernels, 'build' | 'precision' | 'floats' | 'int32' | 'uint8'> {
  return {
    gemm: (a, b, out, m, n, k, transposeA, transposeB, accumulate) => x.gemm(at(a), at(b), at(out), m, n, k, Number(transposeA), Number(transposeB), Number(accumulate)),
    addBias: (values, bias, rows, columns) => x.addBias(at(values), at(bias), rows, columns),
    sumRows: (values, out, rows, columns) => x.sumRows(at(values), at(out), rows, columns),
    ...convolutions(x),
    maxPoolForward: (w, input, y, argmax) => x.maxPoolForward(at(input), at(y), at(argmax), w.batch, w.height, w.width, w.channels, w.kernelHeight, w.kernelWidth, w.stride, w.pad, w.outHeight, w.outWidth),
    maxPoolBackward: (w, dy, argmax, dx) => x.maxPoolBackward(at(dy), at(argmax), at(dx), w.batch, w.height, w.width, w.channels, w.outHeight, w.outWidth),
    reluForward: (input, y, length) => x.reluForward(at(input), at(y), length),
    reluBackward: (y, dy, dx, length) => x.reluBackward(at(y), at(dy), at(dx), length),
    sigmoidForward: (input, y, length) => x.sigmoidForward(at(input), at(y), length),
    sigmoidBackward: (y, dy, dx, length) => x.sigmoidBackward(at(y), at(dy), at(dx), length),
    ...losses(x),
    ...batchNorm(x),
    dropoutMask: (mask, length, ratio, keepValue, key) => x.dropoutMask(at(mask), length, Math.round(ratio * 2 ** 32), keepValue, key.seedLow, key.seedHigh, key.stream, key.counter),
    multiply: (a, b, out, length) => x.multiply(at(a), at(b), at(out), length),
    add: (a, b, out, length) => x.add(at(a), at(b), at(out), length),
    addScaled: (y, values, scale, length) => x.addScaled(at(y), at(values), scale, length),
    scale: (values, y, factor, length) => x.scale(at(values), at(y), factor, length),
    copyColumns: (source, sourceStride, sourceOffset, target, targetStride, targetOffset, rows, columns) => x.copyColumns(at(source), sourceStride, sourceOffset, at(target), targetStride, targetOffset, rows, columns),
    sgdUpdate: (p, g, length, learningRate) => x.sgdUpdate(at(p), at(g), length, learningRate),
    momentumUpdate: (p, g, v, length, learningRate, momentum) => x.momentumUpdate(at(p), at(g), at(v), length, learningRate, momentum),
    adamUpdate: (p, g, m, v, length, s) => x.adamUpdate(at(p), at(g), at(m), at(v), length, s.beta1, s.beta2, s.stepSize, s.rootScale, s.epsilon),
    gatherBytes: (data, indices, out, rows, width, divisor) => x.gatherBytes(at(data), at(indices), at(out), rows, width, divisor),
    gatherFloats: (data, indices, out, rows, width) => x.gatherFloats(at(data), at(indices), at(out), rows, width),
  };
}

function convolutions(x: Exports): Pick<Kernels, 'conv2dForward' | 'conv2dInputGradient' | 'conv2dKernelGradient'> {
  const sizes = (w: ConvWindow) => [w.batch, w.height, w.width, w.channels, w.filters, w.kernelHeight, w.kernelWidth, w.stride, w.pad, w.outHeight, w.outWidth] as const;
  return {
    conv2dForward: (w, input, kernel, bias, y) => (fits(w) ? x.conv2dForward(at(input), at(kernel), bias ? at(bias) : 0, at(y), ...sizes(w)) : referenceConv2d.conv2dForward(w, input, kernel, bias, y)),
    conv2dInputGradient: (w, dy, kernel, dx) => (fits(w) ? x.conv2dInputGradient(at(dy), at(kernel), at(dx), ...sizes(w)) : referenceConv2d.conv2dInputGradient(w, dy, kernel, dx)),
    conv2dKernelGradient: (w, input, dy, dKernel) => (fits(w) ? x.conv2dKernelGradient(at(input), at(dy), at(dKernel), ...sizes(w)) : referenceConv2d.conv2dKernelGradient(w, input, dy, dKernel)),
  };
}

function losses(x: Exports): Pick<Kernels, 'softmax' | 'crossEntropy' | 'logSoftmaxLoss' | 'softmaxCrossEntropyGradient' | 'squaredError' | 'scaledDifference'> {
  return {
    softmax: (input, y, rows, columns) => {
      checkRow(columns);
      x.softmax(at(input), at(y), rows, columns);
    },
    crossEntropy: (probabilities, labels, out, rows, columns, epsilon) => x.crossEntropy(at(probabilities), at(labels), at(out), rows, columns, epsilon),
    logSoftmaxLoss: (logits, labels, out, rows, columns) => {
      checkRow(columns);
      x.logSoftmaxLoss(at(logits), at(labels), at(out), rows, columns);
    },
    softmaxCrossEntropyGradient: (probabilities, labels, dx, rows, columns, scale) => x.softmaxCrossEntropyGradient(at(probabilities), at(labels), at(dx), rows, columns, scale),
    squaredError: (input, target, out, rows, columns) => x.squaredError(at(input), at(target), at(out), rows, columns),
    scaledDifference: (a, b, out, length, scale) => x.scaledDifference(at(a), at(b), at(out), length, scale),
  };
}

function batchNorm(x: Exports): Pick<Kernels, 'batchNormStatistics' | 'batchNormForward' | 'batchNormBackward'> {
  return {
    batchNormStatistics: (input, mean, variance, rows, features) => x.batchNormStatistics(at(input), at(mean), at(variance), rows, features),
    batchNormForward: (input, mean, variance, gamma, beta, epsilon, normalized, y, rows, features) => x.batchNormForward(at(input), at(mean), at(variance), at(gamma), at(beta), epsilon, normalized ? at(normalized) : 0, at(y), rows, features),
    batchNormBackward: (normalized, dy, variance, gamma, epsilon, dx, dgamma, dbeta, rows, features) => {
      checkRow(features);
      x.batchNormBackward(at(normalized), at(dy), at(variance), at(gamma), epsilon, dx ? at(dx) : 0, at(dgamma), at(dbeta), rows, features);
    },
  };
}
