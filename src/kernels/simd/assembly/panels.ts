/** Packs eight columns of a [k, n] matrix (row length n floats) into [k][8], zero beyond `columns`. */
export function packColumns(source: usize, rowBytes: usize, k: i32, columns: i32, panel: usize): void {
  if (columns == 8) {
    for (let p = 0; p < k; p++) {
      v128.store(panel, v128.load(source));
      v128.store(panel, v128.load(source, 16), 16);
      source += rowBytes;
      panel += 32;
    }
    return;
  }
  for (let p = 0; p < k; p++) {
    for (let c = 0; c < 8; c++) store<f32>(panel + (<usize>c << 2), c < columns ? load<f32>(source + (<usize>c << 2)) : <f32>0);
    source += rowBytes;
    panel += 32;
  }
}

/** Packs eight rows of a [n, k] matrix, transposed, into [k][8], zero beyond `columns` rows. */
export function packRows(source: usize, rowBytes: usize, k: i32, columns: i32, panel: usize): void {
  let p = 0;
  if (columns == 8) {
    for (; p + 4 <= k; p += 4) {
      transpose4(source, rowBytes, panel, 32);
      transpose4(source + rowBytes * 4, rowBytes, panel + 16, 32);
      source += 16;
      panel += 128;
    }
  }
  for (; p < k; p++) {
    for (let c = 0; c < 8; c++) store<f32>(panel + (<usize>c << 2), c < columns ? load<f32>(source + rowBytes * c) : <f32>0);
    source += 4;
    panel += 32;
  }
}

/** y[c, r] = x[r, c] for `columns` columns of x; rows of y are whole. */
export function transpose(x: usize, rowBytes: usize, y: usize, rows: i32, columns: i32): void {
  const outBytes = <usize>rows << 2;
  for (let c = 0; c < columns; c += 4, x += 16, y += outBytes << 2) {
    const width = min(4, columns - c);
    let r = 0;
    if (width == 4) for (; r + 4 <= rows; r += 4) transpose4(x + rowBytes * r, rowBytes, y + (<usize>r << 2), outBytes);
    for (; r < rows; r++) {
      for (let i = 0; i < width; i++) store<f32>(y + outBytes * i + (<usize>r << 2), load<f32>(x + rowBytes * r + (<usize>i << 2)));
    }
  }
}

/** Four rows of four floats become four columns. */
// @ts-ignore: decorator
@inline
function transpose4(source: usize, rowBytes: usize, target: usize, targetBytes: usize): void {
  const r0 = v128.load(source), r1 = v128.load(source + rowBytes), r2 = v128.load(source + rowBytes * 2), r3 = v128.load(source + rowBytes * 3);
  const a = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5), b = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const c = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5), d = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f64>(a, c, 0, 2));
  v128.store(target + targetBytes, v128.shuffle<f64>(a, c, 1, 3));
  v128.store(target + targetBytes * 2, v128.shuffle<f64>(b, d, 0, 2));
  v128.store(target + targetBytes * 3, v128.shuffle<f64>(b, d, 1, 3));
}
