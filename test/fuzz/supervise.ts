/** Runs a parser over its inputs in a process of its own, so that a hang, a crash and the memory of one parser are seen from outside. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputsOf } from './inputs.ts';
import { parsers } from './parsers/index.ts';
import { type FuzzResult, LIMITS } from './types.ts';

const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));
/** Hangs and crashes after which a parser is given up. */
const MOST_DEATHS = 5;

export interface Order {
  parser: string;
  seed: number;
  count: number;
}

export async function fuzz({ parser, seed, count }: Order): Promise<FuzzResult> {
  const total: FuzzResult = { parser, inputs: 0, valid: 0, refused: 0, failures: [], slowest: { ms: 0, index: -1 }, peakBytes: 0 };
  let from = 0;
  for (let deaths = 0; from < count && deaths < MOST_DEATHS; deaths++) {
    const end = await runChild([parser, String(seed), String(from), String(count)]);
    if (end.result !== null) add(total, end.result);
    if (end.death === null) return total;
    const { seed: origin, bytes } = (await inputsOf(parsers[parser], seed))(end.death.at);
    total.failures.push({ index: end.death.at, seed: origin.name, reason: end.death.reason, base64: Buffer.from(bytes).toString('base64'), times: 1 });
    from = end.death.at + 1;
  }
  return total;
}

function add(total: FuzzResult, part: FuzzResult): void {
  for (const key of ['inputs', 'valid', 'refused'] as const) total[key] += part[key];
  total.failures.push(...part.failures);
  if (part.slowest.ms > total.slowest.ms) total.slowest = part.slowest;
  total.peakBytes = Math.max(total.peakBytes, part.peakBytes);
}

interface End {
  /** of a process that died: as it was at its last failure */
  result: FuzzResult | null;
  death: { at: number; reason: string } | null;
}

async function runChild(order: readonly string[]): Promise<End> {
  const folder = mkdtempSync(join(tmpdir(), 'ty-fuzz-'));
  try {
    const child = spawn(process.execPath, ['--max-old-space-size=512', '--expose-gc', CHILD, ...order, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
    const progress = (): string => readText(join(folder, 'progress'));
    const code = await endOf(child, progress);
    const result = JSON.parse(readText(join(folder, 'result.json')) || 'null') as FuzzResult | null;
    if (code === 0) return { result, death: null };
    if (progress() === '') throw new Error(`the fuzzing of ${order[0]} did not begin: ${said}`);
    return { result, death: { at: Number(progress()), reason: code === 'hang' ? `hangs for more than ${LIMITS.hangMs} ms` : `ends the process (${code}): ${said.slice(-500)}` } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How the child ended; one that stays at the same input for too long is killed. */
function endOf(child: ChildProcess, progress: () => string): Promise<number | string> {
  return new Promise((resolve) => {
    let [seen, since, hung] = ['', performance.now(), false];
    const timer = setInterval(() => {
      const now = progress();
      if (now !== seen) [seen, since] = [now, performance.now()];
      else if (now !== '' && performance.now() - since > LIMITS.hangMs) hung = child.kill('SIGKILL');
    }, 250);
    child.on('close', (code, signal) => {
      clearInterval(timer);
      resolve(hung ? 'hang' : (code ?? signal ?? 'unknown'));
    });
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
