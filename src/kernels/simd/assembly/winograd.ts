/**
 * Convolution 3x3 with stride 1 as F(4x4, 3x3) of Winograd (Lavin and Gray 2016): a tile of 4x4 outputs costs 36 products a channel
 * pair instead of 144. Interpolation points 0, +-3/4, +-3/2 and infinity: exact in binary, and two to five times more accurate in
 * float32 than the usual 0, +-1, +-2.
 *
 *   forward          V = B'dB per input tile, U = GgG' per kernel, M[f] = V[f] U[f] for the 36 frequencies f, y = A'MA
 *   kernel gradient  dM = A dy A', dU[f] += V[f]' dM[f], dg = G'dU G
 *   input gradient   the forward pass of dy with the turned kernel
 */
import { canvasAt, dataAt, productsAt, workAt } from './scratch';
import { ADD, STORE } from './store';
import { strip } from './tiles';
import { madd } from './vector';

const P: f32 = 0.75;
const Q: f32 = 1.5;
const P2: f32 = P * P;
const Q2: f32 = Q * Q;
const P3: f32 = P * P2;
const Q3: f32 = Q * Q2;
/** Products of the differences between each point and the others: what G divides by. */
const F0: f32 = P2 * Q2;
const FP: f32 = 2 * P2 * (P2 - Q2);
const FQ: f32 = 2 * Q2 * (Q2 - P2);

/** Powers of the points and what B' multiplies by. Loaded once a loop: constants in the code are built anew at every use (a third slower). */
const CONSTANTS = memory.data<f32>([P, Q, P2, Q2, P3, Q3, F0, -(P2 + Q2), -P2, -Q2]);

// @ts-ignore: decorator
@inline
function constant(i: usize): v128 {
  return v128.load32_splat(CONSTANTS + (i << 2));
}

/** A frequency's stride is kept off round numbers: 36 streams on one cache set would evict each other. */
const SKEW: usize = 64;
/** Bytes of V and M worked on at once: what stays in the second-level cache beside U. */
const BLOCK_BYTES: i32 = 450 << 10;

// @ts-ignore: decorator
@inline
function tilesOf(outputs: i32): i32 {
  return (outputs + 3) >> 2;
}

// @ts-ignore: decorator
@inline
function up8(n: i32): i32 {
  return (n + 7) & ~7;
}

/** B' on six vectors. */
// @ts-ignore: decorator
@inline
function dataTransform(from: usize, step: usize, to: usize, toStep: usize, p: v128, q: v128, product: v128, sum: v128, minusP2: v128, minusQ2: v128): void {
  const d0 = v128.load(from), d1 = v128.load(from + step), d2 = v128.load(from + step * 2), d3 = v128.load(from + step * 3), d4 = v128.load(from + step * 4), d5 = v128.load(from + step * 5);
  const evenP = madd(minusQ2, d2, d4), oddP = f32x4.mul(p, madd(minusQ2, d1, d3));
  const evenQ = madd(minusP2, d2, d4), oddQ = f32x4.mul(q, madd(minusP2, d1, d3));
  v128.store(to, madd(product, d0, madd(sum, d2, d4)));
  v128.store(to + toStep, f32x4.add(evenP, oddP));
  v128.store(to + toStep * 2, f32x4.sub(evenP, oddP));
  v128.store(to + toStep * 3, f32x4.add(evenQ, oddQ));
  v128.store(to + toStep * 4, f32x4.sub(evenQ, oddQ));
  v128.store(to + toStep * 5, madd(product, d1, madd(sum, d3, d5)));
}

