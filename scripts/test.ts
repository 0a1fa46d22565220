import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printCheck, root, runChecks } from './support/checks.ts';
import { ensureChromium } from './support/chromium.ts';
import { summarize } from './support/test-report.ts';
import type { Counts } from './support/test-report.ts';

/**
 * `npm test`: the checks, then every test, then a summary by part and, as the last line, `N passed, N failed, N skipped`, in which each check
 * counts as one. Arguments go to vitest (`npm test -- test/engine`) and leave the checks out.
 */
const filters = process.argv.slice(2);
const total: Counts = { passed: 0, failed: 0, skipped: 0 };

if (filters.length === 0) {
  console.log('checks');
  runChecks((result) => {
    printCheck(result);
    total[result.passed ? 'passed' : 'failed']++;
  });
}

if (filters.length === 0 || filters.some((filter) => filter.includes('web'))) ensureChromium((line) => console.log(line));
const parts = summarize(await runVitest(), root);
console.log('\nsummary');
for (const { part, counts, seconds } of parts) {
  console.log(`  ${part.padEnd(14)}${line(counts)} (${seconds.toFixed(1)} s)`);
  for (const key of ['passed', 'failed', 'skipped'] as const) total[key] += counts[key];
}
for (const { failures, skips } of parts) {
  for (const failure of failures) console.log(`  FAILED   ${failure}`);
  for (const skip of skips) console.log(`  skipped  ${skip}`);
}
console.log(`\n${line(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;

function line({ passed, failed, skipped }: Counts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/** The JSON report of one run, or the exit code of a vitest that did not get that far. */
async function runVitest(): Promise<{ report: unknown; exitCode: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'ty-report-'));
  try {
    const file = join(folder, 'report.json');
    const vitest = [join(root, 'node_modules/vitest/vitest.mjs'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...filters];
    const colours = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
    const child = spawn(process.execPath, vitest, { cwd: root, stdio: 'inherit', env: { ...process.env, ...colours } });
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
    const [code] = (await once(child, 'exit')) as [number | null];
    return { report: readJson(file), exitCode: code ?? 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch {
    return null;
  }
}
