/** The smoothing of the book's loss curves (common/util.py): a Kaiser window over eleven points, the ends mirrored; as long as what it smooths. */

const WINDOW = 11;
const BETA = 2;

/** Modified Bessel function of the first kind, order 0: sum of ((x/2)^k/k!)^2. */
function bessel(x: number): number {
  let [term, sum] = [1, 1];
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / 2 / k) ** 2;
    sum += term;
  }
  return sum;
}

const KAISER = Array.from({ length: WINDOW }, (_, i) => bessel(BETA * Math.sqrt(1 - ((2 * i) / (WINDOW - 1) - 1) ** 2)));
const TOTAL = KAISER.reduce((sum, weight) => sum + weight, 0);

/** Needs at least eleven points. The point at the end is mirrored with itself, the one at the start is not, as in the book. */
export function smoothCurve(points: readonly number[]): number[] {
  if (points.length < WINDOW) throw new RangeError(`${points.length} points are too few to smooth: give at least ${WINDOW}`);
  const before = points.slice(1, WINDOW).reverse();
  const behind = points.slice(-(WINDOW - 1)).reverse();
  const framed = [...before, ...points, ...behind];
  const middle = (WINDOW - 1) / 2;
  return points.map((_, i) => KAISER.reduce((sum, weight, w) => sum + weight * framed[i + middle + w], 0) / TOTAL);
}
