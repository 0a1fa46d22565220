import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

interface Check {
  title: string;
  /** A program of an installed package and its arguments, run with this very Node. */
  command: string[];
}

const CHECKS: Check[] = [
  { title: 'type check', command: ['typescript/bin/tsc', '-p', '.'] },
  { title: 'type check of the dashboard', command: ['typescript/bin/tsc', '-p', 'web'] },
  { title: 'lint', command: ['oxlint/bin/oxlint', '--type-aware', '--deny-warnings'] },
  { title: 'dependency rule', command: ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src', 'web/src', 'workers', 'scripts', 'test', 'bench', 'chaos', 'examples'] },
];

export interface CheckResult {
  title: string;
  passed: boolean;
  output: string;
  seconds: number;
}

/** Type check, lint and dependency rule, one after the other; each result is handed to `report` as soon as it is known. */
export function runChecks(report: (result: CheckResult) => void): void {
  for (const { title, command } of CHECKS) {
    const [program, ...arguments_] = command;
    const started = Date.now();
    const child = spawnSync(process.execPath, [`${root}node_modules/${program}`, ...arguments_], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
    const output = [child.stdout, child.stderr, child.error?.message].filter(Boolean).join('\n').trim();
    report({ title, passed: child.status === 0, output, seconds: (Date.now() - started) / 1000 });
  }
}

/** One line per result; what a failed check said comes below it. */
export function printCheck({ title, passed, output, seconds }: CheckResult): void {
  console.log(`${passed ? 'ok  ' : 'FAIL'}  ${title} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(`${output.replace(/^/gm, '      ')}\n`);
}
