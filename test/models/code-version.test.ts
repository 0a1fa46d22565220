import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { codeVersion, commitOf } from '../../src/models/code-version.ts';

const run = promisify(execFile);

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'ty-code-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  return path;
}

async function git(path: string, ...words: string[]): Promise<string> {
  return (await run('git', ['-C', path, '-c', 'user.name=t', '-c', 'user.email=t@example.org', ...words])).stdout.trim();
}

test('what git says is checked out: on a branch, packed, detached, in a further worktree', async () => {
  const root = await folder();
  await git(root, 'init', '-q', '-b', 'feature/x');
  expect(commitOf(root)).toBeUndefined(); // nothing yet
  await git(root, 'commit', '-q', '--allow-empty', '-m', 'one');
  const one = await git(root, 'rev-parse', 'HEAD');
  expect(commitOf(root)).toBe(one);
  await git(root, 'pack-refs', '--all');
  expect(commitOf(root)).toBe(one);
  await git(root, 'worktree', 'add', '-q', '-b', 'other', join(root, 'side'));
  await git(join(root, 'side'), 'commit', '-q', '--allow-empty', '-m', 'two');
  expect(commitOf(join(root, 'side'))).toBe(await git(join(root, 'side'), 'rev-parse', 'HEAD'));
  expect(commitOf(root)).toBe(one);
  await git(root, 'checkout', '-q', '--detach', 'other');
  expect(commitOf(root)).toBe(await git(root, 'rev-parse', 'other'));
});

test('without git, inside the clone of something else, and with files that are none of git, there is no commit', async () => {
  const root = await folder();
  expect(commitOf(root)).toBeUndefined();
  await git(root, 'init', '-q');
  await git(root, 'commit', '-q', '--allow-empty', '-m', 'theirs');
  await mkdir(join(root, 'node_modules/trainyard'), { recursive: true });
  expect(commitOf(join(root, 'node_modules/trainyard'))).toBeUndefined();
  for (const head of ['', 'ref: refs/heads/nobody', 'ref: ../../secret', 'x'.repeat(40)]) {
    await writeFile(join(root, '.git/HEAD'), head);
    expect(commitOf(root)).toBeUndefined();
  }
});

test('says its version, and the commit where there is one, and no path', () => {
  expect(codeVersion().version).toMatch(/^\d+\.\d+\.\d+/);
  expect(JSON.stringify(codeVersion())).toMatch(/^\{"version":"[^"/]+"(,"commit":"[0-9a-f]{40,64}")?\}$/);
});
