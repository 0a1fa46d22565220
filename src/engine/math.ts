/**
 * Transcendental functions from + - * / and the square root alone. A JavaScript engine may compute Math.exp and its like as it
 * pleases, to the last bit; on a path that reaches a weight or a pixel that would break "one seed, one model".
 * All are accurate to about 1e-15 relative (sin and cos: absolute, for |x| up to 1e5).
 */

const LN2_HIGH = 0.6931471803691238;
const LN2_LOW = 1.9082149292705877e-10;
const PI_HALF_HIGH = 1.5707963267341256;
const PI_HALF_LOW = 6.077100506506192e-11;

/** 2^n for whole n from -1074 to 1023. */
function powerOfTwo(n: number): number {
  let result = 1;
  let base = n < 0 ? 0.5 : 2;
  for (let rest = Math.abs(n); rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= base;
    base *= base;
  }
  return result;
}

/** 2^-1023 .. 2^1022 */
const POWERS = Float64Array.from({ length: 2046 }, (_, i) => powerOfTwo(i - 1023));
/** sum e^(n ln2), in two factors: 2^1024 and 2^-1074 do not exist by themselves. */
function scaled(sum: number, n: number): number {
  const half = Math.trunc(n / 2);
  return sum * POWERS[half + 1023] * POWERS[n - half + 1023];
}

/** e^x: x = n ln2 + r with |r| <= ln2/2, then the Taylor series of e^r. */
export function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const n = Math.round(x / (LN2_HIGH + LN2_LOW));
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let sum = 1;
  for (let k = 14; k >= 1; k--) sum = 1 + (r * sum) / k;
  return scaled(sum, n);
}

const AT_ONCE = 16;
const reducedAtOnce = new Float64Array(AT_ONCE);
const seriesAtOnce = new Float64Array(AT_ONCE);

/** Puts e^x in the place of each x, bit for bit as `exp`. The divisions of several series do not wait for each other: a third of the time. */
export function expAll(values: Float64Array): void {
  for (let first = 0; first < values.length; first += AT_ONCE) {
    const count = Math.min(AT_ONCE, values.length - first);
    for (let i = 0; i < count; i++) {
      const x = values[first + i];
      const n = Math.round(x / (LN2_HIGH + LN2_LOW));
      reducedAtOnce[i] = x - n * LN2_HIGH - n * LN2_LOW;
      seriesAtOnce[i] = 1;
    }
    for (let k = 14; k >= 1; k--) for (let i = 0; i < count; i++) seriesAtOnce[i] = 1 + (reducedAtOnce[i] * seriesAtOnce[i]) / k;
    for (let i = 0; i < count; i++) {
      const x = values[first + i];
      values[first + i] = x >= -745.1332191019412 && x <= 709.782712893384 ? scaled(seriesAtOnce[i], Math.round(x / (LN2_HIGH + LN2_LOW))) : exp(x);
    }
  }
}

const words = new DataView(new ArrayBuffer(8));

