import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ReadyMessage } from '../../src/main.ts';

export interface RunningService {
  url: string;
  apiKey: string;
  /** Of the launcher itself and, at the time of the start, of its children. */
  pids: ReadyMessage['pids'] & { launcher: number };
  logFile: string;
  /** Settles when the launcher has ended. */
  exited: Promise<void>;
  /** SIGTERM, then waits until everything is gone. */
  stop(): Promise<void>;
}

export interface StartServiceOptions {
  dataDir: string;
  env: Record<string, string>;
  /** What the launcher itself says; everything goes to `<dataDir>/service.log`. */
  onMessage(message: string): void;
}

const MESSAGE = /^trainyard: (.*)$/;

/**
 * Starts the whole service (`src/main.ts`) as a child with a data folder of its own and waits until it is ready.
 * @throws Error with what the launcher said last when it does not start.
 */
export async function startServiceProcess({ dataDir, env, onMessage }: StartServiceOptions): Promise<RunningService> {
  await mkdir(dataDir, { recursive: true });
  const logFile = join(dataDir, 'service.log');
  const log = createWriteStream(logFile, { mode: 0o600 });
  const entry = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [entry], { env: { ...process.env, ...env, DATA_DIR: dataDir }, detached: true, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const lastLines: string[] = [];
  for (const stream of [child.stdout!, child.stderr!]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      lastLines.splice(0, Math.max(0, lastLines.push(line) - 8));
      const message = MESSAGE.exec(line)?.[1];
      if (message !== undefined) onMessage(message);
    });
  }
  const exited = once(child, 'exit').then(() => {});
  const first = await Promise.race([once(child, 'message') as Promise<[ReadyMessage]>, exited.then(() => null)]);
  if (first === null) throw new Error(`the service did not start:\n${lastLines.join('\n')}`);
  const [{ url, apiKey, pids }] = first;
  return {
    url,
    apiKey,
    pids: { ...pids, launcher: child.pid! },
    logFile,
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      await exited;
    },
  };
}
