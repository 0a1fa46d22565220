import { canvasAt } from './scratch';
import { exp4, ln } from './vector';

function rowMaximum(x: usize, columns: i32): f32 {
  let maximum = load<f32>(x);
  for (let c = 1; c < columns; c++) maximum = max<f32>(maximum, load<f32>(x + (<usize>c << 2)));
  return maximum;
}

/** e^(x - maximum) of a row into the canvas, whole vectors at a time (the arena's slack allows to read past the end); returns their sum. */
function exponentials(x: usize, columns: i32, maximum: f32): f64 {
  const shift = f32x4.splat(maximum);
  for (let c = 0; c < columns; c += 4) v128.store(canvasAt() + (<usize>c << 2), exp4(f32x4.sub(v128.load(x + (<usize>c << 2)), shift)));
  let sum: f64 = 0;
  for (let c = 0; c < columns; c++) sum += load<f32>(canvasAt() + (<usize>c << 2));
  return sum;
}

export function softmax(x: usize, y: usize, rows: i32, columns: i32): void {
  const rowBytes = <usize>columns << 2;
  for (let r = 0; r < rows; r++, x += rowBytes, y += rowBytes) {
    const sum = <f32>exponentials(x, columns, rowMaximum(x, columns));
    for (let c = 0; c < columns; c++) store<f32>(y + (<usize>c << 2), load<f32>(canvasAt() + (<usize>c << 2)) / sum);
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
    store<f32>(losses + (<usize>r << 2), <f32>(ln(sum) - (<f64>own - <f64>maximum)));
  }
}

export function softmaxCrossEntropyGradient(probabilities: usize, labels: usize, dx: usize, rows: i32, columns: i32, scale: f32): void {
  for (let r = 0; r < rows; r++) {
    const label = load<i32>(labels + (<usize>r << 2));
    for (let c = 0; c < columns; c++, probabilities += 4, dx += 4) {
      store<f32>(dx, (load<f32>(probabilities) - (c == label ? <f32>1 : <f32>0)) * scale);
    }
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
