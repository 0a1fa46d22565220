import { Readable } from 'node:stream';
import { createContext } from '../../src/cli/context.ts';
import { createInput } from '../../src/cli/input.ts';
import { createOutput } from '../../src/cli/output.ts';
import { runCommandLine } from '../../src/cli/program.ts';
import type { Environment } from '../../src/cli/settings.ts';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
  /** of `--json` */
  json<T = Record<string, unknown>>(): T;
}

/** Runs command lines in this process, against a service. */
export function commandLine(folder: string, env: Environment) {
  return async (words: readonly string[], { stdin = '', columns }: { stdin?: string | Uint8Array; columns?: number } = {}): Promise<Ran> => {
    const written = { stdout: '', stderr: '' };
    const stdout = { columns, write: (text: string) => (written.stdout += text) };
    const stderr = { write: (text: string) => (written.stderr += text) };
    const code = await runCommandLine(words, {
      stdout, stderr,
      contextOf: ({ json = false, url }) => createContext({ env, folder, url, me: 'trainyard', input: createInput(folder, Readable.from([stdin])), output: createOutput({ json, env, stdout, stderr }) }),
    });
    return { code, ...written, json: () => JSON.parse(written.stdout) as never };
  };
}
