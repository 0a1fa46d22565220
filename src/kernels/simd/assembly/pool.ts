/** Four channels at a time where there are four; the last group may overlap the one before, which writes the same values twice. */
export function maxPoolForward(x: usize, y: usize, argmax: usize, batch: i32, height: i32, width: i32, channels: i32, kernelHeight: i32, kernelWidth: i32, stride: i32, pad: i32, outHeight: i32, outWidth: i32): void {
  const sample = <usize>(height * width * channels) << 2;
  for (let n = 0; n < batch; n++, x += sample) {
    for (let oy = 0; oy < outHeight; oy++) {
      const top = max(0, oy * stride - pad), bottom = min(height, oy * stride - pad + kernelHeight);
      for (let ox = 0; ox < outWidth; ox++) {
        const left = max(0, ox * stride - pad), right = min(width, ox * stride - pad + kernelWidth);
        if (channels >= 4) {
          for (let c = 0; c < channels; c += 4) {
            const group = min(c, channels - 4);
            maximum4(x, width, channels, group, top, bottom, left, right, y + (<usize>group << 2), argmax + (<usize>group << 2));
          }
        } else {
          for (let c = 0; c < channels; c++) maximum(x, width, channels, c, top, bottom, left, right, y + (<usize>c << 2), argmax + (<usize>c << 2));
        }
        y += <usize>channels << 2;
        argmax += <usize>channels << 2;
      }
    }
  }
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
  v128.store(argmax, i32x4.add(where, i32x4(0, 1, 2, 3)));
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
  store<i32>(argmax, where);
}

export function maxPoolBackward(dy: usize, argmax: usize, dx: usize, batch: i32, height: i32, width: i32, channels: i32, outHeight: i32, outWidth: i32): void {
  const sample = <usize>(height * width * channels) << 2;
  const outputs = outHeight * outWidth * channels;
  memory.fill(dx, 0, sample * batch);
  for (let n = 0; n < batch; n++, dx += sample) {
    for (let i = 0; i < outputs; i++, dy += 4, argmax += 4) {
      const at = dx + (<usize>load<i32>(argmax) << 2);
      store<f32>(at, load<f32>(at) + load<f32>(dy));
    }
  }
}