/** A' on six vectors: four outputs, `add` added to each. */
// @ts-ignore: decorator
@inline
function outputTransform(from: usize, step: usize, to: usize, toStep: usize, p: v128, q: v128, p2: v128, q2: v128, p3: v128, q3: v128, add: v128): void {
  const m1 = v128.load(from + step), m2 = v128.load(from + step * 2), m3 = v128.load(from + step * 3), m4 = v128.load(from + step * 4);
  const sumP = f32x4.add(m1, m2), differenceP = f32x4.sub(m1, m2), sumQ = f32x4.add(m3, m4), differenceQ = f32x4.sub(m3, m4);
  v128.store(to, f32x4.add(f32x4.add(f32x4.add(v128.load(from), sumP), sumQ), add));
  v128.store(to + toStep, f32x4.add(madd(p, differenceP, f32x4.mul(q, differenceQ)), add));
  v128.store(to + toStep * 2, f32x4.add(madd(p2, sumP, f32x4.mul(q2, sumQ)), add));
  v128.store(to + toStep * 3, f32x4.add(madd(p3, differenceP, madd(q3, differenceQ, v128.load(from + step * 5))), add));
}

/** A on four vectors: six frequencies of an output gradient. */
// @ts-ignore: decorator
@inline
function gradientTransform(from: usize, step: usize, to: usize, toStep: usize, p: v128, q: v128, p2: v128, q2: v128, p3: v128, q3: v128): void {
  const y0 = v128.load(from), y1 = v128.load(from + step), y2 = v128.load(from + step * 2), y3 = v128.load(from + step * 3);
  const evenP = madd(p2, y2, y0), oddP = madd(p3, y3, f32x4.mul(p, y1));
  const evenQ = madd(q2, y2, y0), oddQ = madd(q3, y3, f32x4.mul(q, y1));
  v128.store(to, y0);
  v128.store(to + toStep, f32x4.add(evenP, oddP));
  v128.store(to + toStep * 2, f32x4.sub(evenP, oddP));
  v128.store(to + toStep * 3, f32x4.add(evenQ, oddQ));
  v128.store(to + toStep * 4, f32x4.sub(evenQ, oddQ));
  v128.store(to + toStep * 5, y3);
}

/** G on three vectors. */
// @ts-ignore: decorator
@inline
function kernelTransform(from: usize, step: usize, to: usize, toStep: usize): void {
  const g0 = v128.load(from), g1 = v128.load(from + step), g2 = v128.load(from + step * 2);
  const evenP = f32x4.mul(f32x4.splat(1 / FP), madd(f32x4.splat(P2), g2, g0)), oddP = f32x4.mul(f32x4.splat(P / FP), g1);
  const evenQ = f32x4.mul(f32x4.splat(1 / FQ), madd(f32x4.splat(Q2), g2, g0)), oddQ = f32x4.mul(f32x4.splat(Q / FQ), g1);
  v128.store(to, f32x4.mul(f32x4.splat(1 / F0), g0));
  v128.store(to + toStep, f32x4.add(evenP, oddP));
  v128.store(to + toStep * 2, f32x4.sub(evenP, oddP));
  v128.store(to + toStep * 3, f32x4.add(evenQ, oddQ));
  v128.store(to + toStep * 4, f32x4.sub(evenQ, oddQ));
  v128.store(to + toStep * 5, g2);
}

/** G' on six vectors: three taps of a kernel gradient. */
// @ts-ignore: decorator
@inline
function kernelGradientTransform(from: usize, step: usize, to: usize, toStep: usize): void {
  const u1 = v128.load(from + step), u2 = v128.load(from + step * 2), u3 = v128.load(from + step * 3), u4 = v128.load(from + step * 4);
  const sumP = f32x4.mul(f32x4.splat(1 / FP), f32x4.add(u1, u2)), differenceP = f32x4.mul(f32x4.splat(P / FP), f32x4.sub(u1, u2));
  const sumQ = f32x4.mul(f32x4.splat(1 / FQ), f32x4.add(u3, u4)), differenceQ = f32x4.mul(f32x4.splat(Q / FQ), f32x4.sub(u3, u4));
  v128.store(to, madd(f32x4.splat(1 / F0), v128.load(from), f32x4.add(sumP, sumQ)));
  v128.store(to + toStep, f32x4.add(differenceP, differenceQ));
  v128.store(to + toStep * 2, madd(f32x4.splat(P2), sumP, madd(f32x4.splat(Q2), sumQ, v128.load(from + step * 5))));
}

