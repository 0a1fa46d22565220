/** Four channels at a time where there are four; the last group may overlap the one before, which writes the same values twice. argmax may be 0. */
export function maxPoolForward(x: usize, y: usize, argmax: usize, batch: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  const sample = <usize>(height * width * channels) << 2;
  const halves = kernelHeight == 2 && kernelWidth == 2 && pad == 0;
  for (let n = 0; n < batch; n++, x += sample) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = max(0, oy * stride - pad), bottom = min(height, oy * stride - pad + kernelHeight);
      for (let ox = 0; ox < outWidth; ox++) {
        const left = max(0, ox * stride - pad), right = min(width, ox * stride - pad + kernelWidth);
        if (channels >= 4) {
          for (let c = 0; c < channels; c += 4) {
            const group = min(c, channels - 4);
            if (halves && !argmax) largest4Of2x2(x, width, channels, group, top, left, y + (<usize>group << 2));
            else if (halves) maximum4Of2x2(x, width, channels, group, top, left, y + (<usize>group << 2), argmax + (<usize>group << 2));
            else maximum4(x, width, channels, group, top, bottom, left, right, y + (<usize>group << 2), argmax ? argmax + (<usize>group << 2) : 0);
          }
        } else {
          for (let c = 0; c < channels; c++) maximum(x, width, channels, c, top, bottom, left, right, y + (<usize>c << 2), argmax ? argmax + (<usize>c << 2) : 0);
        }
        y += <usize>channels << 2;
        if (argmax) argmax += <usize>channels << 2;
      }
    }
  }
}

/** The usual window without loops: half the time. */
// @ts-ignore: decorator
@inline
function maximum4Of2x2(x: usize, width: i32, channels: i32, c: i32, top: i32, left: i32, y: usize, argmax: usize): void {
  const at = (top * width + left) * channels + c, right = <usize>channels << 2, below = <usize>(width * channels) << 2;
  const corner = x + (<usize>at << 2);
  const v00 = v128.load(corner), v01 = v128.load(corner + right), v10 = v128.load(corner + below), v11 = v128.load(corner + below + right);
  const right0 = f32x4.gt(v01, v00), right1 = f32x4.gt(v11, v10);
  const upper = v128.bitselect(v01, v00, right0), lower = v128.bitselect(v11, v10, right1);
  const low = f32x4.gt(lower, upper);
  const step = i32x4.splat(channels), offset = v128.and(i32x4.splat(width * channels), low);
  v128.store(y, v128.bitselect(lower, upper, low));
  v128.store(argmax, i32x4.add(i32x4.add(i32x4.splat(at), i32x4(0, 1, 2, 3)), i32x4.add(offset, v128.and(step, v128.bitselect(right1, right0, low)))));
}

/** The same where nobody asks where the maximum was. */
// @ts-ignore: decorator
@inline
function largest4Of2x2(x: usize, width: i32, channels: i32, c: i32, top: i32, left: i32, y: usize): void {
  const right = <usize>channels << 2, below = <usize>(width * channels) << 2;
  const corner = x + (<usize>((top * width + left) * channels + c) << 2);
  const upper = f32x4.pmax(v128.load(corner), v128.load(corner + right)), lower = f32x4.pmax(v128.load(corner + below), v128.load(corner + below + right));
  v128.store(y, f32x4.pmax(upper, lower));
}

// @ts-ignore: decorator
@inline
function maximum4(x: usize, width: i32, channels: i32, c: i32, top: i32, bottom: i32, left: i32, right: i32, y: usize, argmax: usize): void {
  let at = (top * width + left) * channels + c;
  let best = v128.load(x + (<usize>at << 2));
  let where = i32x4.splat(at);
  for (let iy = top; iy < bottom; iy++) {
    at = (iy * width + left) * channels + c;
    for (let ix = left; ix < right; ix++, at += channels) {
      const value = v128.load(x + (<usize>at << 2));
      const greater = f32x4.gt(value, best);
      best = v128.bitselect(value, best, greater);
      where = v128.bitselect(i32x4.splat(at), where, greater);
    }
  }
  v128.store(y, best);
  if (argmax) v128.store(argmax, i32x4.add(where, i32x4(0, 1, 2, 3)));
}

// @ts-ignore: decorator
@inline
function maximum(x: usize, width: i32, channels: i32, c: i32, top: i32, bottom: i32, left: i32, right: i32, y: usize, argmax: usize): void {
  let at = (top * width + left) * channels + c;
  let best = load<f32>(x + (<usize>at << 2));
  let where = at;
  for (let iy = top; iy < bottom; iy++) {
    at = (iy * width + left) * channels + c;
    for (let ix = left; ix < right; ix++, at += channels) {
      const value = load<f32>(x + (<usize>at << 2));
      if (value > best) {
        best = value;
        where = at;
      }
    }
  }
  store<f32>(y, best);
  if (argmax) store<i32>(argmax, where);
}

export function maxPoolBackward(dy: usize, argmax: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  const halves = kernelHeight == 2 && kernelWidth == 2 && stride == 2 && pad == 0 && channels >= 4;
  if (!halves || ((height | width) & 1)) memory.fill(dx, 0, <usize>(batch * height * width * channels) << 2);
  if (halves) gradientOf2x2(dy, argmax, dx, batch, height, width, channels, outHeight, outWidth);
  else scatter(dy, argmax, dx, batch, height * width * channels, outHeight * outWidth * channels);
}

/** Windows that do not overlap: every pixel of one is written once, with the gradient or with zero. */
function gradientOf2x2(dy: usize, argmax: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32): void {
  const sample = <usize>(height * width * channels) << 2, pixel = <usize>channels << 2, below = <usize>width * pixel;
  const lanes = i32x4(0, 1, 2, 3), right = i32x4.splat(channels), down = i32x4.splat(width * channels), across = i32x4.splat((width + 1) * channels);
  for (let n = 0; n < batch; n++, dx += sample) {
    for (let oy = 0; oy < outHeight; oy++) {
      for (let ox = 0; ox < outWidth; ox++, dy += pixel, argmax += pixel) {
        const corner = (2 * oy * width + 2 * ox) * channels;
        for (let c = 0; c < channels; c += 4) {
          const group = min(c, channels - 4), at = corner + group;
          const gradient = v128.load(dy + (<usize>group << 2));
          const place = i32x4.sub(i32x4.sub(v128.load(argmax + (<usize>group << 2)), lanes), i32x4.splat(at));
          const target = dx + (<usize>at << 2);
          v128.store(target, v128.and(gradient, i32x4.eq(place, i32x4.splat(0))));
          v128.store(target + pixel, v128.and(gradient, i32x4.eq(place, right)));
          v128.store(target + below, v128.and(gradient, i32x4.eq(place, down)));
          v128.store(target + below + pixel, v128.and(gradient, i32x4.eq(place, across)));
        }
      }
    }
  }
}

function scatter(dy: usize, argmax: usize, dx: usize, batch: i32, inputs: i32, outputs: i32): void {
  for (let n = 0; n < batch; n++, dx += <usize>inputs << 2) {
    for (let i = 0; i < outputs; i++, dy += 4, argmax += 4) {
      const at = dx + (<usize>load<i32>(argmax) << 2);
      store<f32>(at, load<f32>(at) + load<f32>(dy));
    }
  }
}
