import { useEffect, useRef } from 'preact/hooks';
import type { Sample } from '../../../../src/client/index.ts';
import { colorOf } from '../../components/chart.tsx';
import { theme } from '../../components/theme.ts';
import { type Area, CELLS } from './grid.ts';

interface SurfaceProps {
  /** of each cell; null: there is none yet */
  probabilities: readonly (readonly number[])[] | null;
  points: readonly Sample[];
  area: Area;
  label: string;
}

const PIXELS = 480;
/** How much of a class's colour the ground takes. */
const TINT = 0.5;

/** The plane in the colours of the classes, as sure as the network is, with the points on it. */
export function Surface({ probabilities, points, area, label }: SurfaceProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = theme.value;
  useEffect(() => {
    const context = canvas.current!.getContext('2d')!;
    const ground = rgbOf(getComputedStyle(document.documentElement).getPropertyValue('--surface').trim());
    context.fillStyle = `rgb(${ground.join(' ')})`;
    context.fillRect(0, 0, PIXELS, PIXELS);
    if (probabilities) drawCells(context, probabilities, ground);
    for (const { input: [x, y], labelIndex } of points) {
      context.beginPath();
      context.arc(((x - area.left) / area.size) * PIXELS, ((area.top - y) / area.size) * PIXELS, 5, 0, 2 * Math.PI);
      context.fillStyle = colorOf(labelIndex);
      context.strokeStyle = `rgb(${ground.join(' ')})`;
      context.lineWidth = 1.5;
      context.fill();
      context.stroke();
    }
  }, [probabilities, points, area, shown]);
  return <canvas ref={canvas} class="surface" width={PIXELS} height={PIXELS} role="img" aria-label={label} />;
}

/** Small at first, then enlarged with soft transitions. */
function drawCells(context: CanvasRenderingContext2D, probabilities: readonly (readonly number[])[], ground: readonly number[]): void {
  const colors = probabilities[0].map((_, index) => rgbOf(colorOf(index)));
  const cells = new OffscreenCanvas(CELLS, CELLS);
  const small = cells.getContext('2d')!;
  const image = small.createImageData(CELLS, CELLS);
  probabilities.forEach((shares, at) => {
    for (let channel = 0; channel < 3; channel++) {
      const mixed = shares.reduce((sum, share, index) => sum + share * colors[index][channel], 0);
      image.data[at * 4 + channel] = TINT * mixed + (1 - TINT) * ground[channel];
    }
    image.data[at * 4 + 3] = 255;
  });
  small.putImageData(image, 0, 0);
  context.imageSmoothingQuality = 'high';
  context.drawImage(cells, 0, 0, PIXELS, PIXELS);
}

/** Whatever way the stylesheet writes the colour: a canvas answers "#rrggbb". */
function rgbOf(color: string): number[] {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = color;
  const hex = context.fillStyle;
  return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}
