/** Bytes become floats by widening twice; the division is the correctly rounded one, as data / 255 is anywhere else. */
export function gatherBytes(data: usize, indices: usize, out: usize, rows: i32, width: i32, divisor: f32): void {
  const by = f32x4.splat(divisor);
  for (let r = 0; r < rows; r++) {
    let source = data + <usize>load<i32>(indices + (<usize>r << 2)) * width;
    let c = 0;
    for (; c + 8 <= width; c += 8, source += 8, out += 32) {
      const words = v128.load8x8_u(source);
      v128.store(out, f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(words)), by));
      v128.store(out, f32x4.div(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(words)), by), 16);
    }
    for (; c < width; c++, source++, out += 4) store<f32>(out, <f32>load<u8>(source) / divisor);
  }
}

export function gatherFloats(data: usize, indices: usize, out: usize, rows: i32, width: i32): void {
  const rowBytes = <usize>width << 2;
  for (let r = 0; r < rows; r++, out += rowBytes) memory.copy(out, data + <usize>load<i32>(indices + (<usize>r << 2)) * rowBytes, rowBytes);
}
