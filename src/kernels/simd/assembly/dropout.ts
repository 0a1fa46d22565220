/** Philox 4x32-10, the same numbers as ../../philox.ts, bit for bit. */
export function dropoutMask(mask: usize, first: f64, length: i32, threshold: f64, keepValue: f32, seedLow: u32, seedHigh: u32, stream: u32, counter: u32): void {
  const limit = <u64>threshold, start = <u64>first, end = start + length;
  for (let block = start >> 2; block << 2 < end; block++) {
    let c0 = <u32>block, c1 = counter, c2 = stream, c3: u32 = 0;
    let k0 = seedLow, k1 = seedHigh;
    for (let round = 0; round < 10; round++) {
      const product0 = <u64>c0 * 0xd2511f53, product1 = <u64>c2 * 0xcd9e8d57;
      c0 = <u32>(product1 >> 32) ^ c1 ^ k0;
      c1 = <u32>product1;
      c2 = <u32>(product0 >> 32) ^ c3 ^ k1;
      c3 = <u32>product0;
      k0 += 0x9e3779b9;
      k1 += 0xbb67ae85;
    }
    const i = block << 2;
    put(mask, i, start, end, <u64>c0 >= limit ? keepValue : 0);
    put(mask, i + 1, start, end, <u64>c1 >= limit ? keepValue : 0);
    put(mask, i + 2, start, end, <u64>c2 >= limit ? keepValue : 0);
    put(mask, i + 3, start, end, <u64>c3 >= limit ? keepValue : 0);
  }
}

/** Value i of the stream, where it lies in [start, end). */
// @ts-ignore: decorator
@inline
function put(mask: usize, i: u64, start: u64, end: u64, value: f32): void {
  if (i >= start && i < end) store<f32>(mask + (<usize>(i - start) << 2), value);
}

export function multiply(a: usize, b: usize, out: usize, length: i32): void {
  let i = 0;
  for (; i + 4 <= length; i += 4, a += 16, b += 16, out += 16) v128.store(out, f32x4.mul(v128.load(a), v128.load(b)));
  for (; i < length; i++, a += 4, b += 4, out += 4) store<f32>(out, load<f32>(a) * load<f32>(b));
}
