import { existsSync, statSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Page } from './markdown.ts';
import type { Problem } from './pages.ts';

/** Links to files, anchors and images that are not there. Addresses of other sites are only read, not asked. */
export function checkLinks(pages: readonly Page[], root: string): Problem[] {
  const anchors = new Map(pages.map((page) => [page.path, page.anchors]));
  return pages.flatMap((page) =>
    page.links.flatMap(({ target, line }) => {
      const reason = fault(page.path, target, { anchors, root });
      return reason === null ? [] : [{ page: page.path, line, reason: `the link to ${target} ${reason}` }];
    }),
  );
}

/** Pages of `docs/` that nobody finds who begins at the README and follows links. */
export function checkReach(pages: readonly Page[]): Problem[] {
  const byPath = new Map(pages.map((page) => [page.path, page]));
  const found = new Set(['README.md']);
  for (const path of found) {
    for (const { target } of byPath.get(path)?.links ?? []) {
      const to = posix.normalize(posix.join(posix.dirname(path), target.split('#', 1)[0]));
      for (const page of [to, `${to.replace(/\/$/, '')}/README.md`]) if (byPath.has(page)) found.add(page);
      if (!byPath.has(to)) for (const page of byPath.keys()) if (posix.dirname(page) === to.replace(/\/$/, '')) found.add(page); // a folder shows its pages
    }
  }
  return pages.filter(({ path }) => path.startsWith('docs/') && !found.has(path)).map(({ path }) => ({ page: path, line: 1, reason: 'no link leads here from README.md: name it in docs/README.md' }));
}

interface Surroundings {
  anchors: ReadonlyMap<string, ReadonlySet<string>>;
  root: string;
}

function fault(from: string, target: string, { anchors, root }: Surroundings): string | null {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return URL.canParse(target) ? null : 'is no address';
  const [file, anchor] = target.split('#', 2);
  const path = file === '' ? from : posix.normalize(posix.join(posix.dirname(from), decodeURI(file)));
  if (path.startsWith('..')) return 'leaves the project';
  const full = join(root, path);
  if (!existsSync(full)) return 'leads nowhere: there is no such file';
  if (anchor === undefined) return null;
  const known = anchors.get(statSync(full).isDirectory() ? `${path.replace(/\/$/, '')}/README.md` : path);
  if (known === undefined) return /^L\d+/.test(anchor) ? null : 'has an anchor in a file that is no page';
  return known.has(anchor) ? null : `leads nowhere: the page has no heading or <a id> of that name; it has ${[...known].join(', ')}`;
}
