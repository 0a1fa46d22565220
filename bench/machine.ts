import { execFileSync } from 'node:child_process';
import { cpus } from 'node:os';

/** What a figure depends on beside the code. */
export function circumstances() {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: import.meta.dirname, encoding: 'utf8' }).trim();
  return {
    date: new Date().toISOString(),
    commit: git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no', '--', ':!:docs', ':!:bench/results', ':!:README.md') === '' ? '' : ' with changes'),
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    platform: `${process.platform}-${process.arch}`,
    node: process.versions.node,
    v8: process.versions.v8,
  };
}
