import { canvasAt } from './scratch';
import { storeLanes } from './store';
import { exp4, ln } from './vector';

/** Four values of a row from column c on; -Infinity beyond its end (the arena's slack allows to read there). */
// @ts-ignore: decorator
@inline
function rowVector(x: usize, c: i32, columns: i32): v128 {
  const values = v128.load(x + (<usize>c << 2));
  if (c + 4 <= columns) return values;
  return v128.bitselect(values, f32x4.splat(-Infinity), i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(columns - c)));
}

function rowMaximum(x: usize, columns: i32): v128 {
  let maximum = rowVector(x, 0, columns);
  for (let c = 4; c < columns; c += 4) maximum = f32x4.pmax(maximum, rowVector(x, c, columns));
  maximum = f32x4.pmax(maximum, v128.shuffle<f32>(maximum, maximum, 2, 3, 0, 1));
  return f32x4.pmax(maximum, v128.shuffle<f32>(maximum, maximum, 1, 0, 3, 2));
}

/** e^(x - maximum) of a row into the canvas, whole vectors at a time; returns their sum. */
function exponentials(x: usize, columns: i32, maximum: v128): f64 {
  let low = f64x2.splat(0), high = f64x2.splat(0);
  for (let c = 0; c < columns; c += 4) {
    const e = exp4(f32x4.sub(rowVector(x, c, columns), maximum));
    v128.store(canvasAt() + (<usize>c << 2), e);
    // beyond the row stands e^-Infinity, which is zero
    low = f64x2.add(low, f64x2.promote_low_f32x4(e));
    high = f64x2.add(high, f64x2.promote_low_f32x4(v128.shuffle<f32>(e, e, 2, 3, 2, 3)));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}

export function softmax(x: usize, y: usize, rows: i32, columns: i32): void {
  const rowBytes = <usize>columns << 2;
  for (let r = 0; r < rows; r++, x += rowBytes, y += rowBytes) {
    const sum = f32x4.splat(<f32>exponentials(x, columns, rowMaximum(x, columns)));
    let c = 0;
    for (; c + 4 <= columns; c += 4) v128.store(y + (<usize>c << 2), f32x4.div(v128.load(canvasAt() + (<usize>c << 2)), sum));
    if (c < columns) storeLanes(y + (<usize>c << 2), f32x4.div(v128.load(canvasAt() + (<usize>c << 2)), sum), columns - c);
  }
}

export function crossEntropy(probabilities: usize, labels: usize, losses: usize, rows: i32, columns: i32, epsilon: f64): void {
  for (let r = 0; r < rows; r++) {
    const p = load<f32>(probabilities + (<usize>(r * columns + load<i32>(labels + (<usize>r << 2))) << 2));
    store<f32>(losses + (<usize>r << 2), <f32>-ln(<f64>p + epsilon));
  }
}

export function logSoftmaxLoss(logits: usize, labels: usize, losses: usize, rows: i32, columns: i32): void {
  const rowBytes = <usize>columns << 2;
  for (let r = 0; r < rows; r++, logits += rowBytes) {
    const maximum = rowMaximum(logits, columns);
    const sum = exponentials(logits, columns, maximum);
    const own = load<f32>(logits + (<usize>load<i32>(labels + (<usize>r << 2)) << 2));
    store<f32>(losses + (<usize>r << 2), <f32>(ln(sum) - (<f64>own - <f64>f32x4.extract_lane(maximum, 0))));
  }
}

export function softmaxCrossEntropyGradient(probabilities: usize, labels: usize, dx: usize, rows: i32, columns: i32, scale: f32): void {
  const rowBytes = <usize>columns << 2, factor = f32x4.splat(scale);
  for (let r = 0; r < rows; r++, probabilities += rowBytes, dx += rowBytes, labels += 4) {
    const own = <usize>load<i32>(labels) << 2;
    const hit = (load<f32>(probabilities + own) - 1) * scale;
    let c = 0;
    for (; c + 4 <= columns; c += 4) v128.store(dx + (<usize>c << 2), f32x4.mul(v128.load(probabilities + (<usize>c << 2)), factor));
    for (; c < columns; c++) store<f32>(dx + (<usize>c << 2), load<f32>(probabilities + (<usize>c << 2)) * scale);
    store<f32>(dx + own, hit);
  }
}

export function squaredError(x: usize, target: usize, losses: usize, rows: i32, columns: i32): void {
  for (let r = 0; r < rows; r++) {
    let sum: f64 = 0;
    for (let c = 0; c < columns; c++, x += 4, target += 4) {
      const difference = <f64>load<f32>(x) - <f64>load<f32>(target);
      sum += difference * difference;
    }
    store<f32>(losses + (<usize>r << 2), <f32>sum);
  }
}

export function scaledDifference(a: usize, b: usize, out: usize, length: i32, scale: f32): void {
  const factor = f32x4.splat(scale);
  let i = 0;
  for (; i + 4 <= length; i += 4, a += 16, b += 16, out += 16) v128.store(out, f32x4.mul(f32x4.sub(v128.load(a), v128.load(b)), factor));
  for (; i < length; i++, a += 4, b += 4, out += 4) store<f32>(out, (load<f32>(a) - load<f32>(b)) * scale);
}

/** out[r,c] = 1 where c == labels[r], else 0 */
export function oneHot(labels: usize, out: usize, rows: i32, columns: i32): void {
  const rowBytes = <usize>columns << 2;
  memory.fill(out, 0, rowBytes * rows);
  for (let r = 0; r < rows; r++, out += rowBytes, labels += 4) store<f32>(out + (<usize>load<i32>(labels) << 2), 1);
}
