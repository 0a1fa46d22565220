import type { JobEvent } from '../../client/index.ts';
import type { Terminal } from '../output.ts';
import { drawBar, percent } from './draw.ts';

/** What is known of a job from its events. */
export interface Seen {
  step: number;
  steps: number;
  epoch: number;
  epochs: number | null;
  loss: number | null;
  accuracy: number | null;
  samplesPerSecond: number | null;
  etaSeconds: number | null;
}

const PLAIN_LINE_EVERY_MS = 5000;

/** Draws a job's events: one line that is redrawn on a terminal, a plain line now and then elsewhere. */
export function createProgressView(terminal: Terminal): { show(event: JobEvent): void; note(text: string): void; finish(): void } {
  const seen = newSeen();
  let drawn = false;
  let nextPlain = 0;

  const clear = () => {
    if (drawn) terminal.write('\r\x1b[K');
    drawn = false;
  };
  const print = (text: string) => {
    clear();
    terminal.write(`${text}\n`);
  };
  const draw = (important: boolean) => {
    if (seen.steps === 0) return;
    if (terminal.isTTY) {
      clear();
      terminal.write(progressLine(seen, terminal.columns ?? 100).slice(0, (terminal.columns ?? 100) - 1));
      drawn = true;
    } else if (important || Date.now() >= nextPlain) {
      nextPlain = Date.now() + PLAIN_LINE_EVERY_MS;
      terminal.write(`${progressLine(seen, 100)}\n`);
    }
  };

  return {
    note: print,
    show(event) {
      takeEvent(seen, event);
      const { message } = event.data;
      if ((event.type === 'log' || event.type === 'warning') && typeof message === 'string') print(`  ${message}`);
      if (event.type === 'progress' || event.type === 'metrics') draw('testAccuracy' in event.data || 'trainAccuracy' in event.data);
    },
    finish() {
      if (drawn) terminal.write('\n');
      drawn = false;
    },
  };
}

export const newSeen = (): Seen => ({ step: 0, steps: 0, epoch: 0, epochs: null, loss: null, accuracy: null, samplesPerSecond: null, etaSeconds: null });

export function takeEvent(seen: Seen, { type, step, epoch, data }: JobEvent): void {
  seen.step = Math.max(seen.step, step);
  seen.epoch = Math.max(seen.epoch, epoch);
  seen.steps = numberOf(data.steps) ?? seen.steps;
  seen.epochs = numberOf(data.epochs) ?? seen.epochs;
  seen.samplesPerSecond = numberOf(data.samplesPerSecond) ?? seen.samplesPerSecond;
  if (type === 'progress') seen.etaSeconds = numberOf(data.etaSeconds);
  seen.loss = numberOf(data.loss) ?? numberOf(data.trainLoss) ?? seen.loss;
  seen.accuracy = numberOf(data.validationAccuracy) ?? numberOf(data.testAccuracy) ?? numberOf(data.trainAccuracy) ?? seen.accuracy;
}

export function progressLine(seen: Seen, columns: number): string {
  const epoch = seen.epochs === null ? `step ${seen.step}/${seen.steps}` : `epoch ${Math.min(seen.epochs, Math.max(1, Math.ceil(seen.epoch)))}/${seen.epochs}`;
  const parts = [
    seen.loss === null ? null : `loss ${seen.loss.toFixed(4)}`,
    seen.accuracy === null ? null : `accuracy ${percent(seen.accuracy)}`,
    seen.samplesPerSecond === null ? null : `${Math.round(seen.samplesPerSecond).toLocaleString('en')} samples/s`,
    seen.etaSeconds === null ? null : `${Math.ceil(seen.etaSeconds)} s left`,
  ].filter((part) => part !== null);
  const share = seen.step / seen.steps;
  return `  ${epoch} ${drawBar(share, columns < 90 ? 12 : 24)} ${String(Math.floor(share * 100)).padStart(3)} %  ${parts.join('  ')}`;
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
