import type { Drawing, Point } from './strokes.ts';

const PEN = 0.075;

/** The drawing as the person sees it: white on black, as the training data. */
export function paint(canvas: HTMLCanvasElement, { strokes, sample }: Drawing, { side, pen }: { side: number; pen: { at: Point; down: boolean } | null }): void {
  const context = canvas.getContext('2d')!;
  const { width } = canvas;
  context.fillStyle = '#0d0c0b';
  context.fillRect(0, 0, width, width);
  if (sample) drawPixels(context, sample.input, { side, width });
  context.lineWidth = PEN * width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = '#fff';
  for (const stroke of strokes) {
    context.beginPath();
    stroke.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x * width, y * width) : context.lineTo(x * width, y * width)));
    if (stroke.length === 1) context.lineTo(stroke[0].x * width + 0.01, stroke[0].y * width);
    context.stroke();
  }
  if (pen === null) return;
  context.beginPath();
  context.arc(pen.at.x * width, pen.at.y * width, (PEN * width) / 2, 0, 2 * Math.PI);
  context.lineWidth = 4;
  context.strokeStyle = '#ff9a62';
  context.fillStyle = pen.down ? '#ff9a62' : 'rgb(255 154 98 / 0.3)';
  context.fill();
  context.stroke();
}

function drawPixels(context: CanvasRenderingContext2D, input: readonly number[], { side, width }: { side: number; width: number }): void {
  const channels = input.length / (side * side);
  const size = width / side;
  for (let at = 0; at < side * side; at++) {
    const values = input.slice(at * channels, (at + 1) * channels);
    const [red, green, blue] = (channels === 3 ? values : [values[0], values[0], values[0]]).map((value) => Math.round(255 * Math.min(1, Math.max(0, value))));
    context.fillStyle = `rgb(${red} ${green} ${blue})`;
    context.fillRect(Math.floor((at % side) * size), Math.floor(Math.floor(at / side) * size), Math.ceil(size), Math.ceil(size));
  }
}
