/** Everything that a check of the documents looks at, but for running their blocks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { VARIABLES } from '../../src/config.ts';
import { staleFiles } from './generated.ts';
import { checkLinks, checkReach } from './links.ts';
import type { Page } from './markdown.ts';
import { checkNames, routesOf } from './names.ts';
import type { Problem } from './pages.ts';

/** What the client and the command line read beside the service's settings. */
const OF_CLIENTS = ['TRAINYARD_URL', 'TRAINYARD_CONFIG'];

export function namesOf(root: string): Parameters<typeof checkNames>[1] {
  const json = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));
  return {
    scripts: new Set(Object.keys((json('package.json') as { scripts: object }).scripts)),
    variables: new Set([...Object.keys(VARIABLES), ...OF_CLIENTS]),
    routes: routesOf(json('openapi/openapi.json') as { paths: Record<string, Record<string, unknown>> }),
    root,
  };
}

export const checkPages = (pages: readonly Page[], root: string): Problem[] => [
  ...checkLinks(pages, root),
  ...checkReach(pages),
  ...checkNames(pages, namesOf(root)),
  ...staleFiles(root).map((page) => ({ page, line: 1, reason: 'is not what the code says any more: run npm run build:docs' })),
];

export const written = ({ page, line, reason }: Problem): string => `${page}:${line}: ${reason}`;
