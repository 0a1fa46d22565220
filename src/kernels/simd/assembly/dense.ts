import { packRows } from './panels';
import { panelAt } from './scratch';
import { ADD, storeLanes } from './store';
import { strip } from './tiles';

/** Steps of k summed at once: a packed panel of 64 KiB stays in cache, and partial sums keep the rounding of long sums small. */
const BLOCK: i32 = 2048;

/**
 * Strips of eight columns of op(b), each multiplied with every row of op(a). Rows of b are read where they lie: packing them first
 * was 1 to 4 % slower at every size of the book's networks. Only a transposed b is packed.
 */
export function gemm(a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, transposeB: bool, out: usize, outRow: usize, m: i32, n: i32, k: i32, mode: i32, bias: usize): void {
  for (let start = 0; start < k; start += BLOCK) {
    const length = min(BLOCK, k - start);
    for (let column = 0; column < n; column += 8) {
      const columns = min(8, n - column);
      let panel = b + <usize>start * bRow + (<usize>column << 2), step = bRow;
      if (transposeB) {
        panel = panelAt();
        step = 32;
        packRows(b + <usize>column * bRow + (<usize>start << 2), bRow, length, columns, panel);
      }
      strip(m, a + <usize>start * aStep, aRow, aStep, 0, panel, step, 0, 1, length, out + (<usize>column << 2), outRow, columns, start > 0 ? ADD : mode, bias + (<usize>column << 2));
    }
  }
}

/** Rows summed in float32 before they join the sum in double precision. */
const RUN: i32 = 16;

/** Sums in double precision, so that the 78,400 rows of an image batch lose nothing; four columns at a time, the slack read past the last. */
export function sumRows(x: usize, rowBytes: usize, out: usize, rows: i32, columns: i32, accumulate: bool): void {
  for (let c = 0; c < columns; c += 4) {
    let low = f64x2.splat(0), high = f64x2.splat(0);
    let at = x + (<usize>c << 2);
    for (let r = 0; r < rows; ) {
      const end = min(rows, r + RUN);
      let sum = f32x4.splat(0);
      for (; r < end; r++, at += rowBytes) sum = f32x4.add(sum, v128.load(at));
      low = f64x2.add(low, f64x2.promote_low_f32x4(sum));
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(sum, sum, 2, 3, 2, 3)));
    }
    const target = out + (<usize>c << 2), rest = columns - c;
    storeSum(target, f64x2.extract_lane(low, 0), accumulate);
    if (rest > 1) storeSum(target + 4, f64x2.extract_lane(low, 1), accumulate);
    if (rest > 2) storeSum(target + 8, f64x2.extract_lane(high, 0), accumulate);
    if (rest > 3) storeSum(target + 12, f64x2.extract_lane(high, 1), accumulate);
  }
}

// @ts-ignore: decorator
@inline
function storeSum(target: usize, sum: f64, accumulate: bool): void {
  store<f32>(target, accumulate ? <f32>(sum + <f64>load<f32>(target)) : <f32>sum);
}

/** out = the sum of `count` arrays that lie `stride` bytes apart, added in order. */
export function sumParts(parts: usize, stride: usize, count: i32, out: usize, length: i32): void {
  for (let i = 0; i < length; i += 4) {
    const at = parts + (<usize>i << 2);
    let sum = v128.load(at);
    for (let p = 1; p < count; p++) sum = f32x4.add(sum, v128.load(at + stride * p));
    if (i + 4 <= length) v128.store(out + (<usize>i << 2), sum);
    else storeLanes(out + (<usize>i << 2), sum, length - i);
  }
}
