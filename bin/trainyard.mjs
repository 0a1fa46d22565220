#!/usr/bin/env node
// Plain JavaScript, so that an old Node gets as far as finding the Node 24 that npm brought along.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
// an installed package holds compiled JavaScript; the clone runs its TypeScript
const built = new URL('../dist/src/cli/index.js', import.meta.url);
const source = new URL('../src/cli/index.ts', import.meta.url);
const entry = existsSync(source) ? source : built;

if (Number(process.versions.node.split('.')[0]) >= NEEDED) {
  process.argv[1] = fileURLToPath(entry);
  await import(entry.href);
} else {
  const node = bundledNode();
  if (node === null) {
    process.stderr.write(`trainyard needs Node ${NEEDED} or newer and this is ${process.version}. npm brings it along on Linux (x64, arm64); elsewhere install Node ${NEEDED}, or use docker compose up.\n`);
    process.exit(2);
  }
  const child = spawn(node, [fileURLToPath(entry), ...process.argv.slice(2)], { stdio: 'inherit' });
  // on a terminal Ctrl-C reaches the child too, and the child decides what it means
  const onTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (signal === 'SIGINT' && onTerminal ? null : child.kill(signal)));
  child.on('error', (error) => {
    process.stderr.write(`trainyard: ${node} does not start: ${error.message}\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    for (const each of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(each);
    if (signal) process.kill(process.pid, signal);
    else process.exit(code);
  });
}

function bundledNode() {
  try {
    const binary = join(dirname(createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/package.json`)), 'bin', 'node');
    return existsSync(binary) ? binary : null;
  } catch {
    return null;
  }
}
