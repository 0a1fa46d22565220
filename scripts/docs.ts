/**
 * `npm run check:docs`: links, names, generated parts, the types of TypeScript blocks, and every block marked as runnable, against a service of its own. Arguments are pages
 * (`npm run check:docs -- README.md`) of which alone blocks are run.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPages, written } from './docs/check.ts';
import { type Problem, readPages } from './docs/pages.ts';
import { isRunnable, runPage } from './docs/run.ts';
import { startDocumentsService } from './docs/service.ts';
import { checkTypes } from './docs/types.ts';
import { root } from './support/checks.ts';

const only = process.argv.slice(2);
const pages = readPages(root);
const unknown = only.filter((path) => !pages.some((page) => page.path === path));
if (unknown.length > 0) throw new Error(`there is no page ${unknown.join(', ')}`);
report(checkPages(pages, root));
report(checkTypes(pages, root));

const dataDir = mkdtempSync(join(tmpdir(), 'ty-docs-'));
const service = await startDocumentsService(dataDir);
try {
  for (const page of pages.filter(({ path, blocks }) => blocks.some(isRunnable) && (only.length === 0 || only.includes(path)))) {
    const started = Date.now();
    const { problems, ran } = await runPage(page, { root, url: service.url, dataDir });
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'}  ${page.path}: ${ran} blocks (${((Date.now() - started) / 1000).toFixed(1)} s)`);
    report(problems);
  }
} finally {
  await service.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

function report(problems: readonly Problem[]): void {
  for (const problem of problems) console.log(written(problem));
  if (problems.length > 0) process.exitCode = 1;
}
