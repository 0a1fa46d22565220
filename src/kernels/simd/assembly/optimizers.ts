import { madd } from './vector';

/** Tails run through the same vector operations, so that an element's value never depends on its place in the array. */
export function sgdUpdate(p: usize, g: usize, length: i32, learningRate: f32): void {
  const rate = f32x4.splat(-learningRate);
  let i = 0;
  for (; i + 4 <= length; i += 4, p += 16, g += 16) v128.store(p, madd(rate, v128.load(g), v128.load(p)));
  for (; i < length; i++, p += 4, g += 4) store<f32>(p, f32x4.extract_lane(madd(rate, v128.load32_splat(g), v128.load32_splat(p)), 0));
}

export function momentumUpdate(p: usize, g: usize, v: usize, length: i32, learningRate: f32, momentum: f32): void {
  const rate = f32x4.splat(-learningRate), inertia = f32x4.splat(momentum);
  let i = 0;
  for (; i + 4 <= length; i += 4, p += 16, g += 16, v += 16) {
    const velocity = madd(rate, v128.load(g), f32x4.mul(inertia, v128.load(v)));
    v128.store(v, velocity);
    v128.store(p, f32x4.add(v128.load(p), velocity));
  }
  for (; i < length; i++, p += 4, g += 4, v += 4) {
    const velocity = madd(rate, v128.load32_splat(g), f32x4.mul(inertia, v128.load32_splat(v)));
    v128.store32_lane(v, velocity, 0);
    v128.store32_lane(p, f32x4.add(v128.load32_splat(p), velocity), 0);
  }
}

export function adamUpdate(p: usize, g: usize, m: usize, v: usize, length: i32, beta1: f64, beta2: f64, stepSize: f32, rootScale: f32, epsilon: f32): void {
  const rest1 = f32x4.splat(<f32>(1 - beta1)), rest2 = f32x4.splat(<f32>(1 - beta2));
  const size = f32x4.splat(stepSize), root = f32x4.splat(rootScale), tiny = f32x4.splat(epsilon);
  let i = 0;
  for (; i + 4 <= length; i += 4, p += 16, g += 16, m += 16, v += 16) {
    const gradient = v128.load(g), first0 = v128.load(m), second0 = v128.load(v);
    const first = madd(rest1, f32x4.sub(gradient, first0), first0);
    const second = madd(rest2, f32x4.sub(f32x4.mul(gradient, gradient), second0), second0);
    v128.store(m, first);
    v128.store(v, second);
    v128.store(p, f32x4.sub(v128.load(p), f32x4.div(f32x4.mul(size, first), madd(root, f32x4.sqrt(second), tiny))));
  }
  for (; i < length; i++, p += 4, g += 4, m += 4, v += 4) {
    const gradient = v128.load32_splat(g), first0 = v128.load32_splat(m), second0 = v128.load32_splat(v);
    const first = madd(rest1, f32x4.sub(gradient, first0), first0);
    const second = madd(rest2, f32x4.sub(f32x4.mul(gradient, gradient), second0), second0);
    v128.store32_lane(m, first, 0);
    v128.store32_lane(v, second, 0);
    v128.store32_lane(p, f32x4.sub(v128.load32_splat(p), f32x4.div(f32x4.mul(size, first), madd(root, f32x4.sqrt(second), tiny))), 0);
  }
}
