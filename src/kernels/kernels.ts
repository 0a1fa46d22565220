/**
 * The contract of the numeric kernels: arithmetic on flat, row-major arrays. Kernels know no layers; the engine sees only
 * these types and receives an implementation as an argument.
 *
 * Conventions
 * - Images are NHWC, convolution kernels [kernelHeight, kernelWidth, channels, filters], dense kernels [in, out].
 * - Every array passed to a kernel was handed out by the same `Kernels` object (`floats`, `int32`, `uint8`), or is a
 *   `subarray` of one. Output arrays never overlap inputs unless the operation says that they may.
 * - The order of every floating-point reduction depends on the sizes passed, and on nothing else.
 */

import type { Team } from './team.ts';

export type FloatArray = Float32Array | Float64Array;
export type Precision = 'float32' | 'float64';

/** Sizes of a convolution or pooling window sliding over a batch of NHWC images with symmetric zero padding. */
export interface Window2d {
  batch: number;
  height: number;
  width: number;
  channels: number;
  kernelHeight: number;
  kernelWidth: number;
  stride: number;
  pad: number;
  outHeight: number;
  outWidth: number;
}

export interface ConvWindow extends Window2d {
  filters: number;
}

/** Sizes of images and of the grids that move them. */
export interface Warp {
  height: number;
  width: number;
  channels: number;
  /** nodes along a side, at least 2 */
  nodes: number;
}

/** Constants of one Adam step; see `adamUpdate`. */
export interface AdamStep {
  beta1: number;
  beta2: number;
  /** learning rate with whatever bias correction belongs to the numerator */
  stepSize: number;
  /** factor on sqrt(v): 1/sqrt(1-beta2^t) where v is bias-corrected, 1 in the book's form */
  rootScale: number;
  epsilon: number;
}

/** A key of the counter-based generator (Philox 4x32-10): the same key gives the same numbers, whenever and wherever. */
export interface RandomKey {
  /** seed, 64 bits as two unsigned 32-bit words */
  seedLow: number;
  seedHigh: number;
  /** which use of randomness this is, e.g. one number per dropout layer */
  stream: number;
  /** which draw of that stream, e.g. the training step */
  counter: number;
}

/** Every buffer handed out starts on a multiple of this many bytes ... */
export const ALIGNMENT = 64;
/** ... and is followed by this many spare bytes, which a register tile may read or write past the end. */
export const SLACK = 256;

/** Bytes that one buffer takes in the arena; plans add these up before `KernelsProvider.create`. */
export function bufferBytes(length: number, bytesPerElement: number): number {
  return Math.ceil((length * bytesPerElement + SLACK) / ALIGNMENT) * ALIGNMENT;
}

/** The method chosen for a convolution of given sizes, and the floats that its derived arrays take. */
export interface Conv2dForm {
  /** `reference` where the sizes exceed what the fast kernels have room for */
  method: 'direct' | 'winograd' | 'winograd-rows' | 'reference';
  /** there is a `conv2dMaxPoolForward` for it */
  poolable: boolean;
  /** the kernel as `conv2dForward` wants it */
  packed: number;
  /** the kernel as `conv2dInputGradient` wants it */
  turned: number;
  /** the kernel's gradient while it is being summed */
  running: number;
}

/** Memory for the buffers of one or more threads; may be posted to another thread. */
export interface ArenaMemory {
  memory: WebAssembly.Memory | ArrayBuffer;
  /** of the buffers */
  byteLength: number;
  threads: number;
}

/** One implementation, able to create any number of independent arenas. */
export interface KernelsProvider {
  /** recorded in job, checkpoint and model: `simd-fma/6`, `simd/6`, `reference-float32/1`, `reference-float64/1` */
  readonly build: string;
  readonly precision: Precision;
  /** threads that can compute on one arena */
  readonly maxThreads: number;
  conv2dForm(w: ConvWindow): Conv2dForm;
  /** Zeroed memory for `byteLength` bytes of buffers (the sum of `bufferBytes`), never grown. Throws a RangeError when it is too much. */
  reserve(byteLength: number, threads?: number): ArenaMemory;
  /**
   * The operations of the thread numbered `rank` on that memory. Threads that ask for the same buffers in the same order get the
   * same buffers.
   */
  attach(arena: ArenaMemory, rank?: number): Kernels;
  /** An arena for one thread: reserved and attached. */
  create(byteLength: number): Kernels;
}

/** The operations of one thread, bound to one arena. */
export interface Kernels extends Operations {
  readonly build: string;
  readonly precision: Precision;

  /** Hand out zeroed buffers; throws a RangeError when the arena is used up. */
  floats(length: number): FloatArray;
  int32(length: number): Int32Array;
  uint8(length: number): Uint8Array;

  /** The same operations for threads that compute together. */
  together(team: Team): TeamOperations;
}

/**
 * Operations that all threads of a team call in the same order with the same arguments: each computes a part of the output, which
 * does not depend on the number of threads, bit for bit. What has a row for each sample of the batch is cut between samples, always
 * at the same ones, so that a chain of such operations needs no waiting; what is summed over samples (gemm with transposeA, sumRows,
 * sumParts), transposed or updated is cut between outputs: meet the others before and after. Batch normalization waits by itself.
 */
