import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/**
 * Does what a `COPY` from the build context says: the words of `value` but the last, out of `context`, into `folder`, which stands for the work directory
 * of the image. Reads what our .dockerignore uses: `*`, then `!name` of what is let through, then paths within that are not.
 * @throws where a source does not exist or .dockerignore keeps it away.
 */
export function copyFromContext(value: string, { context, folder }: { context: string; folder: string }): void {
  const rules = readFileSync(join(context, '.dockerignore'), 'utf8').split('\n').filter((line) => line !== '');
  const excluded = new Set(rules.filter((rule) => rule !== '*' && !rule.startsWith('!')).map((rule) => join(context, rule)));
  const sources = value.split(/\s+/);
  const target = sources.pop()!;
  for (const source of sources) {
    const from = join(context, source);
    if (!existsSync(from)) throw new Error(`COPY ${value}: there is no ${source}`);
    if (!rules.includes(`!${relative(context, from).split('/')[0]}`)) throw new Error(`COPY ${value}: .dockerignore keeps ${source} away; let it through with !${source}`);
    const to = join(folder, sources.length > 1 || target.endsWith('/') ? join(target, source) : target);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(from, to, { recursive: true, verbatimSymlinks: true, filter: (path) => !excluded.has(path) });
  }
}
