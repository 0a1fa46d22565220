import { spawnSync } from 'node:child_process';
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { commitOf } from '../src/models/code-version.ts';
import { root } from './support/checks.ts';

/**
 * `npm run build`: what the package ships, in `dist/`: JavaScript and declarations of src and workers (Node strips no types inside
 * node_modules), the compiled kernels, and the dashboard. Run by `npm pack`.
 */
const DIST = join(root, 'dist');

for (const folder of ['src', 'workers', 'web', 'package.json']) rmSync(join(DIST, folder), { recursive: true, force: true });
const compiled = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.build.json')], { stdio: ['ignore', process.stderr, process.stderr] });
if (compiled.status !== 0) process.exit(1);

for (const file of filesOf(join(DIST, 'src'), '.js').concat(filesOf(join(DIST, 'workers'), '.js'))) adapt(file);
for (const file of filesOf(DIST, '.d.ts')) writeFileSync(file, readFileSync(file, 'utf8').replace(/((?:from|import) ?\(?['"]\.[^'"]*)\.ts(?=['"])/g, '$1.js'));
for (const file of filesOf(join(root, 'src'), '.wasm')) copy(file);
if (existsSync(join(root, 'web/dist'))) cpSync(join(root, 'web/dist'), join(DIST, 'web/dist'), { recursive: true });
const shipped = join(DIST, 'package.json');
writeFileSync(shipped, `${JSON.stringify({ ...(JSON.parse(readFileSync(shipped, 'utf8')) as object), gitHead: commitOf(root) }, null, 2)}\n`);

/**
 * tsc turns `.ts` into `.js` in imports. Here the same is done for files that are named otherwise: entries of threads and processes
 * (`new URL('./train.ts', import.meta.url)`). Any other relative name of a `.ts` file is one that is read as text: it comes along under
 * a name that no compiler takes for a module.
 */
function adapt(file: string): void {
  const text = readFileSync(file, 'utf8');
  const adapted = text
    .replace(/(new URL\((['"])\.[^'"]*)\.ts\2(?=, import\.meta\.url\))/g, '$1.js$2')
    .replace(/(['"])(\.\.?\/[^'"\s]*)\.ts\1/g, (_, quote: string, path: string) => {
      const source = resolve(root, relative(DIST, dirname(file)), `${path}.ts`);
      copy(source, `${join(DIST, relative(root, source))}.txt`);
      return `${quote}${path}.ts.txt${quote}`;
    });
  if (adapted !== text) writeFileSync(file, adapted);
}

function filesOf(folder: string, extension: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && entry.name.endsWith(extension)).map((entry) => join(entry.parentPath, entry.name));
}

function copy(file: string, to: string = join(DIST, relative(root, file))): void {
  mkdirSync(dirname(to), { recursive: true });
  copyFileSync(file, to);
}