export interface TeamOperations extends Operations {
  /** Says how many samples the batch has; until then, and for parameters, arrays are cut anywhere. */
  divide(samples: number): void;
}

/** Arithmetic. Lengths are in elements. */
export interface Operations {
  // --- dense products ------------------------------------------------------------------------------------------------
  /** out[m,n] (+)= op(a) op(b) + bias[n]; op(a) is [m,k]: a is [m,k], or [k,m] when transposeA; b is [k,n], or [n,k] when transposeB. A bias, which may be null, excludes accumulate. */
  gemm(a: FloatArray, b: FloatArray, out: FloatArray, m: number, n: number, k: number, transposeA: boolean, transposeB: boolean, accumulate: boolean, bias: FloatArray | null): void;
  /** y[c,r] = x[r,c] */
  transpose(x: FloatArray, y: FloatArray, rows: number, columns: number): void;
  /** out[c] (+)= sum over r of x[r,c], rows in order. */
  sumRows(x: FloatArray, out: FloatArray, rows: number, columns: number, accumulate: boolean): void;
  /** out[i] = sum over p of parts[p stride + i], for p < count and i < length, in order. */
  sumParts(parts: FloatArray, stride: number, count: number, out: FloatArray, length: number): void;

  // --- convolution and pooling (NHWC) --------------------------------------------------------------------------------
  // Derived arrays have the lengths of `KernelsProvider.conv2dForm`; the batch of `w` does not matter to them.
  /** packed = the kernel in the form of the forward pass. */
  conv2dPack(w: ConvWindow, kernel: FloatArray, packed: FloatArray): void;
  /** turned = the kernel in the form of the input gradient. */
  conv2dPackTurned(w: ConvWindow, kernel: FloatArray, turned: FloatArray): void;
  /** y = x * kernel + bias (cross-correlation); bias may be null. */
  conv2dForward(w: ConvWindow, x: FloatArray, packed: FloatArray, bias: FloatArray | null, y: FloatArray): void;
  /** y = maxima of 2x2 windows, stride 2, of what conv2dForward computes, the same bit for bit. Only where the form is `poolable`. */
  conv2dMaxPoolForward(w: ConvWindow, x: FloatArray, packed: FloatArray, bias: FloatArray | null, y: FloatArray): void;
  /** dx = gradient with respect to the input; overwrites dx. */
  conv2dInputGradient(w: ConvWindow, dy: FloatArray, turned: FloatArray, dx: FloatArray): void;
  /** running (+)= gradient with respect to the kernel, in a form of its own. */
  conv2dKernelGradient(w: ConvWindow, x: FloatArray, dy: FloatArray, running: FloatArray, accumulate: boolean): void;
  /** dKernel = the gradient that was summed; overwrites dKernel. */
  conv2dUnpackGradient(w: ConvWindow, running: FloatArray, dKernel: FloatArray): void;
  /** y = maximum over each window (padding never wins); argmax[o] = index of the winner inside its sample of x, the first where equal. */
  maxPoolForward(w: Window2d, x: FloatArray, y: FloatArray, argmax: Int32Array | null): void;
  /** dx = dy routed to the winners, overlaps summed; overwrites dx. */
  maxPoolBackward(w: Window2d, dy: FloatArray, argmax: Int32Array, dx: FloatArray): void;

  // --- activations (y may be x, dx may be dy) ------------------------------------------------------------------------
  /** y = max(0, x) */
  reluForward(x: FloatArray, y: FloatArray, length: number): void;
  /** dx = dy where y > 0, else 0 (0 at x = 0, as in the book's layer) */
  reluBackward(y: FloatArray, dy: FloatArray, dx: FloatArray, length: number): void;
  /** y = 1 / (1 + e^-x) */
  sigmoidForward(x: FloatArray, y: FloatArray, length: number): void;
  /** dx = dy y (1 - y) */
  sigmoidBackward(y: FloatArray, dy: FloatArray, dx: FloatArray, length: number): void;

  /** y = tanh x */
  tanhForward(x: FloatArray, y: FloatArray, length: number): void;
  /** dx = dy (1 - y^2) */
  tanhBackward(y: FloatArray, dy: FloatArray, dx: FloatArray, length: number): void;

