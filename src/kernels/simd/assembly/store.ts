/** What a tile does with its sums: overwrite the output, add to it, or overwrite it with sums + bias. */
export const STORE: i32 = 0;
export const ADD: i32 = 1;
export const STORE_WITH_BIAS: i32 = 2;

/** Writes the first `columns` (5 to 8) of a row of eight sums and nothing beyond. */
// @ts-ignore: decorator
@inline
export function storeWide(out: usize, low: v128, high: v128, columns: i32, mode: i32, bias: usize): void {
  if (mode == STORE_WITH_BIAS) {
    low = f32x4.add(low, v128.load(bias));
    high = f32x4.add(high, v128.load(bias, 16));
  } else if (mode == ADD) {
    low = f32x4.add(low, v128.load(out));
    high = f32x4.add(high, v128.load(out, 16));
  }
  v128.store(out, low);
  if (columns == 8) v128.store(out, high, 16);
  else storeLanes(out + 16, high, columns - 4);
}

/** Writes the first `columns` (1 to 4) of a row of four sums and nothing beyond. */
// @ts-ignore: decorator
@inline
export function storeNarrow(out: usize, sums: v128, columns: i32, mode: i32, bias: usize): void {
  if (mode == STORE_WITH_BIAS) sums = f32x4.add(sums, v128.load(bias));
  else if (mode == ADD) sums = f32x4.add(sums, v128.load(out));
  if (columns == 4) v128.store(out, sums);
  else storeLanes(out, sums, columns);
}

/** The first one, two or three lanes. */
export function storeLanes(out: usize, value: v128, lanes: i32): void {
  store<f32>(out, f32x4.extract_lane(value, 0));
  if (lanes > 1) store<f32>(out, f32x4.extract_lane(value, 1), 4);
  if (lanes > 2) store<f32>(out, f32x4.extract_lane(value, 2), 8);
}
