import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from './markdown.ts';
import type { Problem } from './pages.ts';

/** What the project has, by name. */
export interface Names {
  scripts: ReadonlySet<string>;
  variables: ReadonlySet<string>;
  /** `GET /api/v1/jobs/{}`: members of paths are left blank */
  routes: ReadonlySet<string>;
  root: string;
}

interface Said {
  text: string;
  line: number;
}

/** What was true when it was written. */
const HISTORY = /^(docs\/adr\/|CHANGELOG\.md$)/;

/** Commands, settings, files and routes that a page names and the project does not have. */
export function checkNames(pages: readonly Page[], names: Names): Problem[] {
  return pages.filter(({ path }) => !HISTORY.test(path)).flatMap((page) => {
    const code: Said[] = [...page.words, ...page.blocks.filter(({ language }) => language !== 'ts')]; // a program has constants of its own
    const found = [...code.flatMap((each) => [...commands(each, names), ...settings(each, names)]), ...page.words.flatMap((each) => [...files(each, names), ...routes(each, names)])];
    return found.map(([line, reason]) => ({ page: page.path, line, reason }));
  });
}

type Found = [line: number, reason: string];

function commands({ text, line }: Said, { scripts }: Names): Found[] {
  return [...text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].filter(([, name]) => !scripts.has(name)).map(([, name]) => [line, `npm run ${name} is no script of package.json`]);
}

/** Settings of others: of the AWS SDK, of Node, of Compose. */
const FOREIGN = /^(XDG|AWS|NODE|COMPOSE|OTEL|NO|CI|GITHUB|PYTORCH|OMP)_/;

function settings({ text, line }: Said, { variables }: Names): Found[] {
  const named = [...text.matchAll(/(?<![\w.$/-])([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?![\w/-]|\.\w)/g)].map(([, name]) => name);
  return named.filter((name) => !variables.has(name) && !FOREIGN.test(name)).map((name) => [line, `${name} is no setting of src/config.ts`]);
}

const OURS = /^(src|test|docs|scripts|bench|chaos|examples|workers|openapi|web)\/[\w./-]+$/;

function files({ text, line }: Said, { root }: Names): Found[] {
  const [path] = text.split(/[#:]/, 1);
  return OURS.test(path) && !existsSync(join(root, path)) ? [[line, `there is no ${path}`]] : [];
}

function routes({ text, line }: Said, { routes: known }: Names): Found[] {
  const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE) (\/[^\s?]*)/.exec(text) ?? [];
  if (method === undefined || path.includes('…') || path.includes('...')) return [];
  const plain = path.replace(/[{<][^}>]*[}>]/g, '{}').replace(/\/$/, '');
  const fits = [plain, `/api/v1${plain}`].some((each) => [...known].some((route) => matches(route, `${method} ${each}`)));
  return fits ? [] : [[line, `${method} ${path} is no route of openapi/openapi.json`]];
}

/** A route with blanks, and one in which names may stand for them. */
function matches(route: string, said: string): boolean {
  const [ours, theirs] = [route.split('/'), said.split('/')];
  return ours.length === theirs.length && ours.every((part, i) => part === theirs[i] || part.includes('{}'));
}

export function routesOf(openapi: { paths: Record<string, Record<string, unknown>> }): Set<string> {
  return new Set(Object.entries(openapi.paths).flatMap(([path, operations]) => Object.keys(operations).map((method) => `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, '{}')}`)));
}
