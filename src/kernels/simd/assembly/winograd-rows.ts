/**
 * Convolution of images with one channel by kernels five wide, stride 1, as F(4, 5) of Winograd along the rows: four outputs cost eight
 * products a kernel row instead of twenty. Interpolation points 0, +-1/2, +-1, +-2 and infinity: B' and A' are exact in binary, and the
 * rounding error is about twice that of the plain sum.
 *
 *   V[iy,t] = B'd of the eight pixels from (iy, 4t) on, U[ky] = Gg of a kernel row, M[oy,t] = sum over ky of V[oy+ky,t] U[ky], y = A'M
 */
import { frame } from './frame';
import { canvasAt, dataAt, productsAt } from './scratch';
import { shortProducts } from './short-tiles';
import { storeLanes } from './store';
import { madd } from './vector';

const FREQUENCIES: i32 = 8;
/** Tiles of four outputs worked on at once: eight frequencies of them stay in the first-level cache. */
const TILES: i32 = 72;

/** B by pixel and frequency, without the first and the last pixel, which have one frequency each. */
const B = memory.data<f32>([
  0, 2, -2, 1, -1, 0.5, -0.5, -1,
  5.25, 4, 4, 1, 1, 0.25, 0.25, 0,
  0, -2.5, 2.5, -4.25, 4.25, -2.5, 2.5, 5.25,
  -5.25, -5, -5, -4.25, -4.25, -1.25, -1.25, 0,
  0, 0.5, -0.5, 1, -1, 2, -2, -5.25,
  1, 1, 1, 1, 1, 1, 1, 0,
]);

/** G by frequency and tap. */
const G = memory.data<f64>([
  -1, 0, 0, 0, 0,
  32.0 / 45, 16.0 / 45, 8.0 / 45, 4.0 / 45, 2.0 / 45,
  32.0 / 45, -16.0 / 45, 8.0 / 45, -4.0 / 45, 2.0 / 45,
  -2.0 / 9, -2.0 / 9, -2.0 / 9, -2.0 / 9, -2.0 / 9,
  -2.0 / 9, 2.0 / 9, -2.0 / 9, 2.0 / 9, -2.0 / 9,
  1.0 / 90, 2.0 / 90, 4.0 / 90, 8.0 / 90, 16.0 / 90,
  1.0 / 90, -2.0 / 90, 4.0 / 90, -8.0 / 90, 16.0 / 90,
  0, 0, 0, 0, 1,
]);

/** kernel[ky,kx,f] as panels over f of [8 frequencies][ky][8]. */
export function winogradRowsPack(kernel: usize, packed: usize, kernelHeight: i32, filters: i32): void {
  for (let panel = 0; panel < filters; panel += 8) {
    for (let frequency = 0; frequency < FREQUENCIES; frequency++) {
      for (let ky = 0; ky < kernelHeight; ky++) {
        for (let f = panel; f < panel + 8; f++, packed += 4) {
          let sum: f64 = 0;
          if (f < filters) for (let kx = 0; kx < 5; kx++) sum += load<f64>(G + (<usize>(frequency * 5 + kx) << 3)) * <f64>load<f32>(kernel + (<usize>((ky * 5 + kx) * filters + f) << 2));
          store<f32>(packed, <f32>sum);
        }
      }
    }
  }
}

/** V of one image whose rows are `width` pixels: [height][tiles][8]. */
function transformData(image: usize, height: i32, width: i32, tiles: i32, v: usize): void {
  const none = f32x4.splat(0);
  for (let y = 0; y < height; y++, image += <usize>width << 2) {
    for (let t = 0, at = image; t < tiles; t++, at += 16, v += 32) {
      let low = f32x4.replace_lane(none, 0, -load<f32>(at)), high = f32x4.replace_lane(none, 3, load<f32>(at, 28));
      for (let pixel: usize = 1; pixel < 7; pixel++) {
        const x = v128.load32_splat(at + (pixel << 2)), column = B + ((pixel - 1) << 5);
        low = madd(x, v128.load(column), low);
        high = madd(x, v128.load(column, 16), high);
      }
      v128.store(v, low);
      v128.store(v, high, 16);
    }
  }
}

/** A' on the eight frequencies of four filters, `step` bytes apart: `outputs` pixels. What is added to the frequency of the point 1 is added to all of them. */
// @ts-ignore: decorator
@inline
function transformOutput(m: usize, step: usize, y: usize, pixel: usize, outputs: i32, lanes: i32, add: v128): void {
  const half = f32x4.splat(0.5), two = f32x4.splat(2), quarter = f32x4.splat(0.25), four = f32x4.splat(4), eighth = f32x4.splat(0.125), eight = f32x4.splat(8);
  let plus = v128.load(m + step), minus = v128.load(m + step * 2);
  const sumHalf = f32x4.add(plus, minus), differenceHalf = f32x4.sub(plus, minus);
  plus = f32x4.add(v128.load(m + step * 3), add);
  minus = v128.load(m + step * 4);
  const sumOne = f32x4.add(plus, minus), differenceOne = f32x4.sub(plus, minus);
  plus = v128.load(m + step * 5);
  minus = v128.load(m + step * 6);
  const sumTwo = f32x4.add(plus, minus), differenceTwo = f32x4.sub(plus, minus);
  write(y, f32x4.add(f32x4.add(v128.load(m), sumHalf), f32x4.add(sumOne, sumTwo)), lanes);
  if (outputs > 1) write(y + pixel, madd(half, differenceHalf, madd(two, differenceTwo, differenceOne)), lanes);
  if (outputs > 2) write(y + pixel * 2, madd(quarter, sumHalf, madd(four, sumTwo, sumOne)), lanes);
  if (outputs > 3) write(y + pixel * 3, madd(eighth, differenceHalf, madd(eight, differenceTwo, f32x4.add(differenceOne, v128.load(m + step * 7)))), lanes);
}

