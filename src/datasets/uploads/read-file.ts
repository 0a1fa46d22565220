import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { refuse } from '../../formats/refuse.ts';
import type { ReadLimits, UploadedFile } from './format.ts';

const inflate = promisify(gunzip);

/** What a file may hold beside its samples. */
const HEADER = 1024;

/** All bytes of a file, unpacked where it is gzipped. */
export async function readMaybeGzipped({ path, label }: UploadedFile, { decodedBytes }: ReadLimits): Promise<Uint8Array> {
  const bytes = await readWhole({ path, label });
  const most = Math.max(0, decodedBytes) + HEADER;
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) {
    if (bytes.length > most) throw tooLarge(label, decodedBytes);
    return bytes;
  }
  try {
    return await inflate(bytes, { maxOutputLength: most });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(label, decodedBytes);
    throw refuse(`${label} cannot be unpacked (${(error as Error).message}).`, 'Give a whole gzip file, or the file as it is.', error);
  }
}

export async function readWhole({ path, label }: UploadedFile): Promise<Uint8Array> {
  const bytes = await readFile(path);
  if (bytes.length === 0) throw refuse(`${label} is empty.`, 'Give a file with data in it.');
  return bytes;
}

export const tooLarge = (label: string, limit: number): Error =>
  refuse(`${label} decodes to more than ${Math.max(0, Math.floor(limit / 2 ** 20))} MiB, more than a job may hold here.`, 'Give less data, or raise MEMORY_LIMIT_MB of the service.');
