/** Which Trainyard this is: its version and, in a clone or in a package that was built in one, the commit. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };

export interface CodeVersion {
  version: string;
  /** of git; absent where there is none to be seen */
  commit?: string;
}

let known: CodeVersion | undefined;

export function codeVersion(): CodeVersion {
  if (known) return known;
  // a build writes it into its own package.json, where npm puts it too
  const commit = (packageJson as { gitHead?: string }).gitHead ?? commitOf(fileURLToPath(new URL('../../', import.meta.url)));
  return (known = { version: packageJson.version, ...(commit !== undefined && { commit }) });
}

/** What is checked out in a folder. Read from git's files: there need be no git on the machine. Undefined where anything is other than usual. */
export function commitOf(root: string): string | undefined {
  try {
    const folder = gitFolder(root);
    const head = text(join(folder, 'HEAD'));
    const [, name] = /^ref: (refs\/[^\s]+)$/.exec(head) ?? [];
    return sha(name === undefined ? head : branch(folder, name));
  } catch {
    return undefined;
  }
}

const text = (path: string): string => readFileSync(path, 'utf8').trim();
const sha = (value: string | undefined): string | undefined => (value !== undefined && /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(value) ? value : undefined);

/** Of a further worktree, `.git` is a file that names it. */
function gitFolder(root: string): string {
  const path = join(root, '.git');
  try {
    const [, elsewhere] = /^gitdir: (.+)$/.exec(text(path)) ?? [];
    return elsewhere === undefined ? path : resolve(root, elsewhere);
  } catch {
    return path; // a folder
  }
}

function branch(folder: string, name: string): string | undefined {
  const common = orNull(() => resolve(folder, text(join(folder, 'commondir')))) ?? folder;
  const loose = orNull(() => text(join(common, name)));
  if (loose !== null) return loose;
  return text(join(common, 'packed-refs')).split('\n').map((line) => line.split(' ')).find(([, packed]) => packed === name)?.[0];
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
