/** Philox 4x32-10, the same numbers as ../../philox.ts, bit for bit. */
export function dropoutMask(mask: usize, length: i32, threshold: f64, keepValue: f32, seedLow: u32, seedHigh: u32, stream: u32, counter: u32): void {
  const limit = <u64>threshold;
  for (let block = 0; block << 2 < length; block++) {
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
    const rest = length - (block << 2);
    const at = mask + (<usize>block << 4);
    store<f32>(at, <u64>c0 >= limit ? keepValue : 0);
    if (rest > 1) store<f32>(at, <u64>c1 >= limit ? keepValue : 0, 4);
    if (rest > 2) store<f32>(at, <u64>c2 >= limit ? keepValue : 0, 8);
    if (rest > 3) store<f32>(at, <u64>c3 >= limit ? keepValue : 0, 12);
  }
}

export function multiply(a: usize, b: usize, out: usize, length: i32): void {
  let i = 0;
  for (; i + 4 <= length; i += 4, a += 16, b += 16, out += 16) v128.store(out, f32x4.mul(v128.load(a), v128.load(b)));
  for (; i < length; i++, a += 4, b += 4, out += 4) store<f32>(out, load<f32>(a) * load<f32>(b));
}
