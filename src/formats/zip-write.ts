import { crc32 } from 'node:zlib';
import { refuse } from './refuse.ts';

const UTF8 = 0x800;
/** 1 January 1980: the same entries give the same bytes */
const DATE = 0x21;
const MOST = 2 ** 32 - 1;

/** A ZIP archive of entries that are stored as they are: weights hardly shrink. Names are plain, at most 65,535 entries, below 4 GiB. */
export function writeZip(entries: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [label, content] of entries) {
    const name = new TextEncoder().encode(label);
    const sums: Words = [[2, UTF8], [2, 0], [2, 0], [2, DATE], [4, crc32(content)], [4, content.length], [4, content.length], [2, name.length], [2, 0]];
    directory.push(words([[4, 0x02014b50], [2, 20], [2, 20], ...sums, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]]), name);
    pieces.push(words([[4, 0x04034b50], [2, 20], ...sums]), name, content);
    at += 30 + name.length + content.length;
    if (at > MOST || entries.size > 0xffff) throw refuse('The archive would be larger than 4 GiB.', 'Export safetensors instead.');
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  return Buffer.concat([...pieces, ...directory, words([[4, 0x06054b50], [2, 0], [2, 0], [2, entries.size], [2, entries.size], [4, size], [4, at], [2, 0]])]);
}

type Words = (readonly [2 | 4, number])[];

/** Little-endian words of two or four bytes. */
function words(values: Words): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.reduce((sum, [width]) => sum + width, 0)));
  let at = 0;
  for (const [width, value] of values) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return new Uint8Array(view.buffer);
}
