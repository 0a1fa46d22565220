import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { root } from './support/checks.ts';

/**
 * `npm run build:web` builds the dashboard into web/dist, each file also compressed as the API sends it. With `--if-stale`, which goes before
 * `npm start` and its like, only where sources have changed; an installation without vite takes what is there.
 */
const DIST = join(root, 'web/dist');
const STAMP = join(DIST, '.built-from');
const SOURCES = ['web/index.html', 'web/vite.config.ts', 'web/src', 'web/public', 'src/client', 'package-lock.json'];

const wanted = hashOf(SOURCES);
const isFresh = existsSync(STAMP) && readFileSync(STAMP, 'utf8') === wanted;
if (!process.argv.includes('--if-stale') || (!isFresh && existsSync(join(root, 'node_modules/vite')))) await build();

async function build(): Promise<void> {
  const { build: bundle } = await import('vite');
  await bundle({ configFile: join(root, 'web/vite.config.ts'), logLevel: 'warn' });
  for (const file of filesOf(DIST)) compress(file);
  writeFileSync(STAMP, wanted);
}

function compress(file: string): void {
  if (!/\.(js|css|html|svg|json)$/.test(file)) return;
  const bytes = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
  writeFileSync(`${file}.gz`, gzipSync(bytes, { level: 9 }));
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)).sort();
}

function hashOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources.map((name) => join(root, name))) {
    const files = readdirSync(join(source, '..'), { withFileTypes: true }).some((entry) => entry.name === source.split('/').at(-1) && entry.isDirectory()) ? filesOf(source) : [source];
    for (const file of files) hash.update(file.slice(root.length)).update('\0').update(readFileSync(file));
  }
  return hash.digest('hex');
}