/** Images whose tiles are worked on at once: as many as fit, in blocks of nearly equal size. */
function imagesAtOnce(batch: i32, tilesPerImage: i32, channels: i32, filters: i32): i32 {
  const most = max(1, BLOCK_BYTES / (36 * 4 * (channels + filters) * tilesPerImage));
  const blocks = (batch + most - 1) / most;
  return (batch + blocks - 1) / blocks;
}

/** Copies an NHWC image into a canvas of whole tiles, its corner at (pad, pad). */
function paintTiles(image: usize, height: i32, width: i32, channels: i32, pad: i32, canvasWidth: i32, canvas: usize): void {
  const pixel = <usize>channels << 2;
  for (let y = 0; y < height; y++) memory.copy(canvas + <usize>((y + pad) * canvasWidth + pad) * pixel, image + <usize>(y * width) * pixel, <usize>width * pixel);
}

/** V of `images` images: [36][tiles][channels]. */
function transformData(x: usize, images: i32, height: i32, width: i32, channels: i32, pad: i32, down: i32, across: i32, frequency: usize): void {
  const pixel = <usize>channels << 2, canvasWidth = 4 * across + 2, row = <usize>canvasWidth * pixel;
  const canvas = canvasAt(), work = workAt();
  const p = constant(0), q = constant(1), product = constant(6), sum = constant(7), minusP2 = constant(8), minusQ2 = constant(9);
  let target = dataAt();
  memory.fill(canvas, 0, <usize>(4 * down + 2) * row); // the frame stays: every image covers the same pixels
  for (let n = 0; n < images; n++) {
    paintTiles(x + (<usize>(n * height * width * channels) << 2), height, width, channels, pad, canvasWidth, canvas);
    for (let ty = 0; ty < down; ty++) {
      for (let tx = 0; tx < across; tx++, target += pixel) {
        const corner = canvas + <usize>(4 * ty) * row + <usize>(4 * tx) * pixel;
        for (let c: usize = 0; c < pixel; c += 16) {
          for (let j = 0; j < 6; j++) dataTransform(corner + c + pixel * j, row, work + (j << 4), 96, p, q, product, sum, minusP2, minusQ2);
          for (let i = 0; i < 6; i++) dataTransform(work + 96 * i, 16, target + c + frequency * (6 * i), frequency, p, q, product, sum, minusP2, minusQ2);
        }
      }
    }
  }
}

/** U of a kernel [3][3][channels][filters]: [36][filters/8][channels][8], zero beyond the filters. */
export function winogradPack(kernel: usize, packed: usize, channels: i32, filters: i32): void {
  const tap = <usize>(channels * filters) << 2, frequency = (<usize>(channels * up8(filters)) << 2) + SKEW, work = workAt();
  if (filters & 7) memory.fill(packed, 0, frequency * 36);
  for (let c = 0; c < channels; c++) {
    for (let f = 0; f < filters; f += 4) {
      const source = kernel + (<usize>(c * filters + f) << 2);
      const target = packed + (<usize>((f & ~7) * channels + c * 8 + (f & 7)) << 2);
      for (let j = 0; j < 3; j++) kernelTransform(source + tap * j, tap * 3, work + (j << 4), 48);
      for (let i = 0; i < 6; i++) kernelTransform(work + 48 * i, 16, target + frequency * (6 * i), frequency);
    }
  }
}

/** U of the kernel turned by 180 degrees, as a convolution from filters to channels. */
export function winogradPackTurned(kernel: usize, packed: usize, channels: i32, filters: i32): void {
  let target = canvasAt();
  for (let tap = 8; tap >= 0; tap--) {
    for (let f = 0; f < filters; f++) {
      for (let c = 0; c < channels; c++, target += 4) store<f32>(target, load<f32>(kernel + (<usize>((tap * channels + c) * filters + f) << 2)));
    }
  }
  winogradPack(canvasAt(), packed, filters, channels);
}

