/** The compiled kernels as operations on arrays: each call turns arrays into pointers and takes this thread's share of the output. */
import type { FloatArray, Operations, TeamOperations, Warp } from '../kernels.ts';
import { warp as referenceWarp } from '../reference/warp.ts';
import { ALONE, type Team } from '../team.ts';
import { LINE, Shares } from './shares.ts';
import { convolutions } from './conv2d.ts';
import type { Exports } from './load.ts';
import type { Pointer } from './pointers.ts';
import { CANVAS_BYTES } from './scratch.ts';

/** Modes of a product, as in assembly/store.ts. */
const STORE = 0;
const ADD = 1;
const STORE_WITH_BIAS = 2;

/** The operations of a thread by itself. */
export function operations(x: Exports, at: Pointer): Operations {
  return { ...undivided(x, at), ...divided(x, at, new Shares(ALONE)) };
}

/** The operations of one thread of a team. What is not divided is computed by the first thread. */
export function sharedOperations(x: Exports, at: Pointer, team: Team): TeamOperations {
  const alone = undivided(x, at);
  const names = Object.keys(alone) as (keyof typeof alone)[];
  const byFirst = Object.fromEntries(names.map((name) => [name, firstOnly(alone[name] as (...given: unknown[]) => void, team)])) as unknown as typeof alone;
  const shares = new Shares(team);
  return { ...byFirst, ...divided(x, at, shares), divide: (samples) => shares.divide(samples) };
}

function firstOnly(operation: (...given: unknown[]) => void, team: Team) {
  return (...given: unknown[]): void => {
    team.barrier();
    if (team.rank === 0) operation(...given);
    team.barrier();
  };
}

/** What only single threads call, on slices of a batch of their own. */
function undivided(x: Exports, at: Pointer) {
  return {
    ...convolutions(x, at),
    maxPoolForward: (w, input, y, argmax) => x.maxPoolForward(at(input), at(y), argmax ? at(argmax) : 0, w.batch, w.height, w.width, w.channels, w.kernelHeight, w.kernelWidth, w.stride, w.pad, w.outHeight, w.outWidth),
    maxPoolBackward: (w, dy, argmax, dx) => x.maxPoolBackward(at(dy), at(argmax), at(dx), w.batch, w.height, w.width, w.channels, w.kernelHeight, w.kernelWidth, w.stride, w.pad, w.outHeight, w.outWidth),
    warp: (w, grids, images, count) => (fitsFrame(w) ? x.warp(at(grids), at(images), count, w.height, w.width, w.channels, w.nodes) : referenceWarp(w, grids, images, count)),
  } satisfies Partial<Operations>;
}

/** Whether a framed image and where the pixels of one row come from have room in the scratch. */
const fitsFrame = ({ height, width, channels }: Warp): boolean => 4 * ((height + 2) * (width + 2) * channels + 2 * (width + 7)) + 16 <= CANVAS_BYTES;

function divided(x: Exports, at: Pointer, shares: Shares) {
  return { ...dense(x, at, shares), ...elementwise(x, at, shares), ...rows(x, at, shares), ...batchNorm(x, at, shares), ...optimizers(x, at, shares) };
}

function dense(x: Exports, at: Pointer, shares: Shares): Pick<Operations, 'gemm' | 'transpose' | 'sumRows' | 'sumParts'> {
  return {
    gemm(a, b, out, m, n, k, transposeA, transposeB, accumulate, bias) {
      const [aRow, aStep] = transposeA ? [4, 4 * m] : [4 * k, 4];
      const bRow = transposeB ? 4 * k : 4 * n;
      const mode = bias ? STORE_WITH_BIAS : accumulate ? ADD : STORE;
      const { from, count } = transposeA ? shares.ofOutputs(m, 1) : shares.ofSamples(m);
      if (count > 0) x.gemm(at(a) + from * aRow, aRow, aStep, at(b), bRow, Number(transposeB), at(out) + 4 * n * from, 4 * n, count, n, k, mode, bias ? at(bias) : 0);
    },
    transpose(values, out, count, columns) {
      const { from, count: own } = shares.ofOutputs(columns, 4);
      x.transpose(at(values) + 4 * from, 4 * columns, at(out) + 4 * count * from, count, own);
    },
    sumRows(values, out, count, columns, accumulate) {
      const { from, count: own } = shares.ofOutputs(columns, 4);
      x.sumRows(at(values) + 4 * from, 4 * columns, at(out) + 4 * from, count, own, Number(accumulate));
    },
    sumParts(parts, stride, count, out, length) {
      const { from, count: own } = shares.ofOutputs(length, LINE);
      x.sumParts(at(parts) + 4 * from, 4 * stride, count, at(out) + 4 * from, own);
    },
  };
}

