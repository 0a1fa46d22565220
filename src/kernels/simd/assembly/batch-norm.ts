/**
 * Rows x features. Sums over the rows are taken in double precision: a convolution's batch has up to a hundred thousand rows a
 * channel, and the two-pass variance of float32 sums would lose three digits. Rows are walked once for eight features, so that
 * a line of the cache is read at most twice. Threads take features [from, to) of the sums, and rows of everything else.
 */

// @ts-ignore: decorator
@inline
function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
}

/** Four sums in double precision, divided by `count`, as float32. */
// @ts-ignore: decorator
@inline
function narrowed(low: v128, high: v128): v128 {
  return v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
}

/** The first `lanes` of a vector, one to four. */
function storeLanes(out: usize, value: v128, lanes: i32): void {
  if (lanes >= 4) {
    v128.store(out, value);
    return;
  }
  store<f32>(out, f32x4.extract_lane(value, 0));
  if (lanes > 1) store<f32>(out, f32x4.extract_lane(value, 1), 4);
  if (lanes > 2) store<f32>(out, f32x4.extract_lane(value, 2), 8);
}

/** mean[f] and biased variance[f] of features [from, to); the slack is read past the last feature. */
export function batchNormStatistics(x: usize, mean: usize, variance: usize, rows: i32, features: i32, from: i32, to: i32): void {
  const rowBytes = <usize>features << 2, count = f64x2.splat(rows);
  for (let f = from; f < to; f += 4) {
    const column = x + (<usize>f << 2);
    let sumLow = f64x2.splat(0), sumHigh = f64x2.splat(0);
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) {
      const value = v128.load(at);
      sumLow = f64x2.add(sumLow, f64x2.promote_low_f32x4(value));
      sumHigh = f64x2.add(sumHigh, high(value));
    }
    const meanLow = f64x2.div(sumLow, count), meanHigh = f64x2.div(sumHigh, count);
    let squaresLow = f64x2.splat(0), squaresHigh = f64x2.splat(0);
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) {
      const value = v128.load(at);
      const low = f64x2.sub(f64x2.promote_low_f32x4(value), meanLow), upper = f64x2.sub(high(value), meanHigh);
      squaresLow = f64x2.add(squaresLow, f64x2.mul(low, low));
      squaresHigh = f64x2.add(squaresHigh, f64x2.mul(upper, upper));
    }
    storeLanes(mean + (<usize>f << 2), narrowed(meanLow, meanHigh), to - f);
    storeLanes(variance + (<usize>f << 2), narrowed(f64x2.div(squaresLow, count), f64x2.div(squaresHigh, count)), to - f);
  }
}

/** 1/sqrt(variance + epsilon) of four features, rounded once. */
// @ts-ignore: decorator
@inline
function inverseDeviation4(variance: usize, epsilon: f64): v128 {
  const values = v128.load(variance), e = f64x2.splat(epsilon), one = f64x2.splat(1);
  return narrowed(f64x2.div(one, f64x2.sqrt(f64x2.add(f64x2.promote_low_f32x4(values), e))), f64x2.div(one, f64x2.sqrt(f64x2.add(high(values), e))));
}

/** normalized = (x - mean)/sqrt(variance + epsilon), y = gamma normalized + beta; `normalized` may be 0. */
export function batchNormForward(x: usize, mean: usize, variance: usize, gamma: usize, beta: usize, epsilon: f64, normalized: usize, y: usize, rows: i32, features: i32): void {
  const rowBytes = <usize>features << 2;
  for (let f = 0; f < features; f += 4) {
    const column = <usize>f << 2, lanes = features - f;
    const mu = v128.load(mean + column), g = v128.load(gamma + column), b = v128.load(beta + column);
    const scale = inverseDeviation4(variance + column, epsilon);
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) {
      const value = f32x4.mul(f32x4.sub(v128.load(x + at), mu), scale);
      if (normalized) storeLanes(normalized + at, value, lanes);
      storeLanes(y + at, f32x4.add(f32x4.mul(g, value), b), lanes);
    }
  }
}

/** dgamma[f] = sum normalized dy, dbeta[f] = sum dy of features [from, to). */
export function batchNormSums(normalized: usize, dy: usize, dgamma: usize, dbeta: usize, rows: i32, features: i32, from: i32, to: i32): void {
  const rowBytes = <usize>features << 2;
  for (let f = from; f < to; f += 4) {
    let sumLow = f64x2.splat(0), sumHigh = f64x2.splat(0), productLow = f64x2.splat(0), productHigh = f64x2.splat(0);
    for (let r = 0, at = <usize>f << 2; r < rows; r++, at += rowBytes) {
      const d = v128.load(dy + at), z = v128.load(normalized + at);
      const low = f64x2.promote_low_f32x4(d), upper = high(d);
      sumLow = f64x2.add(sumLow, low);
      sumHigh = f64x2.add(sumHigh, upper);
      productLow = f64x2.add(productLow, f64x2.mul(low, f64x2.promote_low_f32x4(z)));
      productHigh = f64x2.add(productHigh, f64x2.mul(upper, high(z)));
    }
    storeLanes(dbeta + (<usize>f << 2), narrowed(sumLow, sumHigh), to - f);
    storeLanes(dgamma + (<usize>f << 2), narrowed(productLow, productHigh), to - f);
  }
}

/** dx = gamma/sqrt(variance + epsilon) (dy - dbeta/n - normalized dgamma/n) for `rows` of the batch's n = totalRows; dx may be dy. */
export function batchNormInputGradient(normalized: usize, dy: usize, variance: usize, gamma: usize, epsilon: f64, dgamma: usize, dbeta: usize, dx: usize, rows: i32, features: i32, totalRows: i32): void {
  const rowBytes = <usize>features << 2, n = f32x4.splat(<f32>totalRows);
  for (let f = 0; f < features; f += 4) {
    const column = <usize>f << 2, lanes = features - f;
    const scale = f32x4.mul(v128.load(gamma + column), inverseDeviation4(variance + column, epsilon));
    const meanDy = f32x4.div(v128.load(dbeta + column), n), meanProduct = f32x4.div(v128.load(dgamma + column), n);
    for (let r = 0, at = column; r < rows; r++, at += rowBytes) {
      const centred = f32x4.sub(v128.load(dy + at), meanDy);
      storeLanes(dx + at, f32x4.mul(scale, f32x4.sub(centred, f32x4.mul(v128.load(normalized + at), meanProduct))), lanes);
    }
  }
}

/** running = keep running + share value, in double precision, rounded once. */
export function blendRunning(running: usize, value: usize, keep: f64, share: f64, length: i32): void {
  for (let i = 0; i < length; i++, running += 4, value += 4) store<f32>(running, <f32>(keep * load<f32>(running) + share * load<f32>(value)));
}
