import type { FloatArray, Warp } from '../kernels.ts';

export function warp({ height, width, channels, nodes }: Warp, grids: FloatArray, images: FloatArray, rows: number): void {
  const size = height * width * channels;
  for (let r = 0; r < rows; r++) {
    const image = images.subarray(r * size, (r + 1) * size);
    const source = image.slice();
    const value = (x: number, y: number, k: number) => (x >= 0 && y >= 0 && x < width && y < height ? source[(y * width + x) * channels + k] : 0);
    const [fromX, fromY] = [0, 1].map((coordinate) => placeOf(grids.subarray((2 * r + coordinate) * nodes * nodes, (2 * r + coordinate + 1) * nodes * nodes), { height, width, nodes }));
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < width; column++) {
        const [x, y] = [fromX(column, row), fromY(column, row)];
        const [left, top] = [Math.floor(x), Math.floor(y)];
        for (let k = 0; k < channels; k++) {
          const upper = between(value(left, top, k), value(left + 1, top, k), x - left);
          const lower = between(value(left, top + 1, k), value(left + 1, top + 1, k), x - left);
          image[(row * width + column) * channels + k] = between(upper, lower, y - top);
        }
      }
    }
  }
}

/** One coordinate at any pixel, even between the nodes around it. */
function placeOf(grid: FloatArray, { height, width, nodes }: Omit<Warp, 'channels'>) {
  return (column: number, row: number): number => {
    const along = (column * (nodes - 1)) / Math.max(1, width - 1);
    const down = (row * (nodes - 1)) / Math.max(1, height - 1);
    const [before, above] = [Math.min(nodes - 2, Math.floor(along)), Math.min(nodes - 2, Math.floor(down))];
    const at = above * nodes + before;
    return between(between(grid[at], grid[at + nodes], down - above), between(grid[at + 1], grid[at + nodes + 1], down - above), along - before);
  };
}

const between = (a: number, b: number, part: number): number => a + (b - a) * part;
