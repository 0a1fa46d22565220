import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Page, readPage } from './markdown.ts';

export interface Problem {
  page: string;
  line: number;
  reason: string;
}

const NOT_OURS = new Set(['node_modules', '.git', 'data', 'dist', 'results']);

/** Every page of the project, by its path from the root. */
export function pagePaths(root: string, folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : pagePaths(root, path);
    return entry.name.endsWith('.md') ? [path] : [];
  }).sort();
}

export const readPages = (root: string): Page[] => pagePaths(root).map((path) => readPage(path, readFileSync(join(root, path), 'utf8')));
