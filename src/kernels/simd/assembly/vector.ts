/** a b + c: one rounding where the build has relaxed multiply-add, two where not. */
// @ts-ignore: decorator
@inline
export function madd(a: v128, b: v128, c: v128): v128 {
  if (ASC_FEATURE_RELAXED_SIMD) return f32x4.relaxed_madd(a, b, c);
  return f32x4.add(f32x4.mul(a, b), c);
}

/** Rows of the largest tile of eight columns that does not spill: a separate product needs one register more. */
export const WIDE_TILE: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;

/** Loaded where they are used: constants in the code are built anew at every use, which took half as long again. */
const EXP = memory.data<f32>([89, -105, 1.44269504088896341, -0.693359375, 2.12194440e-4, 1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1]);

// @ts-ignore: decorator
@inline
function term(i: usize): v128 {
  return v128.load32_splat(EXP + (i << 2));
}

/**
 * e^x for four floats, within 1 ulp (1.5 without multiply-add) over the whole range, subnormals and Infinity included. Cody-Waite
 * reduction to |r| <= ln2/2, the fifth-degree polynomial of Cephes (Moshier, expf), scaled in two factors so that neither overflows early.
 */
// @ts-ignore: decorator
@inline
export function exp4(x: v128): v128 {
  const clamped = f32x4.pmax(f32x4.pmin(x, term(0)), term(1)); // NaN stays: both return their first operand
  const n = f32x4.nearest(f32x4.mul(clamped, term(2)));
  const r = madd(n, term(4), madd(n, term(3), clamped));
  let p = madd(term(5), r, term(6));
  p = madd(p, r, term(7));
  p = madd(p, r, term(8));
  p = madd(p, r, term(9));
  p = madd(p, r, term(10));
  p = f32x4.add(madd(f32x4.mul(r, r), p, r), term(11));
  const exponent = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(exponent, 1);
  const bias = i32x4.splat(127);
  return f32x4.mul(f32x4.mul(p, i32x4.shl(i32x4.add(half, bias), 23)), i32x4.shl(i32x4.add(i32x4.sub(exponent, half), bias), 23));
}

/** ln x in double precision: x = 2^e m with m in [sqrt(1/2), sqrt 2), ln m = 2 atanh((m-1)/(m+1)). */
export function ln(x: f64): f64 {
  if (!(x > 0)) return x == 0 ? -Infinity : NaN;
  if (x == Infinity) return x;
  let e: f64 = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 18014398509481984; // 2^54
    e = -54;
  }
  const bits = reinterpret<i64>(x);
  e += <f64>((bits >> 52) - 1023);
  let m = reinterpret<f64>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
  if (m > 1.4142135623730951) {
    m *= 0.5;
    e += 1;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let p: f64 = 1.0 / 23.0;
  p = p * z + 1.0 / 21.0;
  p = p * z + 1.0 / 19.0;
  p = p * z + 1.0 / 17.0;
  p = p * z + 1.0 / 15.0;
  p = p * z + 1.0 / 13.0;
  p = p * z + 1.0 / 11.0;
  p = p * z + 1.0 / 9.0;
  p = p * z + 1.0 / 7.0;
  p = p * z + 1.0 / 5.0;
  p = p * z + 1.0 / 3.0;
  return e * 0.6931471805599453 + (2 * s + 2 * s * z * p);
}
