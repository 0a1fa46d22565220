/**
 * ZIP archives (PKWARE APPNOTE 6.3), read strictly: the central directory is believed, and every entry is checked against it before a byte of it
 * is handed out. Stored and deflated entries, ZIP64; no encryption, no links, no parts of a split archive.
 */
import { crc32, inflateRawSync } from 'node:zlib';
import { findDirectory, readDirectory } from './zip-directory.ts';
import type { DirectoryEntry } from './zip-directory.ts';
import { refuse } from './refuse.ts';

export interface ZipLimits {
  entries: number;
  /** bytes of one entry, unpacked */
  entryBytes: number;
  /** bytes of all entries together, unpacked */
  totalBytes: number;
}

export interface ZipEntry {
  /** `/`-separated, relative, without `.` and `..`; folders end in `/` */
  name: string;
  /** bytes, unpacked */
  size: number;
  /** Unpacks, and checks length and CRC-32. Throws `invalid-input` naming the entry. */
  read(): Uint8Array;
}

const LOCAL_SIGNATURE = 0x04034b50;
const LOCAL_BYTES = 30;

const megabytes = (bytes: number): string => `${Math.max(1, Math.round(bytes / 2 ** 20))} MiB`;

/**
 * The entries of an archive, in the order of its directory. `file` names it in messages. Throws `invalid-input`: no or a damaged archive, names that
 * leave the folder or occur twice, entries that lie on one another (as in archives that unpack to a million times their size), more than the limits allow.
 */
export function readZipEntries(bytes: Uint8Array, limits: ZipLimits, file = 'the archive'): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const directory = findDirectory(view, file);
  if (directory.entries > limits.entries) throw refuse(`${file} has ${directory.entries} entries; at most ${limits.entries} are read.`, 'Give an archive with fewer files.');
  const entries = readDirectory(bytes, directory, file);
  checkNames(entries, file);
  checkSizes(entries, limits, file);
  const starts = dataStarts(view, entries, { file, end: directory.start });
  return entries.map((entry, index) => ({ name: entry.name, size: entry.size, read: () => unpack(bytes, { entry, start: starts[index] }, file) }));
}

function checkNames(entries: readonly DirectoryEntry[], file: string): void {
  const seen = new Set<string>();
  for (const { name } of entries) {
    const reason = badName(name);
    if (reason !== null) throw refuse(`${file}: the entry ${JSON.stringify(name)} ${reason}.`, 'Make the archive again, with relative paths below one folder.');
    if (seen.has(name)) throw refuse(`${file}: the entry ${JSON.stringify(name)} occurs twice.`, 'Give every file a name of its own.');
    seen.add(name);
  }
}

/** Why a name could leave the folder it is unpacked into, or null. */
function badName(name: string): string | null {
  if (name === '') return 'has no name';
  if (name.length > 1024) return 'has a name of more than 1024 characters';
  if (/[\u0000-\u001f\u007f]/.test(name)) return 'has a control character in its name';
  if (name.includes('\\')) return 'has a backslash in its name';
  if (name.startsWith('/') || /^[A-Za-z]:/.test(name)) return 'has an absolute path';
  const parts = (name.endsWith('/') ? name.slice(0, -1) : name).split('/');
  return parts.some((part) => part === '' || part === '.' || part === '..') ? 'has a path with "..", "." or an empty part' : null;
}

function checkSizes(entries: readonly DirectoryEntry[], limits: ZipLimits, file: string): void {
  let total = 0;
  for (const { name, size, packed, method } of entries) {
    if (size > limits.entryBytes) throw refuse(`${file}: the entry ${JSON.stringify(name)} unpacks to ${size} bytes; at most ${limits.entryBytes} are read.`, 'Make that file smaller.');
    if (method === 0 && size !== packed) throw refuse(`${file}: the entry ${JSON.stringify(name)} is stored as it is, yet has two lengths (${packed} and ${size}).`, 'Make the archive again.');
    total += size;
  }
  if (total > limits.totalBytes) throw refuse(`${file} unpacks to ${megabytes(total)}; at most ${megabytes(limits.totalBytes)} are read.`, 'Give less data, or smaller files.');
}

/** Where the bytes of each entry begin, after its local header. No two entries share a byte. */
function dataStarts(view: DataView, entries: readonly DirectoryEntry[], { file, end }: { file: string; end: number }): number[] {
  const starts = entries.map(({ name, offset }) => {
    if (offset + LOCAL_BYTES > end || view.getUint32(offset, true) !== LOCAL_SIGNATURE) throw refuse(`${file}: the entry ${JSON.stringify(name)} is not where the directory says.`, 'Make the archive again; it may have been cut or damaged on the way.');
    return offset + LOCAL_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  });
  const order = entries.map((_, index) => index).sort((a, b) => entries[a].offset - entries[b].offset);
  order.forEach((index, position) => {
    const next = position + 1 < order.length ? entries[order[position + 1]].offset : end;
    if (starts[index] + entries[index].packed > next) throw refuse(`${file}: the entry ${JSON.stringify(entries[index].name)} reaches into what follows it.`, 'Make the archive again; entries must not share bytes.');
  });
  return starts;
}

function unpack(bytes: Uint8Array, { entry, start }: { entry: DirectoryEntry; start: number }, file: string): Uint8Array {
  const packed = bytes.subarray(start, start + entry.packed);
  const content = entry.method === 0 ? packed : inflate(packed, entry, file);
  if (content.length !== entry.size || crc32(content) !== entry.crc) {
    throw refuse(`${file}: the entry ${JSON.stringify(entry.name)} is damaged (its length or checksum is not what the directory says).`, 'Make the archive again.');
  }
  return content;
}

function inflate(packed: Uint8Array, entry: DirectoryEntry, file: string): Uint8Array {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) });
  } catch (error) {
    throw refuse(`${file}: the entry ${JSON.stringify(entry.name)} cannot be unpacked (${(error as Error).message}).`, 'Make the archive again; it must unpack to the size its directory says.', error);
  }
}
