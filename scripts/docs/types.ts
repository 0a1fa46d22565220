/** Type-checks the TypeScript blocks that are marked as runnable, those of all pages in one run of the compiler. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from './markdown.ts';
import type { Problem } from './pages.ts';
import { fileNameOf, isRunnable } from './run.ts';

const FAULT = /^(\d+)[\\/]([^(]+)\((\d+),\d+\): error TS\d+: (.*)$/;

export function checkTypes(pages: readonly Page[], root: string): Problem[] {
  // TypeScript names files by their real paths
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ty-types-')));
  try {
    const places = pages.map((page, number) => writeBlocks(page, join(folder, String(number))));
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(settingsOf(root, places.flatMap(({ size }, number) => (size > 0 ? [String(number)] : [])))));
    const { stdout, status } = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.', '--pretty', 'false'], { cwd: folder, encoding: 'utf8' });
    const faults = stdout.split('\n').map((line) => FAULT.exec(line)).filter((match) => match !== null);
    if (status !== 0 && faults.length === 0) throw new Error(`the compiler did not get to the blocks: ${stdout}`);
    return faults.map(([, page, file, line, reason]) => ({ page: pages[Number(page)].path, line: places[Number(page)].get(file)! + Number(line), reason: `the block does not pass the type check: ${reason}` }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Where each file begins on the page. */
function writeBlocks({ blocks }: Page, folder: string): Map<string, number> {
  const lines = new Map<string, number>();
  for (const [number, block] of blocks.entries()) {
    if (!isRunnable(block) || block.language !== 'ts') continue;
    if (lines.size === 0) mkdirSync(folder);
    const name = fileNameOf(block, number);
    writeFileSync(join(folder, name), block.text);
    lines.set(name, block.line);
  }
  return lines;
}

const settingsOf = (root: string, folders: readonly string[]): object => ({
  extends: join(root, 'tsconfig.json'),
  compilerOptions: {
    module: 'esnext', moduleResolution: 'bundler', moduleDetection: 'force', incremental: false, tsBuildInfoFile: null, noUnusedLocals: false,
    // a page's folder looks like the project's: ./src and ./examples are those of the root
    rootDirs: [...folders, root],
    typeRoots: [join(root, 'node_modules/@types')],
    paths: { 'trainyard': [join(root, 'src/index.ts')], 'trainyard/client': [join(root, 'src/client/index.ts')] },
  },
  include: ['*/*.ts'],
  exclude: [],
});