/** Element by element of a batch. */
function elementwise(x: Exports, at: Pointer, shares: Shares) {
  const two = (kernel: Exports[string]) => (a: FloatArray, out: FloatArray, length: number): void => {
    const { from, count } = shares.ofSamples(length);
    kernel(at(a) + 4 * from, at(out) + 4 * from, count);
  };
  const three = (kernel: Exports[string]) => (a: FloatArray, b: FloatArray, out: FloatArray, length: number): void => {
    const { from, count } = shares.ofSamples(length);
    kernel(at(a) + 4 * from, at(b) + 4 * from, at(out) + 4 * from, count);
  };
  const scaled = (kernel: Exports[string]) => (a: FloatArray, out: FloatArray, factor: number, length: number): void => {
    const { from, count } = shares.ofSamples(length);
    kernel(at(a) + 4 * from, at(out) + 4 * from, factor, count);
  };
  return {
    reluForward: two(x.reluForward),
    reluBackward: three(x.reluBackward),
    sigmoidForward: two(x.sigmoidForward),
    sigmoidBackward: three(x.sigmoidBackward),
    tanhForward: two(x.tanhForward),
    tanhBackward: three(x.tanhBackward),
    multiply: three(x.multiply),
    add: three(x.add),
    addScaled: scaled(x.addScaled),
    scale: scaled(x.scale),
    dropoutMask(mask, first, length, ratio, keepValue, key) {
      const { from, count } = shares.ofSamples(length);
      x.dropoutMask(at(mask) + 4 * from, first + from, count, Math.round(ratio * 2 ** 32), keepValue, key.seedLow, key.seedHigh, key.stream, key.counter);
    },
    scaledDifference(a, b, out, length, factor) {
      const { from, count } = shares.ofSamples(length);
      x.scaledDifference(at(a) + 4 * from, at(b) + 4 * from, at(out) + 4 * from, count, factor);
    },
  } satisfies Partial<Operations>;
}

/** Row by row of a batch. */
function rows(x: Exports, at: Pointer, shares: Shares) {
  return {
    softmax(input, y, total, columns) {
      const { from, count } = shares.ofSamples(total);
      x.softmax(at(input) + 4 * columns * from, at(y) + 4 * columns * from, count, columns);
    },
    crossEntropy(probabilities, labels, losses, total, columns, epsilon) {
      const { from, count } = shares.ofSamples(total);
      x.crossEntropy(at(probabilities) + 4 * columns * from, at(labels) + 4 * from, at(losses) + 4 * from, count, columns, epsilon);
    },
    logSoftmaxLoss(logits, labels, losses, total, columns) {
      const { from, count } = shares.ofSamples(total);
      x.logSoftmaxLoss(at(logits) + 4 * columns * from, at(labels) + 4 * from, at(losses) + 4 * from, count, columns);
    },
    softmaxCrossEntropyGradient(probabilities, labels, dx, total, columns, factor) {
      const { from, count } = shares.ofSamples(total);
      x.softmaxCrossEntropyGradient(at(probabilities) + 4 * columns * from, at(labels) + 4 * from, at(dx) + 4 * columns * from, count, columns, factor);
    },
    oneHot(labels, out, total, columns) {
      const { from, count } = shares.ofSamples(total);
      x.oneHot(at(labels) + 4 * from, at(out) + 4 * columns * from, count, columns);
    },
    squaredError(input, target, losses, total, columns) {
      const { from, count } = shares.ofSamples(total);
      x.squaredError(at(input) + 4 * columns * from, at(target) + 4 * columns * from, at(losses) + 4 * from, count, columns);
    },
    copyColumns(source, sourceStride, sourceOffset, target, targetStride, targetOffset, total, columns) {
      const { from, count } = shares.ofSamples(total);
      x.copyColumns(at(source) + 4 * sourceStride * from, sourceStride, sourceOffset, at(target) + 4 * targetStride * from, targetStride, targetOffset, count, columns);
    },
    gatherBytes(data, indices, out, total, width, divisor) {
      const { from, count } = shares.ofSamples(total);
      x.gatherBytes(at(data), at(indices) + 4 * from, at(out) + 4 * width * from, count, width, divisor);
    },
    gatherFloats(data, indices, out, total, width) {
      const { from, count } = shares.ofSamples(total);
      x.gatherFloats(at(data), at(indices) + 4 * from, at(out) + 4 * width * from, count, width);
    },
  } satisfies Partial<Operations>;
}

