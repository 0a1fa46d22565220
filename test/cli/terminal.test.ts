import { describe, expect, test } from 'vitest';
import { drawBar, drawImage } from '../../src/cli/terminal/draw.ts';
import { drawChart } from '../../src/cli/terminal/chart.ts';
import { createLiveView } from '../../src/cli/terminal/live.ts';
import { createProgressView } from '../../src/cli/terminal/progress.ts';
import type { JobEvent } from '../../src/client/index.ts';

const event = (type: JobEvent['type'], step: number, data: Record<string, unknown>): JobEvent => ({ seq: step, type, at: '2026-11-23T08:00:00.000Z', attempt: 1, step, epoch: Math.floor(step / 10) + 1, data });
const progress = event('progress', 15, { steps: 30, epochs: 3, loss: 0.25, samplesPerSecond: 8123.4, etaSeconds: 12.1 });

describe('what is drawn in a terminal', () => {
  test('an image in shades, two rows of pixels a line', () => {
    expect(drawImage([0, 1, 0, 1, 0.5, 0, 0.5, 0], 2, false)).toBe(' █\n▒ ');
    expect(drawImage([1, 1, 1], 3, false)).toBe('▒▒▒');
  });

  test('an image in grey half blocks where colours are shown', () => {
    expect(drawImage([0, 1], 1, true)).toBe('\x1b[38;5;232;48;5;255m▀\x1b[0m');
  });

  test.each([[0, '░░░░'], [0.5, '██░░'], [1, '████'], [7, '████']])('a bar at %s', (share, bar) => {
    expect(drawBar(share, 4)).toBe(bar);
  });

  test('plain lines where output is no terminal', () => {
    const written: string[] = [];
    const view = createProgressView({ write: (text) => written.push(text) });
    view.show(event('status', 0, { status: 'running' }));
    view.show(progress);
    view.show(event('progress', 16, { steps: 30 }));
    view.show(event('metrics', 20, { testAccuracy: 0.975 }));
    view.finish();
    expect(written.join('')).not.toContain('\x1b');
    expect(written).toHaveLength(2);
    expect(written[0]).toBe(`  epoch 2/3 ${drawBar(0.5, 24)}  50 %  loss 0.2500  8,123 samples/s  13 s left\n`);
    expect(written[1]).toContain('accuracy 97.5 %');
  });

  test('one line drawn again on a terminal, never wider than it', () => {
    const written: string[] = [];
    const view = createProgressView({ isTTY: true, columns: 40, write: (text) => written.push(text) });
    view.show(progress);
    view.show(event('log', 16, { message: 'loading mnist' }));
    view.show(progress);
    view.finish();
    expect(written.filter((text) => !text.includes('\x1b') && !text.includes('\n')).every((text) => text.length < 40)).toBe(true);
    expect(written).toContain('  loading mnist\n');
    expect(written.at(-1)).toBe('\n');
  });
});

describe('curves', () => {
  const label = (value: number) => value.toFixed(1);

  test('go through their points, between the labels of the lowest and the highest', () => {
    expect(drawChart([{ x: 0, y: 0 }, { x: 7, y: 7 }], { width: 13, height: 2, label })).toEqual(['     7.0   ⡠⠊', '     0.0 ⡠⠊']);
  });

  test('leave out what is no number, and may be empty or flat', () => {
    expect(drawChart([], { width: 20, height: 3, label })).toEqual(['', '', '']);
    const [top, bottom] = drawChart([{ x: 0, y: 2 }, { x: 1, y: NaN }, { x: 2, y: 2 }], { width: 12, height: 2, label });
    expect([top.slice(0, 8), bottom.slice(0, 8)]).toEqual(['     2.5', '     1.5']);
  });

  test('are redrawn in place, with messages above them', () => {
    const written: string[] = [];
    const view = createLiveView({ isTTY: true, columns: 60, rows: 40, write: (text) => written.push(text) }, false);
    for (let step = 1; step <= 30; step++) view.show(event('progress', step, { steps: 30, epochs: 3, loss: 1 / step }));
    view.show(event('metrics', 30, { testAccuracy: 0.9 }));
    view.show(event('warning', 30, { message: 'look here' }));
    view.finish();
    const screen = written.join('').split('look here\n')[1];
    expect(screen).toContain('    loss\n');
    expect(screen).toContain('accuracy\n');
    expect(screen).toMatch(/epoch 3\/3/);
    expect(screen).not.toContain('\x1b[36m');
    // up as many rows as were drawn
    const rows = screen.split('\x1b[')[0].split('\n').length - 1;
    expect(screen).toContain(`\x1b[${rows}A\r\x1b[J`);
  });
});
