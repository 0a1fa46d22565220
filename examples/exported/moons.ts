// Model moons, version 1: weights sha256:1fa68aa491fc31a70d852d5b3746fd94c07ff709a1f46355dfdef232ae55fbcb. Exported by Trainyard; imports nothing.
// Use: import { predict } of this file; predict(sample) takes the 2 numbers of a sample in one flat list, row by row.

/** Of a sample; images are [height, width, channels]. */
export const inputShape = [2] as const;

/** In the order of the outputs. */
export const labels = ["upper","lower"] as const;
export type Label = (typeof labels)[number];

const weights = decodeWeights(
  'iG2QwD38Tb86eSa/ABz/PoXSx8Cufom/WK41vyNfBL8IDBA+zHoRP2j1Aj+0qQE/CWVpwHinJz8Ln6M+v7sePzZBAb9WIv8+kRQBP8EspD5UW4S/K5SlvkKhqb4wc5++CTlKQFXckD/SEUe+M9twvq1eTUBavhi/kSB0P9g5xT6IIHW+Nusbv0/nvr2JoD6+SouKwBtFXkCHXJI/3Q8nv999H0CcexvAd0kwvbSKyD4PhT7A0NItQH4CyD+ocXO/eqSzP7Ebrb96vbk/4bvIv31eWL4+91s+9XPhv8YWzz+OlijAhCc8QGbrP8A10RlAmnqUPVR6lL0=',
);

/** One sample in the range of the training data -> 2 values, as the service answers them. */
export function outputs(sample: ArrayLike<number>): Float32Array {
  const input = Float32Array.from(sample);
  if (input.length !== 2) throw new RangeError(`a sample has 2 values, not ${input.length}`);
  const v1 = dense(input, weights.subarray(0, 24), weights.subarray(24, 36), 12); // dense1 [12]
  const v2 = v1.map((v) => tanh(v)); // tanh1 [12]
  const v3 = dense(v2, weights.subarray(36, 60), weights.subarray(60, 62), 2); // dense2 [2]
  return softmax(v3, 2, false);
}

export interface Prediction {
  label: Label;
  index: number;
  probability: number;
  /** in the order of the labels; of a regression network its outputs */
  probabilities: Float32Array;
}

export function predict(sample: ArrayLike<number>): Prediction {
  const probabilities = outputs(sample);
  const probability = probabilities.reduce((a, b) => Math.max(a, b), -Infinity);
  const index = Math.max(0, probabilities.indexOf(probability));
  return { label: labels[index], index, probability: probabilities[index], probabilities };
}

const LN2_HIGH = 0.6931471803691238;

const LN2_LOW = 1.9082149292705877e-10;

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

/** e^x: x = n ln2 + r with |r| <= ln2/2, then the Taylor series of e^r. */
function exp(x: number): number {
  if (Number.isNaN(x)) return NaN;
  if (x > 709.782712893384) return Infinity;
  if (x < -745.1332191019412) return 0;
  const n = Math.round(x / (LN2_HIGH + LN2_LOW));
  const r = x - n * LN2_HIGH - n * LN2_LOW;
  let sum = 1;
  for (let k = 14; k >= 1; k--) sum = 1 + (r * sum) / k;
  const half = Math.trunc(n / 2); // two factors: 2^1024 and 2^-1074 do not exist by themselves
  return sum * powerOfTwo(half) * powerOfTwo(n - half);
}

/** 2^-1023 .. 2^1022 */
const POWERS = Float64Array.from({ length: 2046 }, (_, i) => powerOfTwo(i - 1023));

const words = new DataView(new ArrayBuffer(8));

/** ln x: x = 2^e m with m in [sqrt(1/2), sqrt 2), then ln m = 2 atanh((m-1)/(m+1)) as a series. */
function log(x: number): number {
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

/** e^x - 1; near 0, where the difference cancels, the Taylor series without its first term. */
function expm1(x: number): number {
  if (Math.abs(x) >= 0.5) return exp(x) - 1;
  let sum = 1;
  for (let k = 16; k >= 2; k--) sum = 1 + (x * sum) / k;
  return x * sum;
}

/** (e^2x - 1)/(e^2x + 1) */
function tanh(x: number): number {
  if (Math.abs(x) > 20) return Math.sign(x);
  const excess = expm1(2 * x);
  return excess / (excess + 2);
}

/** Little-endian float32 from base64, with what browsers and Node have. */
function decodeWeights(base64: string): Float32Array {
  const text = atob(base64);
  const view = new DataView(new ArrayBuffer(text.length));
  for (let i = 0; i < text.length; i++) view.setUint8(i, text.charCodeAt(i));
  return Float32Array.from({ length: text.length / 4 }, (_, i) => view.getFloat32(4 * i, true));
}

/** y = x W + b */
function dense(x: Float32Array, kernel: Float32Array, bias: Float32Array | null, units: number): Float32Array {
  const sums = bias === null ? new Float64Array(units) : Float64Array.from(bias);
  for (let i = 0; i < x.length; i++) for (let j = 0; j < units; j++) sums[j] += x[i] * kernel[i * units + j];
  return Float32Array.from(sums);
}

/** Over each run of `columns` values: e^(x - max) / sum, or its logarithm. */
function softmax(x: Float32Array, columns: number, logarithm: boolean): Float32Array {
  const result = new Float32Array(x.length);
  for (let start = 0; start < x.length; start += columns) {
    const row = x.subarray(start, start + columns);
    const maximum = row.reduce((a, b) => Math.max(a, b), -Infinity);
    const sum = row.reduce((total, value) => total + exp(value - maximum), 0);
    row.forEach((value, i) => (result[start + i] = logarithm ? value - maximum - log(sum) : exp(value - maximum) / sum));
  }
  return result;
}
