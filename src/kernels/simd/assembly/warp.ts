import { canvasAt } from './scratch';

/** Images are read from a copy framed by zeros, whose pixel (0, 0) is their (-1, -1): the four neighbours of any place inside are there. */
export function warp(grids: usize, images: usize, rows: i32, height: i32, width: i32, channels: i32, nodes: i32): void {
  const pixel = <usize>channels << 2, imageRow = <usize>width * pixel, frameRow = <usize>(width + 2) * pixel;
  const frame = canvasAt(), frameBytes = <usize>(height + 2) * frameRow;
  const xs = (frame + frameBytes + 15) & ~15, ys = xs + (<usize>(width + 7) << 2);
  memory.fill(frame, 0, frameBytes);
  for (let r = 0; r < rows; r++, grids += <usize>(nodes * nodes) << 3) {
    for (let y = 0; y < height; y++) memory.copy(frame + <usize>(y + 1) * frameRow + pixel, images + <usize>y * imageRow, imageRow);
    for (let y = 0; y < height; y++, images += imageRow) {
      places(grids, xs, y, height, width, nodes);
      places(grids + (<usize>(nodes * nodes) << 2), ys, y, height, width, nodes);
      if (channels == 1) readGrey(frame, xs, ys, images, height, width);
      else readColours(frame, xs, ys, images, height, width, channels);
    }
  }
}

/** One coordinate of where the pixels of a row come from: it grows evenly from node to node. What is written past a node, the next stretch overwrites. */
// @ts-ignore: decorator
@inline
function places(grid: usize, out: usize, y: i32, height: i32, width: i32, nodes: i32): void {
  const apart = <f64>max(1, width - 1) / <f64>(nodes - 1);
  const down = <f64>(y * (nodes - 1)) / <f64>max(1, height - 1);
  const above = min(nodes - 2, <i32>down), part = down - <f64>above;
  let at = grid + (<usize>(above * nodes) << 2);
  const below = <usize>nodes << 2;
  let left = between(<f64>load<f32>(at), <f64>load<f32>(at + below), part);
  for (let n = 0, x = 0; x < width; n++) {
    at += 4;
    const right = between(<f64>load<f32>(at), <f64>load<f32>(at + below), part), step = (right - left) / apart;
    const end = n == nodes - 2 ? width : min(width, <i32>ceil(<f64>(n + 1) * apart));
    const step4 = f32x4.splat(<f32>step), start4 = f32x4.splat(<f32>(left - step * (<f64>n * apart) + 1));
    for (let c = x; c < end; c += 4) v128.store(out + (<usize>c << 2), f32x4.add(start4, f32x4.mul(step4, f32x4.convert_i32x4_s(i32x4.add(i32x4.splat(c), i32x4(0, 1, 2, 3))))));
    x = end;
    left = right;
  }
}

// @ts-ignore: decorator
@inline
function between(a: f64, b: f64, part: f64): f64 {
  return a + (b - a) * part;
}

// @ts-ignore: decorator
@inline
function readGrey(frame: usize, xs: usize, ys: usize, out: usize, height: i32, width: i32): void {
  const endX = f32x4.splat(<f32>(width + 1)), endY = f32x4.splat(<f32>(height + 1)), zero = f32x4.splat(0);
  const frameWidth = i32x4.splat(width + 2), below = <usize>(width + 2) << 2;
  for (let c = 0; c < width; c += 4) {
    const x = v128.load(xs + (<usize>c << 2)), y = v128.load(ys + (<usize>c << 2));
    const inside = v128.and(v128.and(f32x4.ge(x, zero), f32x4.lt(x, endX)), v128.and(f32x4.ge(y, zero), f32x4.lt(y, endY)));
    const left = v128.and(i32x4.trunc_sat_f32x4_s(x), inside), top = v128.and(i32x4.trunc_sat_f32x4_s(y), inside);
    const at = i32x4.shl(i32x4.add(i32x4.mul(top, frameWidth), left), 2);
    const p0 = frame + <usize>i32x4.extract_lane(at, 0), p1 = frame + <usize>i32x4.extract_lane(at, 1);
    const p2 = frame + <usize>i32x4.extract_lane(at, 2), p3 = frame + <usize>i32x4.extract_lane(at, 3);
    const upper01 = v128.load64_lane(p1, v128.load64_zero(p0), 1), upper23 = v128.load64_lane(p3, v128.load64_zero(p2), 1);
    const lower01 = v128.load64_lane(p1 + below, v128.load64_zero(p0 + below), 1), lower23 = v128.load64_lane(p3 + below, v128.load64_zero(p2 + below), 1);
    const across = f32x4.sub(x, f32x4.convert_i32x4_s(left)), down = f32x4.sub(y, f32x4.convert_i32x4_s(top));
    const upper = mixed(evens(upper01, upper23), odds(upper01, upper23), across);
    const lower = mixed(evens(lower01, lower23), odds(lower01, lower23), across);
    const value = v128.and(mixed(upper, lower, down), inside), to = out + (<usize>c << 2);
    if (c + 4 <= width) {
      v128.store(to, value);
      continue;
    }
    v128.store32_lane(to, value, 0);
    if (c + 1 < width) v128.store32_lane(to + 4, value, 1);
    if (c + 2 < width) v128.store32_lane(to + 8, value, 2);
  }
}

function readColours(frame: usize, xs: usize, ys: usize, out: usize, height: i32, width: i32, channels: i32): void {
  const pixel = <usize>channels << 2, below = <usize>(width + 2) * pixel;
  for (let c = 0; c < width; c++) {
    const x = load<f32>(xs + (<usize>c << 2)), y = load<f32>(ys + (<usize>c << 2));
    const inside = x >= 0 && x < <f32>(width + 1) && y >= 0 && y < <f32>(height + 1);
    const left = inside ? <i32>x : 0, top = inside ? <i32>y : 0;
    let at = frame + <usize>top * below + <usize>left * pixel;
    for (let k = 0; k < channels; k++, at += 4, out += 4) {
      const upper = mixedOne(load<f32>(at), load<f32>(at + pixel), x - <f32>left);
      const lower = mixedOne(load<f32>(at + below), load<f32>(at + below + pixel), x - <f32>left);
      store<f32>(out, inside ? mixedOne(upper, lower, y - <f32>top) : 0);
    }
  }
}

// @ts-ignore: decorator
@inline
function mixed(a: v128, b: v128, part: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), part));
}

// @ts-ignore: decorator
@inline
function mixedOne(a: f32, b: f32, part: f32): f32 {
  return a + (b - a) * part;
}

// @ts-ignore: decorator
@inline
function evens(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 0, 2, 4, 6);
}

// @ts-ignore: decorator
@inline
function odds(a: v128, b: v128): v128 {
  return v128.shuffle<f32>(a, b, 1, 3, 5, 7);
}
