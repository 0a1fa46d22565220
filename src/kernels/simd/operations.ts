/** The compiled kernels as operations on arrays: each call turns arrays into pointers and takes this thread's share of the output. */
import type { FloatArray, Operations } from '../kernels.ts';
import { ALONE, shareEnd, shareStart, type Team } from '../team.ts';
import { convolutions } from './conv2d.ts';
import type { Exports } from './load.ts';
import type { Pointer } from './pointers.ts';

/** Modes of a product, as in assembly/store.ts. */
const STORE = 0;
const ADD = 1;
const STORE_WITH_BIAS = 2;
/** Elements that stay in one thread: a line of the cache. */
const LINE = 16;

/** The operations of a thread by itself. */
export function operations(x: Exports, at: Pointer): Operations {
  return { ...undivided(x, at), ...divided(x, at, ALONE) };
}

/** The operations of one thread of a team. What is not divided is computed by the first thread. */
export function sharedOperations(x: Exports, at: Pointer, team: Team): Operations {
  const alone = undivided(x, at);
  const names = Object.keys(alone) as (keyof typeof alone)[];
  const byFirst = Object.fromEntries(names.map((name) => [name, firstOnly(alone[name] as (...given: unknown[]) => void, team)])) as unknown as typeof alone;
  return { ...byFirst, ...divided(x, at, team) };
}

function firstOnly(operation: (...given: unknown[]) => void, team: Team) {
  return (...given: unknown[]): void => {
    if (team.rank === 0) operation(...given);
    team.barrier();
  };
}

/** What only single threads call, on slices of a batch of their own. */
function undivided(x: Exports, at: Pointer) {
  return {
    ...convolutions(x, at),
    maxPoolForward: (w, input, y, argmax) => x.maxPoolForward(at(input), at(y), at(argmax), w.batch, w.height, w.width, w.channels, w.kernelHeight, w.kernelWidth, w.stride, w.pad, w.outHeight, w.outWidth),
    maxPoolBackward: (w, dy, argmax, dx) => x.maxPoolBackward(at(dy), at(argmax), at(dx), w.batch, w.height, w.width, w.channels, w.outHeight, w.outWidth),
  } satisfies Partial<Operations>;
}

function divided(x: Exports, at: Pointer, team: Team) {
  return { ...dense(x, at, team), ...elementwise(x, at, team), ...rows(x, at, team), ...batchNorm(x, at, team), ...optimizers(x, at, team) };
}

function dense(x: Exports, at: Pointer, team: Team): Pick<Operations, 'gemm' | 'sumRows' | 'sumParts'> {
  return {
    gemm(a, b, out, m, n, k, transposeA, transposeB, accumulate, bias) {
      const [aRow, aStep] = transposeA ? [4, 4 * m] : [4 * k, 4];
      const bRow = transposeB ? 4 * k : 4 * n;
      const mode = bias ? STORE_WITH_BIAS : accumulate ? ADD : STORE;
      const biasAt = bias ? at(bias) : 0;
      // by columns where each is packed first, and where there are few rows; the sums are the same
      if (transposeB || m < 8 * team.size) {
        const from = shareStart(team, n, 8);
        const count = shareEnd(team, n, 8) - from;
        if (count > 0) x.gemm(at(a), aRow, aStep, at(b) + from * (transposeB ? bRow : 4), bRow, Number(transposeB), at(out) + 4 * from, 4 * n, m, count, k, mode, biasAt + 4 * from);
      } else {
        const from = shareStart(team, m, 1);
        const count = shareEnd(team, m, 1) - from;
        if (count > 0) x.gemm(at(a) + from * aRow, aRow, aStep, at(b), bRow, 0, at(out) + 4 * n * from, 4 * n, count, n, k, mode, biasAt);
      }
      team.barrier();
    },
    sumRows(values, out, count, columns, accumulate) {
      const from = shareStart(team, columns, 4);
      x.sumRows(at(values) + 4 * from, 4 * columns, at(out) + 4 * from, count, shareEnd(team, columns, 4) - from, Number(accumulate));
    },
    sumParts(parts, stride, count, out, length) {
      const from = shareStart(team, length, LINE);
      x.sumParts(at(parts) + 4 * from, 4 * stride, count, at(out) + 4 * from, shareEnd(team, length, LINE) - from);
      team.barrier();
    },
  };
}

