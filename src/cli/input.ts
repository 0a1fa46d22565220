/** Files and standard input. */
import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { CliError } from './failures.ts';

export interface Input {
  /** Absolute; relative ones start where the user stood. */
  path(name: string): string;
  /** The bytes of a file, or of standard input for `-`. */
  bytes(name: string): Promise<Buffer>;
  /** The same, as JSON. */
  json(name: string): Promise<unknown>;
  /** A file that is sent without being read into memory. */
  blob(name: string): Promise<File>;
}

export function createInput(folder: string, stdin: NodeJS.ReadableStream): Input {
  const path = (name: string) => resolve(folder, name);
  const bytes = async (name: string): Promise<Buffer> => {
    if (name === '-') return buffer(stdin);
    return readFile(path(name)).catch((error: unknown) => refuse(name, error));
  };
  return {
    path,
    bytes,
    json: async (name) => parseJson((await bytes(name)).toString('utf8'), name === '-' ? 'standard input' : name),
    blob: async (name) => {
      const blob = await openAsBlob(path(name)).catch((error: unknown) => refuse(name, error));
      return new File([blob], basename(name));
    },
  };
}

export function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CliError(`${name} is not valid JSON: ${(error as Error).message}.`, 'Check quotes, commas and brackets.');
  }
}

function refuse(name: string, error: unknown): never {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOENT' || code === 'ERR_INVALID_ARG_VALUE' ? 'there is no such file' : code === 'EISDIR' ? 'is a folder' : code === 'EACCES' ? 'may not be read' : message;
  throw new CliError(`${name}: ${reason}.`, 'Name a file, or - for standard input.');
}
