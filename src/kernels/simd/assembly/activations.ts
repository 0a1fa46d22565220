import { exp4, madd } from './vector';

export function reluForward(x: usize, y: usize, length: i32): void {
  let i = 0;
  const zero = f32x4.splat(0);
  for (; i + 4 <= length; i += 4, x += 16, y += 16) v128.store(y, f32x4.pmax(v128.load(x), zero));
  for (; i < length; i++, x += 4, y += 4) store<f32>(y, load<f32>(x) < 0 ? <f32>0 : load<f32>(x));
}

export function reluBackward(y: usize, dy: usize, dx: usize, length: i32): void {
  let i = 0;
  const zero = f32x4.splat(0);
  for (; i + 4 <= length; i += 4, y += 16, dy += 16, dx += 16) v128.store(dx, v128.and(v128.load(dy), f32x4.gt(v128.load(y), zero)));
  for (; i < length; i++, y += 4, dy += 4, dx += 4) store<f32>(dx, load<f32>(y) > 0 ? load<f32>(dy) : <f32>0);
}

/** From e^-|x|, which never overflows: 1/(1 + e) or e/(1 + e). */
// @ts-ignore: decorator
@inline
function sigmoid4(x: v128): v128 {
  const one = f32x4.splat(1), e = exp4(f32x4.neg(f32x4.abs(x)));
  return f32x4.div(v128.bitselect(e, one, f32x4.lt(x, f32x4.splat(0))), f32x4.add(one, e));
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

const TANH = memory.data<f32>([-5.70498872745e-3, 2.06390887954e-2, -5.37397155531e-2, 1.33314422036e-1, -3.33332819422e-1]);

// @ts-ignore: decorator
@inline
function term(i: usize): v128 {
  return v128.load32_splat(TANH + (i << 2));
}

/** Below 0.625 the polynomial of Cephes (Moshier, tanhf), which keeps the digits that 1 - 2/(e^2x + 1) loses there. */
// @ts-ignore: decorator
@inline
function tanh4(x: v128): v128 {
  const size = f32x4.abs(x), square = f32x4.mul(x, x), one = f32x4.splat(1);
  let p = madd(term(0), square, term(1));
  p = madd(p, square, term(2));
  p = madd(p, square, term(3));
  p = madd(p, square, term(4));
  const small = madd(f32x4.mul(p, square), x, x);
  const large = f32x4.sub(one, f32x4.div(f32x4.splat(2), f32x4.add(exp4(f32x4.add(size, size)), one)));
  const signed = v128.or(large, v128.and(x, i32x4.splat(0x80000000)));
  return v128.bitselect(small, signed, f32x4.lt(size, f32x4.splat(0.625)));
}

export function tanhForward(x: usize, y: usize, length: i32): void {
  let i = 0;
  for (; i + 4 <= length; i += 4, x += 16, y += 16) v128.store(y, tanh4(v128.load(x)));
  for (; i < length; i++, x += 4, y += 4) store<f32>(y, f32x4.extract_lane(tanh4(v128.load32_splat(x)), 0));
}

export function tanhBackward(y: usize, dy: usize, dx: usize, length: i32): void {
  let i = 0;
  const one = f32x4.splat(1);
  for (; i + 4 <= length; i += 4, y += 16, dy += 16, dx += 16) {
    const t = v128.load(y);
    v128.store(dx, f32x4.mul(v128.load(dy), f32x4.sub(one, f32x4.mul(t, t))));
  }
  for (; i < length; i++, y += 4, dy += 4, dx += 4) {
    const t = load<f32>(y);
    store<f32>(dx, load<f32>(dy) * (1 - t * t));
  }
}