/** ln x: x = 2^e m with m in [sqrt(1/2), sqrt 2), then ln m = 2 atanh((m-1)/(m+1)) as a series. */
export function log(x: number): number {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  let e = 0;
  if (x < 2.2250738585072014e-308) {
    x *= 2 ** 54;
    e = -54;
  }
  words.setFloat64(0, x, true);
  const exponent = (words.getUint32(4, true) >>> 20) - 1023;
  e += exponent;
  let m = x * POWERS[1023 - exponent];
  if (m > 1.4142135623730951) {
    m /= 2;
    e += 1;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let sum = 1 / 23; // written out, so that no division is left
  sum = sum * z + 1 / 21;
  sum = sum * z + 1 / 19;
  sum = sum * z + 1 / 17;
  sum = sum * z + 1 / 15;
  sum = sum * z + 1 / 13;
  sum = sum * z + 1 / 11;
  sum = sum * z + 1 / 9;
  sum = sum * z + 1 / 7;
  sum = sum * z + 1 / 5;
  sum = sum * z + 1 / 3;
  return e * LN2_HIGH + (2 * s + 2 * s * z * sum + e * LN2_LOW);
}

function sinReduced(r: number): number {
  const z = r * r;
  let sum = 1;
  for (let k = 18; k >= 2; k -= 2) sum = 1 - (z * sum) / (k * (k + 1));
  return r * sum;
}

function cosReduced(r: number): number {
  const z = r * r;
  let sum = 1;
  for (let k = 19; k >= 1; k -= 2) sum = 1 - (z * sum) / (k * (k + 1));
  return sum;
}

function quarterTurns(x: number): [number, number] {
  const n = Math.round(x / (PI_HALF_HIGH + PI_HALF_LOW));
  return [((n % 4) + 4) % 4, x - n * PI_HALF_HIGH - n * PI_HALF_LOW];
}

export function sin(x: number): number {
  const [quarter, r] = quarterTurns(x);
  const value = quarter % 2 === 0 ? sinReduced(r) : cosReduced(r);
  return quarter < 2 ? value : -value;
}

export function cos(x: number): number {
  const [quarter, r] = quarterTurns(x);
  const value = quarter % 2 === 0 ? cosReduced(r) : sinReduced(r);
  return quarter === 0 || quarter === 3 ? value : -value;
}

/** e^x - 1; near 0, where the difference cancels, the Taylor series without its first term. */
export function expm1(x: number): number {
  if (Math.abs(x) >= 0.5) return exp(x) - 1;
  let sum = 1;
  for (let k = 16; k >= 2; k--) sum = 1 + (x * sum) / k;
  return x * sum;
}

/** ln(1 + x), the rounding of 1 + x made good (Kahan). */
export function log1p(x: number): number {
  const sum = 1 + x;
  if (sum === 1) return x;
  if (sum === Infinity || !(sum > 0)) return log(sum);
  return (log(sum) * x) / (sum - 1);
}

/** (e^2x - 1)/(e^2x + 1) */
export function tanh(x: number): number {
  if (Math.abs(x) > 20) return Math.sign(x);
  const excess = expm1(2 * x);
  return excess / (excess + 2);
}

/** 1/(1 + e^-x), from e^-|x|, which never overflows. */
export function logistic(x: number): number {
  const e = exp(-Math.abs(x));
  return x < 0 ? e / (1 + e) : 1 / (1 + e);
}

const TWO_OVER_ROOT_PI = 1.1283791670955126;

/**
 * 2/sqrt(pi) times the integral of e^-t^2 from 0 to x: below 3 the series e^-x^2 sum 2^n x^(2n+1)/(2n+1)!!, whose terms are all of one sign,
 * above the continued fraction of 1 - erf (Abramowitz and Stegun 7.1.6 and 7.1.14).
 */
export function erf(x: number): number {
  const size = Math.abs(x);
  if (Number.isNaN(x)) return NaN;
  if (size > 6) return Math.sign(x);
  const bell = exp(-size * size);
  if (size < 3) {
    let term = size;
    let sum = size;
    for (let n = 1; term > sum * 1e-17; n++) {
      term *= (2 * size * size) / (2 * n + 1);
      sum += term;
    }
    return Math.sign(x) * TWO_OVER_ROOT_PI * bell * sum;
  }
  let fraction = size;
  for (let k = 60; k >= 1; k--) fraction = size + k / 2 / fraction;
  return Math.sign(x) * (1 - ((TWO_OVER_ROOT_PI / 2) * bell) / fraction);
}

/** base^exponent for base > 0. */
export function pow(base: number, exponent: number): number {
  return exp(exponent * log(base));
}

/** base^n for whole n >= 0 by repeated squaring: beta^t of the optimizers. */
export function integerPower(base: number, n: number): number {
  let result = 1;
  let square = base;
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square;
    square *= square;
  }
  return result;
}