/** Element by element: any share will do. */
function elementwise(x: Exports, at: Pointer, team: Team) {
  const two = (kernel: Exports[string]) => (a: FloatArray, out: FloatArray, length: number): void => {
    const from = shareStart(team, length, LINE);
    kernel(at(a) + 4 * from, at(out) + 4 * from, shareEnd(team, length, LINE) - from);
    team.barrier();
  };
  const three = (kernel: Exports[string]) => (a: FloatArray, b: FloatArray, out: FloatArray, length: number): void => {
    const from = shareStart(team, length, LINE);
    kernel(at(a) + 4 * from, at(b) + 4 * from, at(out) + 4 * from, shareEnd(team, length, LINE) - from);
    team.barrier();
  };
  const scaled = (kernel: Exports[string]) => (a: FloatArray, out: FloatArray, factor: number, length: number): void => {
    const from = shareStart(team, length, LINE);
    kernel(at(a) + 4 * from, at(out) + 4 * from, factor, shareEnd(team, length, LINE) - from);
    team.barrier();
  };
  return {
    reluForward: two(x.reluForward),
    reluBackward: three(x.reluBackward),
    sigmoidForward: two(x.sigmoidForward),
    sigmoidBackward: three(x.sigmoidBackward),
    multiply: three(x.multiply),
    add: three(x.add),
    addScaled: scaled(x.addScaled),
    scale: scaled(x.scale),
    dropoutMask(mask, first, length, ratio, keepValue, key) {
      const from = shareStart(team, length, LINE);
      x.dropoutMask(at(mask) + 4 * from, first + from, shareEnd(team, length, LINE) - from, Math.round(ratio * 2 ** 32), keepValue, key.seedLow, key.seedHigh, key.stream, key.counter);
      team.barrier();
    },
    scaledDifference(a, b, out, length, factor) {
      const from = shareStart(team, length, LINE);
      x.scaledDifference(at(a) + 4 * from, at(b) + 4 * from, at(out) + 4 * from, shareEnd(team, length, LINE) - from, factor);
      team.barrier();
    },
  } satisfies Partial<Operations>;
}

/** Row by row of a batch. */
function rows(x: Exports, at: Pointer, team: Team) {
  const start = (count: number) => shareStart(team, count, 1);
  const own = (count: number) => shareEnd(team, count, 1) - shareStart(team, count, 1);
  return {
    softmax(input, y, count, columns) {
      const offset = 4 * columns * start(count);
      x.softmax(at(input) + offset, at(y) + offset, own(count), columns);
      team.barrier();
    },
    crossEntropy(probabilities, labels, losses, count, columns, epsilon) {
      const from = start(count);
      x.crossEntropy(at(probabilities) + 4 * columns * from, at(labels) + 4 * from, at(losses) + 4 * from, own(count), columns, epsilon);
      team.barrier();
    },
    logSoftmaxLoss(logits, labels, losses, count, columns) {
      const from = start(count);
      x.logSoftmaxLoss(at(logits) + 4 * columns * from, at(labels) + 4 * from, at(losses) + 4 * from, own(count), columns);
      team.barrier();
    },
    softmaxCrossEntropyGradient(probabilities, labels, dx, count, columns, factor) {
      const from = start(count);
      x.softmaxCrossEntropyGradient(at(probabilities) + 4 * columns * from, at(labels) + 4 * from, at(dx) + 4 * columns * from, own(count), columns, factor);
      team.barrier();
    },
    oneHot(labels, out, count, columns) {
      const from = start(count);
      x.oneHot(at(labels) + 4 * from, at(out) + 4 * columns * from, own(count), columns);
      team.barrier();
    },
    squaredError(input, target, losses, count, columns) {
      const from = start(count);
      x.squaredError(at(input) + 4 * columns * from, at(target) + 4 * columns * from, at(losses) + 4 * from, own(count), columns);
      team.barrier();
    },
    copyColumns(source, sourceStride, sourceOffset, target, targetStride, targetOffset, count, columns) {
      const from = start(count);
      x.copyColumns(at(source) + 4 * sourceStride * from, sourceStride, sourceOffset, at(target) + 4 * targetStride * from, targetStride, targetOffset, own(count), columns);
      team.barrier();
    },
    gatherBytes(data, indices, out, count, width, divisor) {
      const from = start(count);
      x.gatherBytes(at(data), at(indices) + 4 * from, at(out) + 4 * width * from, own(count), width, divisor);
      team.barrier();
    },
    gatherFloats(data, indices, out, count, width) {
      const from = start(count);
      x.gatherFloats(at(data), at(indices) + 4 * from, at(out) + 4 * width * from, own(count), width);
      team.barrier();
    },
  } satisfies Partial<Operations>;
}

