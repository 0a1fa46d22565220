import { writeFileSync } from 'node:fs';
import { ERROR_CODES, TrainyardError } from '../../src/engine/errors.ts';
import type { Input } from './inputs.ts';
import { type FuzzParser, LIMITS } from './types.ts';

export interface Verdict {
  valid: boolean;
  /** why this is a bug; null: it is none */
  failure: string | null;
  ms: number;
}

/** Gives one input to the parser. Read, or refused with a TrainyardError fit to be shown: everything else is a failure. */
export async function examine(parser: FuzzParser, { seed, bytes, untouched }: Input, folder: string): Promise<Verdict> {
  const before = peak();
  const started = performance.now();
  let valid = true;
  let failure: string | null = null;
  try {
    await parser.parse(bytes, { seed: seed.name, folder });
  } catch (error) {
    valid = false;
    failure = wrongWith(error);
  }
  const ms = performance.now() - started;
  if (ms > LIMITS.inputMs) failure ??= `took ${Math.round(ms)} ms`;
  if (peak() - before > LIMITS.peakBytes / 2) failure ??= `took ${Math.round((peak() - before) / 2 ** 20)} MiB`;
  if (untouched && valid === (seed.hostile === true)) failure ??= `the seed "${seed.name}" is ${valid ? 'read' : 'refused'}`;
  return { valid, failure, ms };
}

/** Most bytes that this process was resident with, since the last `forgetPeak` where the system can forget (Linux). */
export const peak = (): number => process.resourceUsage().maxRSS * 1024;

/** Making the seeds took memory of its own, below which that of the parsers would not be seen. */
export function forgetPeak(): void {
  globalThis.gc?.();
  try {
    writeFileSync('/proc/self/clear_refs', '5');
  } catch {
    // the peak stays what it was: less is seen
  }
}

function wrongWith(error: unknown): string | null {
  if (!(error instanceof TrainyardError)) return error instanceof Error ? placeOf(error) : `threw ${String(error)}`;
  if (error.hint === '' || error.message === '') return `refused without a word: ${error.code}`;
  if (ERROR_CODES[error.code] === 'internal') return `refused as our fault: ${error.message}`;
  if (Math.max(error.message.length, error.hint.length) > LIMITS.messageLength) return `refused at length: ${error.message.length} characters, ${error.message.slice(0, 80)}…`;
  return /undefined|NaN bytes|\[object/.test(error.message) ? `refused without a sentence: ${error.message.slice(0, 200)}` : null;
}

/** The message, and where in this project it came from: two failures of one place are one. */
function placeOf(error: Error): string {
  const place = /(?:src|test)\/[\w/.-]+\.ts:\d+/.exec(error.stack ?? '')?.[0] ?? 'unknown place';
  return `${error.name} at ${place}: ${error.message.slice(0, 200)}`;
}
