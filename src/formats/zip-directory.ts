/** The central directory of a ZIP archive: where it is, and what it says of each entry. */
import { refuse } from './refuse.ts';

export interface DirectoryEntry {
  name: string;
  /** 0 stored, 8 deflated */
  method: number;
  crc: number;
  /** bytes in the archive */
  packed: number;
  /** bytes, unpacked */
  size: number;
  /** of the local header */
  offset: number;
}

export interface Directory {
  entries: number;
  start: number;
  bytes: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
const ZIP64_FIELD = 0x0001;
const IN_ZIP64 = 0xffffffff;
const ENCRYPTED = 1;
/** File type bits of a Unix mode, and their value for a symbolic link. */
const TYPE_MASK = 0o170000;
const LINK = 0o120000;

const AGAIN = 'Make the archive again; it may have been cut or damaged on the way.';

/** The end record is the last thing in the file, but for a comment whose length it gives. */
export function findDirectory(view: DataView, file: string): Directory {
  const lowest = Math.max(0, view.byteLength - END_BYTES - 0xffff);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at--) {
    if (view.getUint32(at, true) === END_SIGNATURE && at + END_BYTES + view.getUint16(at + 20, true) === view.byteLength) return directoryAt(view, at, file);
  }
  throw refuse(`${file} is no ZIP archive, or is cut short: it has no directory at its end.`, 'Give a whole ZIP archive.');
}

function directoryAt(view: DataView, at: number, file: string): Directory {
  if (view.getUint16(at + 4, true) !== 0 && view.getUint16(at + 4, true) !== 0xffff) throw refuse(`${file} is one part of a split archive.`, 'Give it in one piece.');
  const plain: Directory = { entries: view.getUint16(at + 10, true), bytes: view.getUint32(at + 12, true), start: view.getUint32(at + 16, true) };
  const big = plain.entries === 0xffff || plain.bytes === IN_ZIP64 || plain.start === IN_ZIP64;
  const directory = big ? bigDirectory(view, at, file) : plain;
  if (directory.start + directory.bytes > at || directory.entries * ENTRY_BYTES > directory.bytes) throw refuse(`${file} is damaged: its directory does not fit into it.`, AGAIN);
  return directory;
}

function bigDirectory(view: DataView, end: number, file: string): Directory {
  const locator = end - LOCATOR_BYTES;
  if (locator >= 0 && view.getUint32(locator, true) === LOCATOR_SIGNATURE) {
    const at = safe(view.getBigUint64(locator + 8, true));
    if (at + END64_BYTES <= locator && view.getUint32(at, true) === END64_SIGNATURE) {
      return { entries: safe(view.getBigUint64(at + 32, true)), bytes: safe(view.getBigUint64(at + 40, true)), start: safe(view.getBigUint64(at + 48, true)) };
    }
  }
  throw refuse(`${file} is damaged: the directory of a large archive is missing.`, AGAIN);
}

/** Sizes that no file has stay sizes that no file has. */
const safe = (value: bigint): number => Number(value > BigInt(Number.MAX_SAFE_INTEGER) ? BigInt(Number.MAX_SAFE_INTEGER) : value);

export function readDirectory(bytes: Uint8Array, { entries, start, bytes: length }: Directory, file: string): DirectoryEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = start + length;
  const found: DirectoryEntry[] = [];
  let at = start;
  for (let i = 0; i < entries; i++) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) throw refuse(`${file} is damaged: its directory ends after ${i} of ${entries} entries.`, AGAIN);
    const [name, extra, comment] = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const next = at + ENTRY_BYTES + name + extra + comment;
    if (next > end) throw refuse(`${file} is damaged: entry ${i} of its directory is cut short.`, AGAIN);
    found.push(readEntry(bytes, { at, name, extra }, file));
    at = next;
  }
  if (at !== end) throw refuse(`${file} is damaged: its directory holds more than the ${entries} entries it counts.`, AGAIN);
  return found;
}

function readEntry(bytes: Uint8Array, { at, name: nameBytes, extra }: { at: number; name: number; extra: number }, file: string): DirectoryEntry {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const name = decodeName(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes), file);
  const quoted = JSON.stringify(name);
  if (view.getUint16(at + 8, true) & ENCRYPTED) throw refuse(`${file}: the entry ${quoted} is encrypted.`, 'Make the archive without a password.');
  const method = view.getUint16(at + 10, true);
  if (method !== 0 && method !== 8) throw refuse(`${file}: the entry ${quoted} is packed by method ${method}.`, 'Use the usual method, deflate.');
  if (((view.getUint32(at + 38, true) >>> 16) & TYPE_MASK) === LINK) throw refuse(`${file}: the entry ${quoted} is a symbolic link.`, 'Put the file itself into the archive.');
  const entry = { name, method, crc: view.getUint32(at + 16, true), packed: view.getUint32(at + 20, true), size: view.getUint32(at + 24, true), offset: view.getUint32(at + 42, true) };
  const fields = new DataView(bytes.buffer, bytes.byteOffset + at + ENTRY_BYTES + nameBytes, extra);
  return enlarge(entry, fields, file);
}

/** Values that do not fit into 32 bits are in the ZIP64 field, those alone, in this order. */
function enlarge(entry: DirectoryEntry, fields: DataView, file: string): DirectoryEntry {
  const wanted = (['size', 'packed', 'offset'] as const).filter((member) => entry[member] === IN_ZIP64);
  if (wanted.length === 0) return entry;
  for (let at = 0; at + 4 <= fields.byteLength; at += 4 + fields.getUint16(at + 2, true)) {
    const length = fields.getUint16(at + 2, true);
    if (fields.getUint16(at, true) !== ZIP64_FIELD || length < 8 * wanted.length || at + 4 + length > fields.byteLength) continue;
    return { ...entry, ...Object.fromEntries(wanted.map((member, i) => [member, safe(fields.getBigUint64(at + 4 + 8 * i, true))])) };
  }
  throw refuse(`${file}: the entry ${JSON.stringify(entry.name)} is damaged: its sizes are missing.`, AGAIN);
}

function decodeName(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw refuse(`${file}: the name of an entry, ${JSON.stringify(new TextDecoder('latin1').decode(bytes))}, is not UTF-8.`, 'Rename that file, or make the archive with UTF-8 names.', error);
  }
}
