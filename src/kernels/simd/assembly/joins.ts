import { madd } from './vector';

export function add(a: usize, b: usize, out: usize, length: i32): void {
  let i = 0;
  for (; i + 4 <= length; i += 4, a += 16, b += 16, out += 16) v128.store(out, f32x4.add(v128.load(a), v128.load(b)));
  for (; i < length; i++, a += 4, b += 4, out += 4) store<f32>(out, load<f32>(a) + load<f32>(b));
}

export function addScaled(y: usize, x: usize, scale: f32, length: i32): void {
  const factor = f32x4.splat(scale);
  let i = 0;
  for (; i + 4 <= length; i += 4, y += 16, x += 16) v128.store(y, madd(factor, v128.load(x), v128.load(y)));
  for (; i < length; i++, y += 4, x += 4) store<f32>(y, f32x4.extract_lane(madd(factor, v128.load32_splat(x), v128.load32_splat(y)), 0));
}

export function scale(x: usize, y: usize, factor: f32, length: i32): void {
  const factors = f32x4.splat(factor);
  let i = 0;
  for (; i + 4 <= length; i += 4, y += 16, x += 16) v128.store(y, f32x4.mul(factors, v128.load(x)));
  for (; i < length; i++, y += 4, x += 4) store<f32>(y, factor * load<f32>(x));
}

export function copyColumns(source: usize, sourceStride: i32, sourceOffset: i32, target: usize, targetStride: i32, targetOffset: i32, rows: i32, columns: i32): void {
  source += <usize>sourceOffset << 2;
  target += <usize>targetOffset << 2;
  for (let r = 0; r < rows; r++) {
    memory.copy(target, source, <usize>columns << 2);
    source += <usize>sourceStride << 2;
    target += <usize>targetStride << 2;
  }
}
