/** A job on a terminal: curves of loss and accuracy above its progress, redrawn in place. */
import type { JobEvent } from '../../client/index.ts';
import type { Terminal } from '../output.ts';
import { drawChart } from './chart.ts';
import type { Point } from './chart.ts';
import { percent } from './draw.ts';
import { newSeen, progressLine, takeEvent } from './progress.ts';

const REDRAW_EVERY_MS = 100;
const LOSS_ROWS = 8;
const ACCURACY_ROWS = 5;
/** Of a curve; then every second one is left out, so that a long job costs no more to draw than a short one. */
const MOST_POINTS = 4000;

export function createLiveView(terminal: Terminal, colours: boolean): { show(event: JobEvent): void; note(text: string): void; finish(): void } {
  const seen = newSeen();
  const curves: Record<'loss' | 'accuracy', Point[]> = { loss: [], accuracy: [] };
  let drawnRows = 0;
  let drawnAt = 0;

  const clear = () => {
    if (drawnRows > 0) terminal.write(`\x1b[${drawnRows}A\r\x1b[J`);
    drawnRows = 0;
  };
  const draw = () => {
    const width = Math.min(terminal.columns ?? 80, 120) - 1;
    const paint = (colour: number, line: string) => (colours ? `\x1b[${colour}m${line}\x1b[0m` : line);
    const room = (terminal.rows ?? 24) >= LOSS_ROWS + ACCURACY_ROWS + 6;
    const lines = [
      ...(room && curves.loss.length > 1 ? ['    loss', ...drawChart(curves.loss, { width, height: LOSS_ROWS, label: (value) => value.toPrecision(3) }).map((line) => paint(36, line))] : []),
      ...(room && curves.accuracy.length > 0 ? ['accuracy', ...drawChart(curves.accuracy, { width, height: ACCURACY_ROWS, label: percent }).map((line) => paint(32, line))] : []),
      ...(seen.steps > 0 ? [progressLine(seen, width).slice(0, width)] : []),
    ];
    clear();
    terminal.write(lines.map((line) => `${line}\n`).join(''));
    drawnRows = lines.length;
    drawnAt = Date.now();
  };
  const note = (text: string) => {
    clear();
    terminal.write(`${text}\n`);
    draw();
  };

  return {
    note,
    show(event) {
      takeEvent(seen, event);
      takePoint(curves.loss, event, event.data.loss ?? event.data.trainLoss);
      takePoint(curves.accuracy, event, event.data.testAccuracy ?? event.data.validationAccuracy ?? event.data.trainAccuracy);
      const { message } = event.data;
      if ((event.type === 'log' || event.type === 'warning') && typeof message === 'string') note(`  ${message}`);
      else if (event.type === 'end' || Date.now() - drawnAt >= REDRAW_EVERY_MS) draw();
    },
    finish() {
      draw();
      drawnRows = 0;
    },
  };
}

function takePoint(curve: Point[], { step }: JobEvent, value: unknown): void {
  if (typeof value !== 'number') return;
  // an attempt that goes on from a checkpoint repeats what came after it
  while (curve.length > 0 && curve[curve.length - 1].x >= step) curve.pop();
  curve.push({ x: step, y: value });
  if (curve.length > MOST_POINTS) for (let kept = 0, at = 0; at < MOST_POINTS; at += 2, kept++) curve[kept] = curve[at];
  if (curve.length > MOST_POINTS) curve.length = MOST_POINTS / 2;
}