  // --- losses --------------------------------------------------------------------------------------------------------
  /** y = softmax of each row (row maximum subtracted first); y may be x. */
  softmax(x: FloatArray, y: FloatArray, rows: number, columns: number): void;
  /** losses[r] = -ln(probabilities[r, labels[r]] + epsilon); epsilon 0 may give Infinity. */
  crossEntropy(probabilities: FloatArray, labels: Int32Array, losses: FloatArray, rows: number, columns: number, epsilon: number): void;
  /** losses[r] = ln(sum e^x[r]) - x[r, labels[r]], from logits and without overflow. */
  logSoftmaxLoss(logits: FloatArray, labels: Int32Array, losses: FloatArray, rows: number, columns: number): void;
  /** dx[r,c] = (probabilities[r,c] - (c == labels[r])) scale; dx may be probabilities. */
  softmaxCrossEntropyGradient(probabilities: FloatArray, labels: Int32Array, dx: FloatArray, rows: number, columns: number, scale: number): void;
  /** out[r,c] = 1 where c == labels[r], else 0 */
  oneHot(labels: Int32Array, out: FloatArray, rows: number, columns: number): void;
  /** losses[r] = sum over c of (x[r,c] - target[r,c])^2 */
  squaredError(x: FloatArray, target: FloatArray, losses: FloatArray, rows: number, columns: number): void;
  /** out = (a - b) scale; out may be a or b. */
  scaledDifference(a: FloatArray, b: FloatArray, out: FloatArray, length: number, scale: number): void;

  // --- batch normalization (Ioffe and Szegedy 2015): rows x features ---------------------------------------------------
  /** mean[f] and biased variance[f] over the rows; two passes. */
  batchNormStatistics(x: FloatArray, mean: FloatArray, variance: FloatArray, rows: number, features: number): void;
  /** normalized = (x - mean)/sqrt(variance + epsilon), y = gamma normalized + beta; `normalized` may be null (inference). */
  batchNormForward(x: FloatArray, mean: FloatArray, variance: FloatArray, gamma: FloatArray, beta: FloatArray, epsilon: number, normalized: FloatArray | null, y: FloatArray, rows: number, features: number): void;
  /** dgamma = sum normalized dy, dbeta = sum dy, dx = gamma/sqrt(variance + epsilon) (dy - dbeta/rows - normalized dgamma/rows); dx may be dy, and may be null. */
  batchNormBackward(normalized: FloatArray, dy: FloatArray, variance: FloatArray, gamma: FloatArray, epsilon: number, dx: FloatArray | null, dgamma: FloatArray, dbeta: FloatArray, rows: number, features: number): void;

  /** running = keep running + share value, in double precision and rounded once. */
  blendRunning(running: FloatArray, value: FloatArray, keep: number, share: number, length: number): void;

  // --- dropout ---------------------------------------------------------------------------------------------------------
  /**
   * mask[i] = keepValue where bits(first + i) >= round(ratio 2^32), else 0; bits(i) is word i mod 4 of Philox 4x32-10 with
   * counter (i div 4, counter, stream, 0) and key (seedLow, seedHigh): the same mask in every implementation, bit for bit.
   */
  dropoutMask(mask: FloatArray, first: number, length: number, ratio: number, keepValue: number, key: RandomKey): void;
  /** out = a b, element by element; out may be a or b. */
  multiply(a: FloatArray, b: FloatArray, out: FloatArray, length: number): void;

  // --- joins and in-place arithmetic -------------------------------------------------------------------------------------
  /** out = a + b; out may be a or b. */
  add(a: FloatArray, b: FloatArray, out: FloatArray, length: number): void;
  /** y += scale x */
  addScaled(y: FloatArray, x: FloatArray, scale: number, length: number): void;
  /** y = factor x; y may be x. */
  scale(x: FloatArray, y: FloatArray, factor: number, length: number): void;
  /** For each row: copy `columns` elements from source (row length sourceStride, starting at sourceOffset) to target alike. */
  copyColumns(source: FloatArray, sourceStride: number, sourceOffset: number, target: FloatArray, targetStride: number, targetOffset: number, rows: number, columns: number): void;

  // --- optimizers: one pass over parameters p, gradients g and slots -----------------------------------------------------
  /** p -= learningRate g */
  sgdUpdate(p: FloatArray, g: FloatArray, length: number, learningRate: number): void;
  /** v = momentum v - learningRate g; p += v */
  momentumUpdate(p: FloatArray, g: FloatArray, v: FloatArray, length: number, learningRate: number, momentum: number): void;
  /** m += (1-beta1)(g-m); v += (1-beta2)(g^2-v); p -= stepSize m / (rootScale sqrt(v) + epsilon) */
  adamUpdate(p: FloatArray, g: FloatArray, m: FloatArray, v: FloatArray, length: number, step: AdamStep): void;

  // --- batches -----------------------------------------------------------------------------------------------------------
  /** out[r,:] = data[indices[r],:] / divisor, bytes to floats, correctly rounded for whole divisors from 1 to 256. */
  gatherBytes(data: Uint8Array, indices: Int32Array, out: FloatArray, rows: number, width: number, divisor: number): void;
  /** out[r,:] = data[indices[r],:] */
  gatherFloats(data: FloatArray, indices: Int32Array, out: FloatArray, rows: number, width: number): void;
  /**
   * Moves images [rows, height, width, channels] in place: a pixel takes the value interpolated from the four around the place where it
   * comes from; outside an image is zero. grids [rows, 2, nodes, nodes] give x, then y of these places, in pixels, at nodes spread evenly
   * from corner to corner of the image; between nodes they are interpolated.
   */
  warp(w: Warp, grids: FloatArray, images: FloatArray, rows: number): void;
}
