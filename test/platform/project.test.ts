import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const records = z.record(z.string(), z.string());
const manifest = z
  .object({ scripts: records, dependencies: records, devDependencies: records, optionalDependencies: records, overrides: records })
  .parse(JSON.parse(read('package.json')));

describe('package.json', () => {
  test('pins every version exactly', () => {
    const versions = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies, ...manifest.overrides });
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });

  test('has no script that names a missing file, and no install script', () => {
    for (const [name, command] of Object.entries(manifest.scripts)) {
      expect(name).not.toMatch(/^(pre|post)?install$|^prepare$/);
      for (const file of command.match(/\S+\.(ts|mjs)/g) ?? []) expect(existsSync(join(root, file)), `${name}: ${file}`).toBe(true);
    }
  });

  test('has a lock file without download addresses, and with every optional package of a platform', () => {
    const lock = z
      .object({ packages: z.record(z.string(), z.object({ resolved: z.string().optional(), integrity: z.string().optional(), optionalDependencies: records.optional() })) })
      .parse(JSON.parse(read('package-lock.json')));
    const entries = Object.entries(lock.packages).filter(([path]) => path !== '');
    expect(entries.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
    expect(entries.filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
    const missing = entries.flatMap(([path, { optionalDependencies }]) =>
      Object.keys(optionalDependencies ?? {}).filter((name) => lock.packages[`node_modules/${name}`] === undefined && lock.packages[`${path}/node_modules/${name}`] === undefined),
    );
    expect(missing).toEqual([]);
  });
});

describe('documents', () => {
  test('docs/dependencies.md says why of every dependency, and of nothing else', () => {
    const named = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| \S.+ \|$/gm)].map(([, name]) => name);
    const wanted = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies });
    expect(named.toSorted()).toEqual(wanted.toSorted());
  });

  test('the first code block of the README holds two command lines, the demo and the tests', () => {
    const [, block] = /```\w*\n([\s\S]*?)```/.exec(read('README.md'))!;
    const lines = block.trim().split('\n').map((line) => line.replace(/\s+#.*$/, ''));
    expect(lines).toEqual(['npm install && npm run demo', 'npm install && npm test']);
  });

  test('SECURITY.md names a test for every promise, and that test exists', () => {
    const [, promises] = read('SECURITY.md').split('## Promises');
    const rows = promises.split('\n').filter((line) => /^\| (?!promise |---)/.test(line));
    expect(rows.length).toBeGreaterThan(20);
    for (const row of rows) {
      const [, file, name] = /\| `(test\/[\w/.-]+)`: (.+) \|$/.exec(row) ?? [];
      expect(file, row).toBeDefined();
      expect(read(file), row).toContain(name);
    }
  });

  test('every npm script and every file the documents name exists', () => {
    for (const name of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/architecture.md']) {
      const text = read(name);
      for (const [, script] of text.matchAll(/npm run ([\w:-]+)/g)) expect(Object.keys(manifest.scripts), `${name}: npm run ${script}`).toContain(script);
      for (const [, link] of text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)) expect(existsSync(join(root, name, '..', link)), `${name}: ${link}`).toBe(true);
    }
  });

  test('no file of the project names a folder of somebody\'s machine', () => {
    const folders = ['.', '.ci', 'bench', 'docs', 'examples', 'openapi', 'scripts', 'src', 'test', 'workers'].filter((name) => existsSync(join(root, name)));
    const entries = folders.flatMap((name) => readdirSync(join(root, name), { recursive: name !== '.', withFileTypes: true }));
    const files = entries.filter((entry) => entry.isFile()).map((entry) => relative(root, join(entry.parentPath, entry.name)));
    const folder = new RegExp(['', 'home', '\\w+', ''].join('/') + '|' + ['', 'work', '(main|shared)'].join('/'));
    expect(files.filter((file) => /\.(ts|mjs|cjs|json|md|yml)$|run$/.test(file) && folder.test(read(file)))).toEqual([]);
  });
});

describe('the lint rules', () => {
  const lint = (folder: string, code: string) => {
    const work = mkdtempSync(join(tmpdir(), 'ty-lint-'));
    try {
      mkdirSync(join(work, folder), { recursive: true });
      writeFileSync(join(work, folder, 'sample.ts'), code);
      writeFileSync(join(work, '.oxlintrc.json'), read('.oxlintrc.json'));
      return spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), folder], { cwd: work, encoding: 'utf8' }).stdout;
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  };

  test.each([
    ['src/engine', 'export const a = Math.random();'],
    ['src/engine', 'export const a = Math.exp(1);'],
    ['src/engine', 'export const a = Date.now();'],
    ['src/datasets', 'export const a = Math.sin(1);'],
    ['src/models', 'export const a = performance.now();'],
    ['src/kernels/reference', 'export const a = Math.random();'],
    ['src/jobs', 'export const a: any = 1;'],
  ])('%s: %s is refused', (folder, code) => {
    expect(lint(folder, code)).toMatch(/Found 0 warnings and 1 error/);
  });

  test.each([
    ['src/kernels/reference', 'export const a = Math.exp(1);'],
    ['src/jobs', 'export const a = Math.random() + Date.now();'],
    ['src/engine', 'export const a = Math.sqrt(2) + Math.fround(1);'],
  ])('%s: %s is fine', (folder, code) => {
    expect(lint(folder, code)).toMatch(/Found 0 warnings and 0 errors/);
  });
});
