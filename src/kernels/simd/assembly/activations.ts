import { exp4 } from './vector';

export function reluForward(x: usize, y: usize, length: i32): void {
  let i = 0;
  const zero = f32x4.splat(0);
  for (; i + 4 <= length; i += 4, x += 16, y += 16) v128.store(y, f32x4.max(v128.load(x), zero));
  for (; i < length; i++, x += 4, y += 4) store<f32>(y, max<f32>(load<f32>(x), 0));
}

export function reluBackward(y: usize, dy: usize, dx: usize, length: i32): void {
  let i = 0;
  const zero = f32x4.splat(0);
  for (; i + 4 <= length; i += 4, y += 16, dy += 16, dx += 16) v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
  for (; i < length; i++, y += 4, dy += 4, dx += 4) store<f32>(dx, load<f32>(y) > 0 ? load<f32>(dy) : <f32>0);
}

// @ts-ignore: decorator
@inline
function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1);
  return f32x4.div(one, f32x4.add(one, exp4(f32x4.neg(x))));
}

export function sigmoidForward(x: usize, y: usize, length: i32): void {
  let i = 0;
  for (; i + 4 <= length; i += 4, x += 16, y += 16) v128.store(y, sigmoid4(v128.load(x)));
  for (; i < length; i++, x += 4, y += 4) store<f32>(y, f32x4.extract_lane(sigmoid4(v128.load32_splat(x)), 0));
}

export function sigmoidBackward(y: usize, dy: usize, dx: usize, length: i32): void {
  let i = 0;
  const one = f32x4.splat(1);
  for (; i + 4 <= length; i += 4, y += 16, dy += 16, dx += 16) {
    const s = v128.load(y);
    v128.store(dx, f32x4.mul(f32x4.mul(v128.load(dy), s), f32x4.sub(one, s)));
  }
  for (; i < length; i++, y += 4, dy += 4, dx += 4) {
    const s = load<f32>(y);
    store<f32>(dx, load<f32>(dy) * s * (1 - s));
  }
}
