/** What is written into the documents from the code: pages of the reference, and lines of source. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagePaths } from './pages.ts';
import { referencePages } from './reference/index.ts';
import { withSources } from './sources.ts';

/** Every page as it should be, by its path. */
function wanted(root: string): Map<string, string> {
  const pages = new Map(pagePaths(root).map((path) => [path, withSources(path, readFileSync(join(root, path), 'utf8'), root)]));
  for (const [path, text] of referencePages(root)) pages.set(path, text);
  return pages;
}

const isStale = (root: string, path: string, text: string): boolean => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text;

export const staleFiles = (root: string): string[] => [...wanted(root)].filter(([path, text]) => isStale(root, path, text)).map(([path]) => path);

/** The pages that were written. */
export function writeGenerated(root: string): string[] {
  const stale = [...wanted(root)].filter(([path, text]) => isStale(root, path, text));
  for (const [path, text] of stale) writeFileSync(join(root, path), text);
  return stale.map(([path]) => path);
}
