/**
 * Runs the blocks of a page that say `runnable` in order, in a folder of the page's own that looks like the project's while a service runs: it has `data/api-key`,
 * `examples`, `src` and the command `npx --no-install trainyard`. A shell block begins with the variables that the ones before it left; a TypeScript block that names a file is kept
 * under that name for the ones behind it. Where the next block says `output`, that is what has to be printed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { CodeBlock, Page } from './markdown.ts';
import type { Problem } from './pages.ts';

export interface Surroundings {
  root: string;
  /** of the service; stands in for the address that pages name */
  url: string;
  dataDir: string;
}

const NAMED_ADDRESS = /http:\/\/127\.0\.0\.1:8080/g;
const LONGEST_MS = 120_000;
/** Variables of the caller that a block may see. Its settings must not change what a page does. */
const KEPT = ['PATH', 'HOME', 'LANG', 'TMPDIR'];

/** Of the project, beside the pages' blocks. */
const PARTS = ['examples', 'src'];

export const isRunnable = ({ flags }: CodeBlock): boolean => flags.includes('runnable');

/** What went wrong, and how many blocks ran. The blocks behind one that failed are not run. */
export async function runPage(page: Page, surroundings: Surroundings): Promise<{ problems: Problem[]; ran: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'ty-page-'));
  try {
    symlinkSync(surroundings.dataDir, join(folder, 'data'));
    for (const name of PARTS.filter((each) => existsSync(join(surroundings.root, each)))) symlinkSync(join(surroundings.root, name), join(folder, name));
    mkdirSync(join(folder, 'node_modules'));
    symlinkSync(surroundings.root, join(folder, 'node_modules/trainyard'));
    mkdirSync(join(folder, 'node_modules/.bin'));
    symlinkSync('../trainyard/bin/trainyard.mjs', join(folder, 'node_modules/.bin/trainyard'));
    writeFileSync(join(folder, 'package.json'), '{"type": "module"}\n');
    let ran = 0;
    for (const [number, block] of page.blocks.entries()) {
      if (!isRunnable(block)) continue;
      const wanted = page.blocks[number + 1]?.flags.includes('output') ? page.blocks[number + 1].text : null;
      const reason = await runBlock(block, { folder, number, wanted, url: surroundings.url });
      ran += 1;
      if (reason !== null) return { problems: [{ page: page.path, line: block.line, reason }], ran };
    }
    return { problems: [], ran };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Run {
  folder: string;
  number: number;
  wanted: string | null;
  url: string;
}

async function runBlock(block: CodeBlock, { folder, number, wanted, url }: Run): Promise<string | null> {
  const code = block.text.replace(NAMED_ADDRESS, url);
  const command = commandOf(block, code, { folder, number });
  if (command === null) return `blocks of "${block.language}" cannot be run: use sh or ts`;
  const child = spawn(command[0], command.slice(1), { cwd: folder, env: { ...Object.fromEntries(KEPT.map((name) => [name, process.env[name]])), NO_COLOR: '1', TRAINYARD_URL: url }, stdio: ['ignore', 'pipe', 'pipe'], timeout: LONGEST_MS, killSignal: 'SIGKILL' });
  const [stdout, stderr, [status, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit') as Promise<[number | null, string | null]>]);
  if (status !== 0) return `the block ended with ${signal === null ? `status ${status}` : `${signal} after ${LONGEST_MS / 1000} s`}; it printed\n${indented(stdout + stderr)}`;
  return wanted === null || fits(stdout, wanted) ? null : `the block printed\n${indented(stdout)}\nand the page says\n${indented(wanted)}`;
}

/** Of a TypeScript block. */
export const fileNameOf = ({ flags }: Pick<CodeBlock, 'flags'>, number: number): string => flags.find((flag) => flag.endsWith('.ts')) ?? `block-${number}.ts`;

function commandOf({ language, flags }: CodeBlock, code: string, { folder, number }: { folder: string; number: number }): string[] | null {
  if (language === 'sh') return ['bash', '-euo', 'pipefail', '-c', `if [ -e .variables ]; then . ./.variables; fi\ntrap 'export -p > .variables' EXIT\nset -a\n${code}`];
  if (language !== 'ts') return null;
  const name = fileNameOf({ flags }, number);
  writeFileSync(join(folder, name), code);
  // the package's own files are built ones; here its sources are meant
  return [process.execPath, '--conditions=trainyard-source', name];
}

/** `...` stands for anything in a line, and for any lines where it is all of one. */
export function fits(printed: string, wanted: string): boolean {
  const pattern = wanted.trim().split('\n').map((line) => (line.trim() === '...' ? '(?:.*\n)*?' : `${line.trimEnd().split('...').map(literally).join('.*')} *\n`)).join('');
  return new RegExp(`^${pattern}$`).test(`${printed.trim()}\n`);
}

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const indented = (output: string): string => output.trimEnd().replace(/^/gm, '    ');
