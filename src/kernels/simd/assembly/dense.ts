import { packColumns, packRows } from './panels';
import { PANELS } from './scratch';
import { ADD, STORE } from './store';
import { tile } from './tiles';
import { nextTile } from './vector';

/** Steps of k packed and summed at once: a panel of 64 KiB stays in cache, and partial sums keep the rounding of long sums small. */
const BLOCK: i32 = 2048;

/** Eight columns of op(b) at a time are packed, then every row of op(a) is multiplied with them. */
export function gemm(a: usize, b: usize, out: usize, m: i32, n: i32, k: i32, transposeA: bool, transposeB: bool, accumulate: bool): void {
  const aRow: usize = transposeA ? 4 : <usize>k << 2;
  const aStep: usize = transposeA ? <usize>m << 2 : 4;
  for (let start = 0; start < k; start += BLOCK) {
    const length = min(BLOCK, k - start);
    const mode = accumulate || start > 0 ? ADD : STORE;
    for (let column = 0; column < n; column += 8) {
      const columns = min(8, n - column);
      if (transposeB) packRows(b + ((<usize>column * k + start) << 2), <usize>k << 2, length, columns, PANELS);
      else packColumns(b + ((<usize>start * n + column) << 2), <usize>n << 2, length, columns, PANELS);
      const aStart = a + <usize>start * aStep;
      let row = 0;
      while (row < m) {
        const rows = nextTile(m - row);
        tile(rows, aStart + <usize>row * aRow, aRow, aStep, 0, PANELS, 32, 0, 1, length, out + ((<usize>row * n + column) << 2), <usize>n << 2, columns, mode, 0);
        row += rows;
      }
    }
  }
}

export function addBias(x: usize, bias: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++) {
    let c = 0;
    for (; c + 4 <= columns; c += 4) {
      const at = x + (<usize>c << 2);
      v128.store(at, f32x4.add(v128.load(at), v128.load(bias + (<usize>c << 2))));
    }
    for (; c < columns; c++) {
      const at = x + (<usize>c << 2);
      store<f32>(at, load<f32>(at) + load<f32>(bias + (<usize>c << 2)));
    }
    x += <usize>columns << 2;
  }
}

/** Sums in double precision, so that the 78,400 rows of an image batch lose nothing. */
export function sumRows(x: usize, out: usize, rows: i32, columns: i32): void {
  const rowBytes = <usize>columns << 2;
  let c = 0;
  for (; c + 4 <= columns; c += 4) {
    let low = f64x2.splat(0), high = f64x2.splat(0);
    let at = x + (<usize>c << 2);
    for (let r = 0; r < rows; r++) {
      const value = v128.load(at);
      low = f64x2.add(low, f64x2.promote_low_f32x4(value));
      high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(value, value, 2, 3, 2, 3)));
      at += rowBytes;
    }
    const target = out + (<usize>c << 2);
    store<f32>(target, <f32>f64x2.extract_lane(low, 0));
    store<f32>(target, <f32>f64x2.extract_lane(low, 1), 4);
    store<f32>(target, <f32>f64x2.extract_lane(high, 0), 8);
    store<f32>(target, <f32>f64x2.extract_lane(high, 1), 12);
  }
  for (; c < columns; c++) {
    let sum: f64 = 0;
    let at = x + (<usize>c << 2);
    for (let r = 0; r < rows; r++, at += rowBytes) sum += load<f32>(at);
    store<f32>(out + (<usize>c << 2), <f32>sum);
  }
}
