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
    if ('result' in end) {
      add(total, end.result);
      return total;
    }
    const { seed: origin, bytes } = (await inputsOf(parsers[parser], seed))(end.at);
    total.failures.push({ index: end.at, seed: origin.name, reason: end.reason, base64: Buffer.from(bytes).toString('base64'), times: 1 });
    total.inputs += end.at + 1 - from;
    from = end.at + 1;
  }
  return total;
}

function add(total: FuzzResult, part: FuzzResult): void {
  for (const key of ['inputs', 'valid', 'refused'] as const) total[key] += part[key];
  total.failures.push(...part.failures);
  total.slowest = part.slowest;
  total.peakBytes = part.peakBytes;
}

type End = { result: FuzzResult } | { at: number; reason: string };

async function runChild(order: readonly string[]): Promise<End> {
  const folder = mkdtempSync(join(tmpdir(), 'ty-fuzz-'));
  try {
    const child = spawn(process.execPath, ['--max-old-space-size=512', '--expose-gc', CHILD, ...order, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
    const progress = (): string => readText(join(folder, 'progress'));
    const code = await endOf(child, progress);
    if (code === 0) return { result: JSON.parse(readText(join(folder, 'result.json'))) as FuzzResult };
    if (progress() === '') throw new Error(`the fuzzing of ${order[0]} did not begin: ${said}`);
    return { at: Number(progress()), reason: code === 'hang' ? `hangs for more than ${LIMITS.hangMs} ms` : `ends the process (${code}): ${said.slice(-500)}` };
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
