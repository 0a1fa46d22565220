/** What a tile does with its sums: overwrite the output, add to it, or overwrite it with sums + bias. */
export const STORE: i32 = 0;
export const ADD: i32 = 1;
export const STORE_WITH_BIAS: i32 = 2;

/** Writes the first `columns` (1 to 8) of a row of eight sums and nothing beyond. */
// @ts-ignore: decorator
@inline
export function storeRow(out: usize, low: v128, high: v128, columns: i32, mode: i32, bias: usize): void {
  if (mode == STORE_WITH_BIAS) {
    low = f32x4.add(low, v128.load(bias));
    high = f32x4.add(high, v128.load(bias, 16));
  }
  if (columns == 8) {
    if (mode == ADD) {
      low = f32x4.add(low, v128.load(out));
      high = f32x4.add(high, v128.load(out, 16));
    }
    v128.store(out, low);
    v128.store(out, high, 16);
    return;
  }
  storePartialRow(out, low, high, columns, mode);
}

function storePartialRow(out: usize, low: v128, high: v128, columns: i32, mode: i32): void {
  if (columns >= 4) {
    v128.store(out, mode == ADD ? f32x4.add(low, v128.load(out)) : low);
    out += 16;
    low = high;
    columns -= 4;
  }
  for (let c = 0; c < columns; c++) {
    let value = f32x4.extract_lane(low, 0);
    if (c == 1) value = f32x4.extract_lane(low, 1);
    else if (c == 2) value = f32x4.extract_lane(low, 2);
    const at = out + (<usize>c << 2);
    store<f32>(at, mode == ADD ? load<f32>(at) + value : value);
  }
}
