/**
 * Products of few rows, and of rows with zeros, as after a ReLU or in a drawing: what is multiplied by zero is left out, which changes no sum of
 * finite numbers but for the sign of a zero (of underflows).
 */
import { gatheredTile } from './gathered-tiles';
import { FRONTS, MOST_VECTORS, rowTile } from './row-tiles';
import { canvasAt, panelAt } from './scratch';
import { storeNarrow } from './store';
import { WIDE_TILE } from './vector';

/** How a group of rows is multiplied. */
export const STRIPS: i32 = 0;
export const TOGETHER: i32 = 1;
export const ONE_BY_ONE: i32 = 2;

/** A tile of fewer rows is slower than its rows one by one. */
const LOWEST_TILE: i32 = 4;

/** Bytes of the matrix that rows one by one work on at once: they stay in the first-level cache beside the sums. */
const BLOCK_BYTES: i32 = 32 << 10;
/** Gathered values of a row are kept off round distances, which share their places in the cache. */
const VALUES_BYTES: usize = (8 << 10) + 64;

// @ts-ignore: decorator
@inline
function sumOf(counts: v128): i32 {
  return i32x4.extract_lane(counts, 0) + i32x4.extract_lane(counts, 1) + i32x4.extract_lane(counts, 2) + i32x4.extract_lane(counts, 3);
}

/**
 * What is fastest for up to six rows, by a look at every fifth vector: one by one they cost what each of them has other than zero, and half as much again; in a
 * tile what any of them has.
 */
export function wayOf(a: usize, aRow: usize, rows: i32, length: i32): i32 {
  if (rows < LOWEST_TILE) return ONE_BY_ONE;
  let own = i32x4.splat(0), any = i32x4.splat(0), looked = 0;
  for (let p = 0; p + 4 <= length; p += 20, looked += 4) {
    let bits = i32x4.splat(0);
    for (let r = 0, at = a + (<usize>p << 2); r < rows; r++, at += aRow) {
      const x = v128.load(at);
      bits = v128.or(bits, x);
      own = i32x4.sub(own, f32x4.ne(x, f32x4.splat(0)));
    }
    any = i32x4.sub(any, i32x4.ne(bits, i32x4.splat(0)));
  }
  const anyCount = sumOf(any);
  if (sumOf(own) * 3 <= anyCount * rows * 2) return ONE_BY_ONE;
  return anyCount * 10 <= looked * 9 ? TOGETHER : STRIPS;
}

/** Up to six rows in one tile, without the steps in which all of them are zero. length <= 2048 */
export function productTogether(a: usize, aRow: usize, b: usize, bRow: usize, out: usize, outRow: usize, rows: i32, n: i32, length: i32, mode: i32, bias: usize): void {
  const places = panelAt(), values = canvasAt();
  const further = i32x4.splat(4 * <i32>bRow);
  let place = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(<i32>bRow)), count: usize = 0, p = 0;
  for (; p + 4 <= length; p += 4, a += 16) {
    let bits = v128.load(a);
    for (let r = 1, at = a + aRow; r < rows; r++, at += aRow) bits = v128.or(bits, v128.load(at));
    const set = i32x4.bitmask(i32x4.ne(bits, i32x4.splat(0)));
    const front = v128.load(FRONTS + (<usize>set << 4));
    for (let r = 0, at = a, to = values + count; r < rows; r++, at += aRow, to += VALUES_BYTES) v128.store(to, i8x16.swizzle(v128.load(at), front));
    v128.store(places + count, i8x16.swizzle(place, front));
    count += <usize>popcnt(set) << 2;
    place = i32x4.add(place, further);
  }
  for (; p < length; p++, a += 4, count += 4) {
    for (let r = 0, at = a, to = values + count; r < rows; r++, at += aRow, to += VALUES_BYTES) store<f32>(to, load<f32>(at));
    store<i32>(places + count, p * <i32>bRow);
  }
  for (let column = 0; column < n; column += 8) {
    const at = <usize>column << 2;
    gatheredTile(rows, values, VALUES_BYTES, places, <i32>(count >> 2), b + at, out + at, outRow, min(8, n - column), mode, bias + at);
  }
}

/** Gathers what is not zero, and where the row of the matrix that belongs to it begins. Returns how many there are. */
function gather(row: usize, length: i32, bRow: i32, values: usize, places: usize): i32 {
  const start = values;
  const further = i32x4.splat(4 * bRow);
  let place = i32x4.mul(i32x4(0, 1, 2, 3), i32x4.splat(bRow)), p = 0;
  for (; p + 4 <= length; p += 4, row += 16) {
    const x = v128.load(row);
    const set = i32x4.bitmask(f32x4.ne(x, f32x4.splat(0)));
    const front = v128.load(FRONTS + (<usize>set << 4));
    v128.store(values, i8x16.swizzle(x, front));
    v128.store(places, i8x16.swizzle(place, front));
    const bytes = <usize>popcnt(set) << 2;
    values += bytes;
    places += bytes;
    place = i32x4.add(place, further);
  }
  for (; p < length; p++, row += 4, values += 4, places += 4) {
    store<f32>(values, load<f32>(row));
    store<i32>(places, p * bRow);
  }
  return <i32>((values - start) >> 2);
}

/** Rows one by one, each with the steps in which it is not zero, in tiles as wide as there are registers. Their sums have to have room in the scratch. */
export function productOneByOne(a: usize, aRow: usize, b: usize, bRow: usize, out: usize, outRow: usize, rows: i32, n: i32, length: i32, mode: i32, bias: usize): void {
  const values = panelAt(), places = values + (16 << 10), sums = canvasAt();
  const vectors = (n + 3) >> 2, pieces = (vectors + MOST_VECTORS - 1) / MOST_VECTORS;
  const sumsRow = <usize>vectors << 4;
  const block = max(16, (BLOCK_BYTES / <i32>bRow) & ~3);
  memory.fill(sums, 0, sumsRow * rows);
  for (let start = 0; start < length; start += block) {
    for (let r = 0; r < rows; r++) {
      const count = gather(a + aRow * r + (<usize>start << 2), min(block, length - start), <i32>bRow, values, places);
      let at: usize = 0;
      for (let piece = pieces, left = vectors; piece > 0; piece--) {
        const size = (left + piece - 1) / piece;
        rowTile(size, values, places, count, b + bRow * start + at, sums + sumsRow * r + at);
        at += <usize>size << 4;
        left -= size;
      }
    }
  }
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < n; c += 4) {
      const at = <usize>c << 2;
      storeNarrow(out + outRow * r + at, v128.load(sums + sumsRow * r + at), min(4, n - c), mode, bias + at);
    }
  }
}