/** Sums by features, which need everybody's samples, and the samples they are used on need everybody's sums. */
function batchNorm(x: Exports, at: Pointer, shares: Shares): Pick<Operations, 'batchNormStatistics' | 'batchNormForward' | 'batchNormBackward' | 'blendRunning'> {
  const { team } = shares;
  return {
    batchNormStatistics(input, mean, variance, total, features) {
      const { from, count } = shares.ofOutputs(features, 4);
      team.barrier();
      x.batchNormStatistics(at(input), at(mean), at(variance), total, features, from, from + count);
      team.barrier();
    },
    batchNormForward(input, mean, variance, gamma, beta, epsilon, normalized, y, total, features) {
      const { from, count } = shares.ofSamples(total);
      const offset = 4 * features * from;
      x.batchNormForward(at(input) + offset, at(mean), at(variance), at(gamma), at(beta), epsilon, normalized ? at(normalized) + offset : 0, at(y) + offset, count, features);
    },
    batchNormBackward(normalized, dy, variance, gamma, epsilon, dx, dgamma, dbeta, total, features) {
      const own = shares.ofOutputs(features, 4);
      team.barrier();
      x.batchNormSums(at(normalized), at(dy), at(dgamma), at(dbeta), total, features, own.from, own.from + own.count);
      team.barrier();
      if (!dx) return;
      const { from, count } = shares.ofSamples(total);
      const offset = 4 * features * from;
      x.batchNormInputGradient(at(normalized) + offset, at(dy) + offset, at(variance), at(gamma), epsilon, at(dgamma), at(dbeta), at(dx) + offset, count, features, total);
    },
    blendRunning(running, value, keep, share, length) {
      const { from, count } = shares.ofOutputs(length, LINE);
      x.blendRunning(at(running) + 4 * from, at(value) + 4 * from, keep, share, count);
    },
  };
}

/** Parameters element by element. */
function optimizers(x: Exports, at: Pointer, shares: Shares) {
  return {
    sgdUpdate(p, g, length, learningRate) {
      const { from, count } = shares.ofOutputs(length, LINE);
      x.sgdUpdate(at(p) + 4 * from, at(g) + 4 * from, count, learningRate);
    },
    momentumUpdate(p, g, v, length, learningRate, momentum) {
      const { from, count } = shares.ofOutputs(length, LINE);
      x.momentumUpdate(at(p) + 4 * from, at(g) + 4 * from, at(v) + 4 * from, count, learningRate, momentum);
    },
    adamUpdate(p, g, m, v, length, s) {
      const { from, count } = shares.ofOutputs(length, LINE);
      const offset = 4 * from;
      x.adamUpdate(at(p) + offset, at(g) + offset, at(m) + offset, at(v) + offset, count, s.beta1, s.beta2, s.stepSize, s.rootScale, s.epsilon);
    },
  } satisfies Partial<Operations>;
}
