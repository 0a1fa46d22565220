export const SIDE = 28;

/** Lines in pixel units: each a list of x, y pairs, drawn with a pen whose radius runs from `radiusStart` to `radiusEnd`. */
export interface Pen {
  radiusStart: number;
  radiusEnd: number;
  /** width of the grey edge, in pixels */
  softness: number;
}

/** ink[28 * 28] (0..1) = the darkest any segment makes a pixel, by its distance from the pixel's centre. */
export function renderLines(lines: readonly Float64Array[], pen: Pen, ink: Float64Array): void {
  ink.fill(0);
  for (const line of lines) {
    const segments = line.length / 2 - 1;
    for (let i = 0; i < segments; i++) {
      const radius = pen.radiusStart + ((pen.radiusEnd - pen.radiusStart) * i) / segments;
      renderSegment(line.subarray(2 * i, 2 * i + 4), radius, pen.softness, ink);
    }
  }
}

function renderSegment([ax, ay, bx, by]: Float64Array, radius: number, softness: number, ink: Float64Array): void {
  const reach = radius + softness;
  const left = Math.max(0, Math.ceil(Math.min(ax, bx) - reach));
  const right = Math.min(SIDE - 1, Math.floor(Math.max(ax, bx) + reach));
  const top = Math.max(0, Math.ceil(Math.min(ay, by) - reach));
  const bottom = Math.min(SIDE - 1, Math.floor(Math.max(ay, by) + reach));
  const dx = bx - ax;
  const dy = by - ay;
  const perSquare = 1 / Math.max(1e-12, dx * dx + dy * dy);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) * perSquare));
      const ox = x - ax - t * dx;
      const oy = y - ay - t * dy;
      const level = (radius - Math.sqrt(ox * ox + oy * oy)) / softness + 0.5;
      if (level > ink[y * SIDE + x]) ink[y * SIDE + x] = Math.min(1, level);
    }
  }
}