/** y = x * kernel + bias, the kernel as winogradPack lays it out; bias may be 0. */
export function winogradForward(x: usize, packed: usize, bias: usize, y: usize, batch: i32, height: i32, width: i32, channels: i32, filters: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  const down = tilesOf(outHeight), across = tilesOf(outWidth), tilesPerImage = down * across;
  const images = imagesAtOnce(batch, tilesPerImage, channels, filters);
  const uFrequency = (<usize>(channels * up8(filters)) << 2) + SKEW;
  const v = dataAt(), m = productsAt();
  for (let first = 0; first < batch; first += images) {
    const count = min(images, batch - first), tiles = count * tilesPerImage;
    const vFrequency = (<usize>(tiles * channels) << 2) + SKEW, mFrequency = (<usize>(tiles * filters) << 2) + SKEW;
    transformData(x + (<usize>(first * height * width * channels) << 2), count, height, width, channels, pad, down, across, vFrequency);
    for (let f = 0; f < 36; f++) multiply(v + vFrequency * f, packed + uFrequency * f, m + mFrequency * f, tiles, channels, filters);
    for (let n = 0; n < count; n++) writeOutputs(m + (<usize>(n * tilesPerImage * filters) << 2), mFrequency, bias, y + (<usize>((first + n) * outHeight * outWidth * filters) << 2), outHeight, outWidth, filters);
  }
}

/** out[tiles, filters] = v[tiles, channels] u, u in panels of eight columns. */
function multiply(v: usize, u: usize, out: usize, tiles: i32, channels: i32, filters: i32): void {
  const row = <usize>channels << 2, outRow = <usize>filters << 2;
  for (let column = 0; column < filters; column += 8) {
    strip(tiles, v, row, 4, 0, u + (<usize>(column * channels) << 2), 32, 0, 1, channels, out + (<usize>column << 2), outRow, min(8, filters - column), STORE, 0);
  }
}

/** y = A'MA + bias for the tiles of one image; tiles that hang over the edge are cut. */
function writeOutputs(m: usize, frequency: usize, bias: usize, y: usize, outHeight: i32, outWidth: i32, filters: i32): void {
  const pixel = <usize>filters << 2, work = workAt(), none = f32x4.splat(0);
  const p = constant(0), q = constant(1), p2 = constant(2), q2 = constant(3), p3 = constant(4), q3 = constant(5);
  for (let oy = 0; oy < outHeight; oy += 4) {
    const rows = min(4, outHeight - oy);
    for (let ox = 0; ox < outWidth; ox += 4, m += pixel) {
      const columns = min(4, outWidth - ox);
      for (let c: usize = 0; c < pixel; c += 16) {
        const add = bias ? v128.load(bias + c) : none;
        for (let j = 0; j < 6; j++) outputTransform(m + c + frequency * j, frequency * 6, work + (j << 4), 96, p, q, p2, q2, p3, q3, none);
        for (let i = 0; i < rows; i++) {
          const target = y + <usize>((oy + i) * outWidth + ox) * pixel + c;
          if (columns == 4) {
            outputTransform(work + 96 * i, 16, target, pixel, p, q, p2, q2, p3, q3, add);
          } else {
            outputTransform(work + 96 * i, 16, work + 576, 16, p, q, p2, q2, p3, q3, add);
            for (let j = 0; j < columns; j++) v128.store(target + pixel * j, v128.load(work + 576 + (j << 4)));
          }
        }
      }
    }
  }
}

