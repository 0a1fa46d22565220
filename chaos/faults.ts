/** Faults put into a process from outside the product: functions of the platform are replaced, the product's code is not. */
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { readPhase } from '../src/jobs/control.ts';
import type { Faults } from './orders.ts';

const DAY_MS = 86_400_000;
/** Calls of the clock in training before something goes wrong there. */
const SOON = 300;

/** The next file written in that phase gets half of its bytes; then there is no space left, once. */
export function fillDisk(control: Int32Array, phase: 'saving' | 'publishing'): void {
  const { open } = fs.promises;
  fs.promises.open = async (...given: Parameters<typeof open>) => {
    const file = await open(...given);
    if (readPhase(control) !== phase || given[1] !== 'wx') return file;
    fs.promises.open = open;
    syncBuiltinESMExports();
    file.writeFile = async (content) => {
      const bytes = Buffer.from(content as Uint8Array);
      await file.write(bytes.subarray(0, bytes.length >> 1));
      throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    };
    return file;
  };
  syncBuiltinESMExports();
}

/** A version of a model has just appeared in the store, and nobody has been told: the process ends there. */
export function killWhenPublished(journal: string): void {
  const { rename } = fs.promises;
  fs.promises.rename = async (from, to) => {
    await rename(from, to);
    if (!/models\/[^/]+\/\d+$/.test(String(to))) return;
    fs.writeFileSync(journal, JSON.stringify('publishing'));
    process.kill(process.pid, 'SIGKILL');
  };
  syncBuiltinESMExports();
}

/** The training loop looks at the clock in every step: there it goes wrong, once. */
export function failInTraining(control: Int32Array, how: NonNullable<Faults['thread']>): void {
  const { now } = performance;
  let calls = 0;
  performance.now = () => {
    if (readPhase(control) === 'training' && (calls += 1) === SOON) {
      performance.now = now;
      fail(how);
    }
    return now.call(performance);
  };
}

function fail(how: NonNullable<Faults['thread']>): void {
  if (how === 'throws') throw new Error('chaos: a fault inside the training loop');
  if (how === 'uncaught') {
    setImmediate(() => {
      throw new Error('chaos: a fault that nobody catches');
    });
    return;
  }
  const hoard: unknown[] = [];
  for (;;) hoard.push(new Array(1_000_000).fill(0.5)); // on the heap, and quickly looked through by the collector
}

/** Wall clocks are set by people and daemons; the monotonic clock is not. */
export function shiftClock(): void {
  const Original = Date;
  const offset = (): number => [0, DAY_MS, -DAY_MS][Math.floor(performance.now() / 300) % 3];
  globalThis.Date = class extends Original {
    constructor(...given: [] | [number | string]) {
      if (given.length === 0) super(Original.now() + offset());
      else super(given[0]);
    }

    static override now(): number {
      return Original.now() + offset();
    }
  } as DateConstructor;
}