/** Sums by features, everything else by rows. */
function batchNorm(x: Exports, at: Pointer, team: Team): Pick<Operations, 'batchNormStatistics' | 'batchNormForward' | 'batchNormBackward' | 'blendRunning'> {
  return {
    batchNormStatistics(input, mean, variance, count, features) {
      x.batchNormStatistics(at(input), at(mean), at(variance), count, features, shareStart(team, features, 4), shareEnd(team, features, 4));
      team.barrier();
    },
    batchNormForward(input, mean, variance, gamma, beta, epsilon, normalized, y, count, features) {
      const from = shareStart(team, count, 1);
      const offset = 4 * features * from;
      x.batchNormForward(at(input) + offset, at(mean), at(variance), at(gamma), at(beta), epsilon, normalized ? at(normalized) + offset : 0, at(y) + offset, shareEnd(team, count, 1) - from, features);
      team.barrier();
    },
    batchNormBackward(normalized, dy, variance, gamma, epsilon, dx, dgamma, dbeta, count, features) {
      x.batchNormSums(at(normalized), at(dy), at(dgamma), at(dbeta), count, features, shareStart(team, features, 4), shareEnd(team, features, 4));
      team.barrier();
      if (!dx) return;
      const from = shareStart(team, count, 1);
      const offset = 4 * features * from;
      x.batchNormInputGradient(at(normalized) + offset, at(dy) + offset, at(variance), at(gamma), epsilon, at(dgamma), at(dbeta), at(dx) + offset, shareEnd(team, count, 1) - from, features, count);
      team.barrier();
    },
    blendRunning(running, value, keep, share, length) {
      const from = shareStart(team, length, LINE);
      x.blendRunning(at(running) + 4 * from, at(value) + 4 * from, keep, share, shareEnd(team, length, LINE) - from);
    },
  };
}

/** Parameters element by element. Nobody waits here: a thread touches its own share of each array only, and the caller meets the others afterwards. */
function optimizers(x: Exports, at: Pointer, team: Team) {
  const start = (length: number) => 4 * shareStart(team, length, LINE);
  const own = (length: number) => shareEnd(team, length, LINE) - shareStart(team, length, LINE);
  return {
    sgdUpdate(p, g, length, learningRate) {
      const offset = start(length);
      x.sgdUpdate(at(p) + offset, at(g) + offset, own(length), learningRate);
    },
    momentumUpdate(p, g, v, length, learningRate, momentum) {
      const offset = start(length);
      x.momentumUpdate(at(p) + offset, at(g) + offset, at(v) + offset, own(length), learningRate, momentum);
    },
    adamUpdate(p, g, m, v, length, s) {
      const offset = start(length);
      x.adamUpdate(at(p) + offset, at(g) + offset, at(m) + offset, at(v) + offset, own(length), s.beta1, s.beta2, s.stepSize, s.rootScale, s.epsilon);
    },
  } satisfies Partial<Operations>;
}
