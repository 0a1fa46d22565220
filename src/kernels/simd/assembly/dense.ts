import { packRows } from './panels';
import { ONE_BY_ONE, productOneByOne, productTogether, TOGETHER, wayOf } from './rows';
import { panelAt } from './scratch';
import { ADD, storeLanes } from './store';
import { strip } from './tiles';
import { WIDE_TILE } from './vector';

/** Steps of k summed at once: a packed panel of 64 KiB stays in cache, and partial sums keep the rounding of long sums small. */
const BLOCK: i32 = 2048;

/** Narrower outputs gain nothing from a row at a time; the sums of wider ones have no room in the scratch. */
const LEAST_COLUMNS: i32 = 16;
const MOST_COLUMNS: i32 = 1 << 16;
/** whose sums fit into the scratch together, and into the cache if they are not very long */
const MOST_ROWS: i32 = 64;

/** out = op(a) op(b) (mode), in blocks of k. Rows of b are read where they lie: packing them first was 1 to 4 % slower at every size of the book's networks. */
export function gemm(a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, transposeB: bool, out: usize, outRow: usize, m: i32, n: i32, k: i32, mode: i32, bias: usize): void {
  for (let start = 0; start < k; start += BLOCK) {
    const length = min(BLOCK, k - start), then = start > 0 ? ADD : mode;
    const from = a + <usize>start * aStep;
    if (transposeB) transposedStrips(from, aRow, aStep, b + (<usize>start << 2), bRow, out, outRow, m, n, length, then, bias);
    else if (aStep == 4 && n >= LEAST_COLUMNS && n <= MOST_COLUMNS) rowsOrStrips(from, aRow, b + <usize>start * bRow, bRow, out, outRow, m, n, length, then, bias);
    else strips(from, aRow, aStep, b + <usize>start * bRow, bRow, out, outRow, m, n, length, then, bias);
  }
}

/** Strips of eight columns of b, each multiplied with every row of a. */
function strips(a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, out: usize, outRow: usize, m: i32, n: i32, length: i32, mode: i32, bias: usize): void {
  for (let column = 0; column < n; column += 8) {
    const at = <usize>column << 2;
    strip(m, a, aRow, aStep, 0, b + at, bRow, 0, 1, length, out + at, outRow, min(8, n - column), mode, bias + at);
  }
}

/** The same with the columns of b in its rows. */
function transposedStrips(a: usize, aRow: usize, aStep: usize, b: usize, bRow: usize, out: usize, outRow: usize, m: i32, n: i32, length: i32, mode: i32, bias: usize): void {
  const panel = panelAt();
  for (let column = 0; column < n; column += 8) {
    const at = <usize>column << 2, columns = min(8, n - column);
    packRows(b + <usize>column * bRow, bRow, length, columns, panel);
    strip(m, a, aRow, aStep, 0, panel, 32, 0, 1, length, out + at, outRow, columns, mode, bias + at);
  }
}

/**
 * Rows in groups of nearly equal size, each on its fastest way; neighbours on the same way go together. All ways have the same sums, so what becomes of a row
 * does not depend on its neighbours.
 */
function rowsOrStrips(a: usize, aRow: usize, b: usize, bRow: usize, out: usize, outRow: usize, m: i32, n: i32, length: i32, mode: i32, bias: usize): void {
  for (let row = 0; row < m; ) {
    const from = a + aRow * row, to = out + outRow * row;
    let rows = groupOf(m - row);
    const way = wayOf(from, aRow, rows, length);
    if (way == TOGETHER) productTogether(from, aRow, b, bRow, to, outRow, rows, n, length, mode, bias);
    else {
      while (row + rows < m && rows < MOST_ROWS) {
        const next = groupOf(m - row - rows);
        if (wayOf(from + aRow * rows, aRow, next, length) != way) break;
        rows += next;
      }
      if (way == ONE_BY_ONE) productOneByOne(from, aRow, b, bRow, to, outRow, rows, n, length, mode, bias);
      else strips(from, aRow, 4, b, bRow, to, outRow, rows, n, length, mode, bias);
    }
    row += rows;
  }
}

/** Of so many rows, the first group: all groups are nearly equal. */
function groupOf(rows: i32): i32 {
  const groups = (rows + WIDE_TILE - 1) / WIDE_TILE;
  return (rows + groups - 1) / groups;
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
