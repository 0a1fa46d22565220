/** A picture for filters to look at, in place of the book's photograph: edges of all directions, a disc, a ramp, a checkerboard. */
export function testPicture(side = 256): Float32Array {
  const picture = new Float32Array(side * side);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const [u, v] = [x / side, y / side];
      const disc = Math.hypot(u - 0.3, v - 0.3) < 0.18 ? 0.9 : 0;
      const square = u > 0.55 && u < 0.9 && v > 0.12 && v < 0.42 ? 0.6 : 0;
      const board = v > 0.6 && u < 0.45 && (Math.floor(u * 20) + Math.floor(v * 20)) % 2 === 0 ? 0.8 : 0;
      const stripes = v > 0.6 && u > 0.55 && Math.floor((u + v) * 24) % 2 === 0 ? 0.7 : 0;
      picture[y * side + x] = 0.15 + 0.1 * u + disc + square + board + stripes;
    }
  }
  return picture;
}

/** One filter [k, k] over the picture, no padding, no bias: side - k + 1 along each axis. */
export function applyFilter(picture: Float32Array, side: number, filter: readonly number[], k: number): Float32Array {
  const out = side - k + 1;
  return Float32Array.from({ length: out * out }, (_, at) => {
    const [y, x] = [Math.floor(at / out), at % out];
    let sum = 0;
    for (let ky = 0; ky < k; ky++) for (let kx = 0; kx < k; kx++) sum += filter[ky * k + kx] * picture[(y + ky) * side + x + kx];
    return sum;
  });
}