/** running (+)= sum over tiles of V' dM, for each of the 36 frequencies: block by block, in order. */
export function winogradKernelGradient(x: usize, dy: usize, running: usize, accumulate: bool, batch: i32, height: i32, width: i32, channels: i32, filters: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  const down = tilesOf(outHeight), across = tilesOf(outWidth), tilesPerImage = down * across;
  const images = imagesAtOnce(batch, tilesPerImage, channels, filters);
  const uFrequency = (<usize>(channels * filters) << 2) + SKEW;
  const v = dataAt(), m = productsAt();
  for (let first = 0; first < batch; first += images) {
    const count = min(images, batch - first), tiles = count * tilesPerImage;
    const vFrequency = (<usize>(tiles * channels) << 2) + SKEW, mFrequency = (<usize>(tiles * filters) << 2) + SKEW;
    transformData(x + (<usize>(first * height * width * channels) << 2), count, height, width, channels, pad, down, across, vFrequency);
    for (let n = 0; n < count; n++) transformGradient(dy + (<usize>((first + n) * outHeight * outWidth * filters) << 2), m + (<usize>(n * tilesPerImage * filters) << 2), mFrequency, outHeight, outWidth, filters);
    const mode = accumulate || first > 0 ? ADD : STORE;
    for (let f = 0; f < 36; f++) multiplyTransposed(v + vFrequency * f, m + mFrequency * f, running + uFrequency * f, tiles, channels, filters, mode);
  }
}

/** dKernel = G' running G */
export function winogradUnpack(running: usize, dKernel: usize, channels: i32, filters: i32): void {
  const tap = <usize>(channels * filters) << 2, frequency = tap + SKEW, work = workAt();
  for (let at: usize = 0; at < tap; at += 16) {
    for (let j = 0; j < 6; j++) kernelGradientTransform(running + at + frequency * j, frequency * 6, work + (j << 4), 96);
    for (let i = 0; i < 3; i++) kernelGradientTransform(work + 96 * i, 16, dKernel + at + tap * (3 * i), tap);
  }
}

/** out[channels, filters] (mode) v[tiles, channels]' m[tiles, filters] */
function multiplyTransposed(v: usize, m: usize, out: usize, tiles: i32, channels: i32, filters: i32, mode: i32): void {
  const outRow = <usize>filters << 2;
  for (let column = 0; column < filters; column += 8) {
    strip(channels, v, 4, <usize>channels << 2, 0, m + (<usize>column << 2), outRow, 0, 1, tiles, out + (<usize>column << 2), outRow, min(8, filters - column), mode, 0);
  }
}

/** dM = A dy A' for the tiles of one image; outside the image dy is zero. */
function transformGradient(dy: usize, m: usize, frequency: usize, outHeight: i32, outWidth: i32, filters: i32): void {
  const pixel = <usize>filters << 2, row = <usize>outWidth * pixel, work = workAt();
  const p = constant(0), q = constant(1), p2 = constant(2), q2 = constant(3), p3 = constant(4), q3 = constant(5);
  for (let oy = 0; oy < outHeight; oy += 4) {
    for (let ox = 0; ox < outWidth; ox += 4, m += pixel) {
      const corner = dy + <usize>oy * row + <usize>ox * pixel;
      const whole = oy + 4 <= outHeight && ox + 4 <= outWidth;
      for (let c: usize = 0; c < pixel; c += 16) {
        if (whole) {
          for (let j = 0; j < 4; j++) gradientTransform(corner + c + pixel * j, row, work + (j << 4), 64, p, q, p2, q2, p3, q3);
        } else {
          gradientAtEdge(corner + c, row, pixel, min(4, outHeight - oy), min(4, outWidth - ox), work);
        }
        for (let i = 0; i < 6; i++) gradientTransform(work + 64 * i, 16, m + c + frequency * (6 * i), frequency, p, q, p2, q2, p3, q3);
      }
    }
  }
}

/** The columns' transforms of a tile of which only rows x columns lie inside the image. */
function gradientAtEdge(corner: usize, row: usize, pixel: usize, rows: i32, columns: i32, work: usize): void {
  const padded = work + 576;
  for (let j = 0; j < 4; j++) {
    for (let i = 0; i < 4; i++) v128.store(padded + (i << 4), i < rows && j < columns ? v128.load(corner + row * i + pixel * j) : f32x4.splat(0));
    gradientTransform(padded, 16, work + (j << 4), 64, constant(0), constant(1), constant(2), constant(3), constant(4), constant(5));
  }
}