/** The same, of which the larger of each two neighbours stays; and of those and what is there, where this is the lower of two rows. `outputs`: 2 or 4 */
// @ts-ignore: decorator
@inline
function transformPooled(m: usize, step: usize, y: usize, pixel: usize, outputs: i32, lanes: i32, add: v128, lower: bool): void {
  const half = f32x4.splat(0.5), two = f32x4.splat(2), quarter = f32x4.splat(0.25), four = f32x4.splat(4), eighth = f32x4.splat(0.125), eight = f32x4.splat(8);
  let plus = v128.load(m + step), minus = v128.load(m + step * 2);
  const sumHalf = f32x4.add(plus, minus), differenceHalf = f32x4.sub(plus, minus);
  plus = f32x4.add(v128.load(m + step * 3), add);
  minus = v128.load(m + step * 4);
  const sumOne = f32x4.add(plus, minus), differenceOne = f32x4.sub(plus, minus);
  plus = v128.load(m + step * 5);
  minus = v128.load(m + step * 6);
  const sumTwo = f32x4.add(plus, minus), differenceTwo = f32x4.sub(plus, minus);
  const left = f32x4.pmax(f32x4.add(f32x4.add(v128.load(m), sumHalf), f32x4.add(sumOne, sumTwo)), madd(half, differenceHalf, madd(two, differenceTwo, differenceOne)));
  write(y, lower ? f32x4.pmax(v128.load(y), left) : left, lanes);
  if (outputs < 4) return;
  const right = f32x4.pmax(madd(quarter, sumHalf, madd(four, sumTwo, sumOne)), madd(eighth, differenceHalf, madd(eight, differenceTwo, f32x4.add(differenceOne, v128.load(m + step * 7)))));
  write(y + pixel, lower ? f32x4.pmax(v128.load(y + pixel), right) : right, lanes);
}

// @ts-ignore: decorator
@inline
function write(to: usize, value: v128, lanes: i32): void {
  if (lanes >= 4) v128.store(to, value);
  else storeLanes(to, value, lanes);
}

/** y = x * kernel + bias for images [height, width, 1], the kernel as winogradRowsPack lays it out; bias may be 0. `pooled`: the largest of each 2x2 of it, whose height and width are even. */
export function winogradRowsForward(x: usize, packed: usize, bias: usize, y: usize, batch: i32, height: i32, width: i32, filters: i32, kernelHeight: i32, pad: i32, outHeight: i32, outWidth: i32, pooled: bool): void {
  const tiles = (outWidth + 3) >> 2, framedWidth = 4 * tiles + 4, framedHeight = height + 2 * pad;
  const panelBytes = <usize>(FREQUENCIES * kernelHeight) << 5, frequencyBytes = <usize>kernelHeight << 5, rowBytes = <usize>tiles << 5;
  const pixel = <usize>filters << 2;
  const outBytes = <usize>(pooled ? (outHeight >> 1) * (outWidth >> 1) : outHeight * outWidth) * pixel;
  const v = dataAt(), m = productsAt();
  for (let n = 0; n < batch; n++, y += outBytes) {
    let image = x + (<usize>(n * height * width) << 2);
    if (framedWidth != width || pad > 0) {
      frame(image, height, width, 1, 1, pad, pad, framedHeight, framedWidth);
      image = canvasAt();
    }
    transformData(image, framedHeight, framedWidth, tiles, v);
    for (let first = 0; first < outHeight * tiles; first += TILES) {
      const count = min(TILES, outHeight * tiles - first);
      const step = <usize>(count + 5) << 5;
      for (let panel = 0, u = packed; panel < filters; panel += 8, u += panelBytes) {
        for (let frequency = 0; frequency < FREQUENCIES; frequency++) {
          shortProducts(count, v + (<usize>first << 5) + (<usize>frequency << 2), rowBytes, u + frequencyBytes * frequency, kernelHeight, m + step * frequency);
        }
        const low = bias ? v128.load(bias + (<usize>panel << 2)) : f32x4.splat(0), high = bias ? v128.load(bias + (<usize>panel << 2), 16) : f32x4.splat(0);
        let row = first / tiles, t = first - row * tiles;
        for (let i = 0, from = m; i < count; i++, from += 32) {
          const outputs = outWidth - 4 * t;
          if (pooled) {
            const to = y + <usize>((row >> 1) * (outWidth >> 1) + 2 * t) * pixel + (<usize>panel << 2), lower = <bool>(row & 1);
            transformPooled(from, step, to, pixel, outputs, filters - panel, low, lower);
            if (filters - panel > 4) transformPooled(from + 16, step, to + 16, pixel, outputs, filters - panel - 4, high, lower);
          } else {
            const to = y + <usize>(row * outWidth + 4 * t) * pixel + (<usize>panel << 2);
            transformOutput(from, step, to, pixel, outputs, filters - panel, low);
            if (filters - panel > 4) transformOutput(from + 16, step, to + 16, pixel, outputs, filters - panel - 4, high);
          }
          if (++t == tiles) {
            t = 0;
            row++;
          }
        }
      }
    }
  }
}
