import { useEffect, useRef, useState } from 'preact/hooks';
import { theme } from '../../components/theme.ts';
import { t } from '../../texts/index.ts';
import { paint } from './paint.ts';
import { type Drawing, type Point, withPoint, withStroke } from './strokes.ts';

interface CanvasProps {
  drawing: Drawing;
  /** of an image of a sample */
  side: number;
  onChange(change: (before: Drawing) => Drawing): void;
  onUndo(): void;
  onClear(): void;
}

const PIXELS = 560;
const STEP = 0.04;
const MOVES: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** Draws with mouse, pen or finger; with the keyboard, arrows move a pen and the space bar sets it down and lifts it. */
export function DrawingCanvas({ drawing, side, onChange, onUndo, onClear }: CanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pointer = useRef<number | null>(null);
  const [pen, setPen] = useState<{ at: Point; down: boolean } | null>(null);
  const shown = theme.value;
  useEffect(() => paint(canvas.current!, drawing, { side, pen }), [drawing, side, pen, shown]);

  const placeOf = ({ clientX, clientY }: PointerEvent): Point => {
    const { left, top, width, height } = canvas.current!.getBoundingClientRect();
    return { x: (clientX - left) / width, y: (clientY - top) / height };
  };
  const begin = (event: PointerEvent) => {
    if (event.button !== 0 || pointer.current !== null) return;
    pointer.current = event.pointerId;
    canvas.current!.setPointerCapture(event.pointerId);
    setPen(null);
    const point = placeOf(event);
    onChange((before) => withStroke(before, [point]));
  };
  const move = (event: PointerEvent) => {
    if (event.pointerId !== pointer.current) return;
    const points = (event.getCoalescedEvents?.() ?? []).map(placeOf);
    if (points.length === 0) points.push(placeOf(event));
    onChange((before) => points.reduce(withPoint, before));
  };
  const end = (event: PointerEvent) => {
    if (event.pointerId === pointer.current) pointer.current = null;
  };
  const type = (event: KeyboardEvent) => {
    const way = MOVES[event.key];
    const { at, down } = pen ?? { at: { x: 0.5, y: 0.2 }, down: false };
    if (way) {
      const step = event.shiftKey ? STEP / 4 : STEP;
      const next = { x: inside(at.x + way[0] * step), y: inside(at.y + way[1] * step) };
      setPen({ at: next, down });
      if (down) onChange((before) => withPoint(before, next));
    } else if (event.key === ' ') {
      setPen({ at, down: !down });
      if (!down) onChange((before) => withStroke(before, [at]));
    } else if (event.key === 'Backspace' || (event.key === 'z' && (event.ctrlKey || event.metaKey))) {
      setPen(pen && { at, down: false });
      onUndo();
    } else if (event.key === 'Delete' || event.key === 'Escape') {
      setPen(pen && { at, down: false });
      onClear();
    } else return;
    event.preventDefault();
  };
  return (
    <>
      <canvas
        ref={canvas} class="drawing" width={PIXELS} height={PIXELS} tabIndex={0} role="application" aria-label={t.draw.canvas} aria-describedby="draw-keys"
        onPointerDown={begin} onPointerMove={move} onPointerUp={end} onPointerCancel={end} onKeyDown={type} onBlur={() => setPen(null)}
      />
      <p id="draw-keys" class="quiet small">{t.draw.keys}</p>
      <p class="visually-hidden" aria-live="polite">{pen === null ? '' : pen.down ? t.draw.penDown : t.draw.penUp}</p>
    </>
  );
}

const inside = (value: number): number => Math.min(0.98, Math.max(0.02, value));
