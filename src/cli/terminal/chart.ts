/** Curves in a terminal, drawn with the dots of braille characters: two by four a character. */

export interface Point {
  x: number;
  y: number;
}

export interface ChartOptions {
  width: number;
  height: number;
  label(value: number): string;
}

const DOTS = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]];
const BLANK = 0x2800;
const LABEL_WIDTH = 8;

/** Lines of text: labels of the axis, then the curve. Points whose value is no number are left out. */
export function drawChart(points: readonly Point[], { width, height, label }: ChartOptions): string[] {
  const known = points.filter(({ y }) => Number.isFinite(y));
  const columns = Math.max(1, width - LABEL_WIDTH - 1);
  const cells = Array.from({ length: height }, () => new Uint8Array(columns));
  const [low, high] = rangeOf(known);
  const lastX = Math.max(known.at(-1)?.x ?? 0, 1);
  const dotOf = ({ x, y }: Point): [number, number] => [Math.round((x / lastX) * (columns * 2 - 1)), Math.round((1 - (y - low) / (high - low)) * (height * 4 - 1))];
  let previous: [number, number] | null = null;
  for (const point of known) {
    const next = dotOf(point);
    drawLine(previous ?? next, next, ([column, row]) => (cells[row >> 2][column >> 1] |= DOTS[column & 1][row & 3]));
    previous = next;
  }
  return cells.map((row, index) => {
    const text = known.length === 0 ? '' : index === 0 ? label(high) : index === height - 1 ? label(low) : '';
    return `${text.padStart(LABEL_WIDTH)} ${Array.from(row, (dots) => (dots === 0 ? ' ' : String.fromCharCode(BLANK + dots))).join('')}`.trimEnd();
  });
}

function rangeOf(points: readonly Point[]): [low: number, high: number] {
  if (points.length === 0) return [0, 1];
  let low = Infinity;
  let high = -Infinity;
  for (const { y } of points) {
    low = Math.min(low, y);
    high = Math.max(high, y);
  }
  return low === high ? [low - 0.5, high + 0.5] : [low, high];
}

/** Every dot between two, both included. */
function drawLine([fromX, fromY]: [number, number], [toX, toY]: [number, number], dot: (at: [number, number]) => void): void {
  const steps = Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY), 1);
  for (let step = 0; step <= steps; step++) dot([Math.round(fromX + ((toX - fromX) * step) / steps), Math.round(fromY + ((toY - fromY) * step) / steps)]);
}
