import { canvasAt } from './scratch';

/** Per-feature factors of the backward pass: a million features each. */

/**
 * Sums over the rows are taken in double precision: a convolution's batch has up to a hundred thousand rows a channel, and the
 * two-pass variance of float32 sums would lose three digits.
 */
export function batchNormStatistics(x: usize, mean: usize, variance: usize, rows: i32, features: i32): void {
  const rowBytes = <usize>features << 2;
  let f = 0;
  for (; f + 2 <= features; f += 2) {
    const column = x + (<usize>f << 2);
    let sum = f64x2.splat(0);
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) sum = f64x2.add(sum, f64x2.promote_low_f32x4(v128.load64_zero(at)));
    const mu = f64x2.div(sum, f64x2.splat(rows));
    let squares = f64x2.splat(0);
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) {
      const d = f64x2.sub(f64x2.promote_low_f32x4(v128.load64_zero(at)), mu);
      squares = f64x2.add(squares, f64x2.mul(d, d));
    }
    v128.store64_lane(mean + (<usize>f << 2), f32x4.demote_f64x2_zero(mu), 0);
    v128.store64_lane(variance + (<usize>f << 2), f32x4.demote_f64x2_zero(f64x2.div(squares, f64x2.splat(rows))), 0);
  }
  if (f < features) {
    const column = x + (<usize>f << 2);
    let sum: f64 = 0;
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) sum += load<f32>(at);
    const mu = sum / rows;
    let squares: f64 = 0;
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) squares += (<f64>load<f32>(at) - mu) * (<f64>load<f32>(at) - mu);
    store<f32>(mean + (<usize>f << 2), <f32>mu);
    store<f32>(variance + (<usize>f << 2), <f32>(squares / rows));
  }
}

// @ts-ignore: decorator
@inline
function inverseDeviation(variance: usize, f: i32, epsilon: f64): f32 {
  return <f32>(1 / sqrt<f64>(<f64>load<f32>(variance + (<usize>f << 2)) + epsilon));
}

export function batchNormForward(x: usize, mean: usize, variance: usize, gamma: usize, beta: usize, epsilon: f64, normalized: usize, y: usize, rows: i32, features: i32): void {
  const rowBytes = <usize>features << 2;
  let f = 0;
  for (; f + 4 <= features; f += 4) {
    const column = <usize>f << 2;
    const mu = v128.load(mean + column), g = v128.load(gamma + column), b = v128.load(beta + column);
    const scale = f32x4(inverseDeviation(variance, f, epsilon), inverseDeviation(variance, f + 1, epsilon), inverseDeviation(variance, f + 2, epsilon), inverseDeviation(variance, f + 3, epsilon));
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) {
      const value = f32x4.mul(f32x4.sub(v128.load(x + at), mu), scale);
      if (normalized) v128.store(normalized + at, value);
      v128.store(y + at, f32x4.add(f32x4.mul(g, value), b));
    }
  }
  for (; f < features; f++) {
    const column = <usize>f << 2;
    const mu = load<f32>(mean + column), g = load<f32>(gamma + column), b = load<f32>(beta + column);
    const scale = inverseDeviation(variance, f, epsilon);
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) {
      const value = (load<f32>(x + at) - mu) * scale;
      if (normalized) store<f32>(normalized + at, value);
      store<f32>(y + at, g * value + b);
    }
  }
}

export function batchNormBackward(normalized: usize, dy: usize, variance: usize, gamma: usize, epsilon: f64, dx: usize, dgamma: usize, dbeta: usize, rows: i32, features: i32): void {
  const rowBytes = <usize>features << 2;
  for (let f = 0; f < features; f += 2) {
    const pair = f + 2 <= features;
    const column = <usize>f << 2;
    let sum = f64x2.splat(0), product = f64x2.splat(0);
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) {
      const d = f64x2.promote_low_f32x4(v128.load64_zero(dy + at));
      sum = f64x2.add(sum, d);
      product = f64x2.add(product, f64x2.mul(d, f64x2.promote_low_f32x4(v128.load64_zero(normalized + at))));
    }
    storeSums(dbeta + column, sum, pair);
    storeSums(dgamma + column, product, pair);
  }
  if (!dx) return;
  const SCALE = canvasAt(), MEAN_DY = SCALE + (4 << 20), MEAN_PRODUCT = SCALE + (8 << 20);
  for (let f = 0; f < features; f++) {
    const column = <usize>f << 2;
    const scale = load<f32>(gamma + column) * inverseDeviation(variance, f, epsilon);
    store<f32>(SCALE + column, scale);
    store<f32>(MEAN_DY + column, load<f32>(dbeta + column) / <f32>rows);
    store<f32>(MEAN_PRODUCT + column, load<f32>(dgamma + column) / <f32>rows);
  }
  for (let r = 0; r < rows; r++, dy += rowBytes, normalized += rowBytes, dx += rowBytes) {
    let at: usize = 0;
    for (; at + 16 <= rowBytes; at += 16) {
      const centred = f32x4.sub(v128.load(dy + at), v128.load(MEAN_DY + at));
      v128.store(dx + at, f32x4.mul(v128.load(SCALE + at), f32x4.sub(centred, f32x4.mul(v128.load(normalized + at), v128.load(MEAN_PRODUCT + at)))));
    }
    for (; at < rowBytes; at += 4) {
      const centred = load<f32>(dy + at) - load<f32>(MEAN_DY + at);
      store<f32>(dx + at, load<f32>(SCALE + at) * (centred - load<f32>(normalized + at) * load<f32>(MEAN_PRODUCT + at)));
    }
  }
}

// @ts-ignore: decorator
@inline
function storeSums(target: usize, sums: v128, pair: bool): void {
  store<f32>(target, <f32>f64x2.extract_lane(sums, 0));
  if (pair) store<f32>(target, <f32>f64x2.extract_lane(sums, 1), 4);
}
