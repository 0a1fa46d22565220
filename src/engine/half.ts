/** Half precision (IEEE 754 binary16) as storage: values are rounded to it, arithmetic stays what it was (Deep Learning from Scratch, ch. 8.3.4). */

const LARGEST = 65_504;
/** Half of the step beyond the largest: from here on a value rounds to Infinity. */
const OVERFLOW = LARGEST + 16;
const SMALLEST_NORMAL = 2 ** -14;
const SUBNORMAL_STEP = 2 ** -24;

/** The nearest half-precision number, the even one where two are equally near. */
export function toHalf(x: number): number {
  const size = Math.abs(x);
  if (!(size < OVERFLOW)) return Number.isNaN(x) ? NaN : Math.sign(x) * Infinity;
  if (size < SMALLEST_NORMAL) return Math.sign(x) * even(size / SUBNORMAL_STEP) * SUBNORMAL_STEP;
  let step = SUBNORMAL_STEP;
  for (let top = 2 * SMALLEST_NORMAL; size >= top; top *= 2) step *= 2;
  return Math.sign(x) * even(size / step) * step;
}

function even(x: number): number {
  const down = Math.floor(x);
  const rest = x - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down;
}

/** The number that the bits of half precision mean. */
export function halfOf(bits: number): number {
  const [sign, exponent, fraction] = [bits & 0x8000 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
