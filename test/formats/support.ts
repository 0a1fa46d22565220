import { crc32, deflateRawSync } from 'node:zlib';

/** An entry for `zip`; what is given beside name and content is a lie. */
export interface EntryDraft {
  name: string | Uint8Array;
  content: Uint8Array | string;
  stored?: boolean;
  method?: number;
  flags?: number;
  crc?: number;
  size?: number;
  /** Unix mode, in the upper half of the external attributes */
  mode?: number;
  /** that the directory claims, instead of where the entry is */
  offset?: number;
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A ZIP archive, honest unless a draft says otherwise. */
export function zip(drafts: readonly EntryDraft[], comment = ''): Uint8Array {
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const draft of drafts) {
    const name = typeof draft.name === 'string' ? bytesOf(draft.name) : draft.name;
    const content = typeof draft.content === 'string' ? bytesOf(draft.content) : draft.content;
    const packed = draft.stored ? content : deflateRawSync(content);
    const { method = draft.stored ? 0 : 8, flags = 0x800, crc = crc32(content), size = content.length, mode = 0o100644, offset = at } = draft;
    const common = [[2, 20], [2, flags], [2, method], [4, 0], [4, crc], [4, packed.length], [4, size], [2, name.length], [2, 0]] as const;
    const local = [fields([[4, 0x04034b50], ...common]), name, packed];
    directory.push(fields([[4, 0x02014b50], [2, 0x31e], ...common, [2, 0], [2, 0], [2, 0], [4, (mode << 16) >>> 0], [4, offset]]), name);
    pieces.push(...local);
    at += local.reduce((sum, piece) => sum + piece.length, 0);
  }
  const size = directory.reduce((sum, piece) => sum + piece.length, 0);
  return Buffer.concat([...pieces, ...directory, fields([[4, 0x06054b50], [2, 0], [2, 0], [2, drafts.length], [2, drafts.length], [4, size], [4, at], [2, comment.length]]), bytesOf(comment)]);
}

/** Little-endian words of two or four bytes. */
function fields(words: readonly (readonly [number, number])[]): Uint8Array {
  const bytes = new Uint8Array(words.reduce((sum, [width]) => sum + width, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of words) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  return bytes;
}
