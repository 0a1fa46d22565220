import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrainyardError } from '../../src/engine/index.ts';
import { readZipEntries } from '../../src/formats/zip.ts';
import type { ZipLimits } from '../../src/formats/zip.ts';
import { bytesOf, zip } from './support.ts';
import type { EntryDraft } from './support.ts';

const limits: ZipLimits = { entries: 100, entryBytes: 10_000, totalBytes: 20_000 };
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const contents = (bytes: Uint8Array): [string, string][] => readZipEntries(bytes, limits).map((entry) => [entry.name, text(entry.read())]);

/** The refusal of an archive, whether its directory or its content is at fault. */
function refusal(bytes: Uint8Array, changed: Partial<ZipLimits> = {}): TrainyardError {
  try {
    for (const entry of readZipEntries(bytes, { ...limits, ...changed }, 'a.zip')) entry.read();
  } catch (error) {
    if (error instanceof TrainyardError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

const large = readFileSync(new URL('../fixtures/uploads/large.zip', import.meta.url));

test('a name of sixty thousand letters does not make a message of as many', () => {
  for (const method of [0, 99]) {
    const { message } = refusal(zip([{ name: 'n'.repeat(60_000), content: 'x', stored: true, method }]));
    expect(message.length).toBeLessThan(1000);
    expect(message).toMatch(method === 0 ? /more than 1024 characters\.$/ : /packed by method 99\.$/);
  }
});

describe('an archive', () => {
  test('gives its entries in order, stored and deflated, with a comment behind', () => {
    expect(contents(zip([{ name: 'b/', content: '', stored: true }, { name: 'b/a.txt', content: 'aaaa' }, { name: 'ä.txt', content: 'bb', stored: true }], 'PK\u0005\u0006 in a comment'))).toEqual([['b/', ''], ['b/a.txt', 'aaaa'], ['ä.txt', 'bb']]);
    expect(contents(zip([]))).toEqual([]);
  });

  test('may be of the large kind, as Python writes it', () => {
    const expected = ['folder/one.txt', 'folder/zwei-äöü.txt'].map((name) => [name, name.repeat(20)]);
    expect(contents(large)).toEqual([['folder/', ''], ...expected]);
    const end = large.length - 22 - 'with a comment'.length;
    const pointing = Uint8Array.from(large); // the small end record sends the reader to the large one
    pointing.fill(0xff, end + 8, end + 20);
    expect(contents(pointing)).toEqual([['folder/', ''], ...expected]);
    pointing[end - 20] = 0;
    expect(refusal(pointing).message).toMatch(/the directory of a large archive is missing/);
  });
});

describe('what is refused', () => {
  const one = (draft: Partial<EntryDraft>): Uint8Array => zip([{ name: 'a.txt', content: 'hello hello hello', ...draft }]);
  const two = [{ name: 'a', content: 'x', stored: true }, { name: 'b', content: 'y', stored: true }] as const;

  test.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /^a\.zip is no ZIP archive/],
    ['text', bytesOf('hello '.repeat(20)), /is no ZIP archive/],
    ['bytes behind the end', Buffer.concat([one({}), bytesOf('x')]), /is no ZIP archive/],
    ['an archive cut short', one({}).subarray(0, -10), /is no ZIP archive/],
    ['an archive with its beginning cut off', one({}).subarray(5), /damaged|not where/],
    ...['../a', 'a/../../b', '/etc/passwd', 'C:/a', 'C:a', 'a\\b', 'a//b', './a', 'a/.', 'a\u0000.png', 'a\nb', ''].map((name): [string, Uint8Array, RegExp] =>
      [`the name ${JSON.stringify(name)}`, one({ name }), /^a\.zip: the entry ".*" has /]),
    ['a name that is not UTF-8', one({ name: Uint8Array.of(0x61, 0xe4) }), /not UTF-8/],
    ['a name twice', zip([two[0], two[0]]), /the entry "a" occurs twice/],
    ['a symbolic link', one({ mode: 0o120777 }), /"a\.txt" is a symbolic link/],
    ['an encrypted entry', one({ flags: 1 }), /"a\.txt" is encrypted/],
    ['another method', one({ method: 14 }), /packed by method 14/],
    ['a wrong checksum', one({ crc: 1 }), /"a\.txt" is damaged/],
    ['an entry that unpacks to more than it says', one({ size: 5 }), /"a\.txt" cannot be unpacked/],
    ['an entry that unpacks to less than it says', one({ size: 500 }), /"a\.txt" is damaged/],
    ['a stored entry of two lengths', one({ stored: true, size: 5 }), /two lengths/],
    ['a stream that is no deflate', zip([{ name: 'a', content: '\u0007\u0007\u0007', stored: true, method: 8 }]), /cannot be unpacked/],
    ['an entry that is not there', one({ offset: 3 }), /not where the directory says/],
    ['an entry behind the end', one({ offset: 0xfffffff0 }), /not where the directory says/],
    ['entries on one another', zip([two[0], { ...two[1], offset: 0 }]), /reaches into what follows/],
    ['an entry that is too long', one({ content: 'x'.repeat(10_001) }), /unpacks to 10001 bytes; at most 10000/],
    ['entries that are too long together', zip([0, 1, 2].map((i) => ({ name: `${i}`, content: 'x'.repeat(9_000) }))), /unpacks to 1 MiB; at most/],
    ['too many entries', zip(Array.from({ length: 101 }, (_, i) => ({ name: `${i}`, content: '' }))), /101 entries; at most 100/],
  ])('%s', (_what, bytes, message) => {
    const error = refusal(bytes);
    expect(error.code).toBe('invalid-input');
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe('');
  });

  test('the bomb of one kernel under many names', () => {
    // D. Fifield, A better zip bomb, 2019: every entry of the directory points at the same bytes
    const kernel = { name: 'a', content: new Uint8Array(9_000) };
    expect(refusal(zip([kernel, ...Array.from({ length: 90 }, (_, i) => ({ ...kernel, name: `b${i}`, offset: 0 }))]), { totalBytes: 1e9 }).message).toMatch(/reaches into what follows/);
  });

  test('every archive cut short or with a byte changed is read rightly or refused, and nothing else happens', () => {
    const whole = zip([{ name: 'a/b.txt', content: 'hello hello hello' }, { name: 'c', content: 'x', stored: true }]);
    const known = new Set(['hello hello hello', 'x']);
    fc.assert(fc.property(fc.integer({ min: 0, max: whole.length - 1 }), fc.integer({ min: 1, max: 255 }), fc.boolean(), (at, change, cut) => {
      const bytes = Uint8Array.from(cut ? whole.subarray(0, at) : whole);
      if (!cut) bytes[at] ^= change;
      try {
        for (const entry of readZipEntries(bytes, limits)) expect(known).toContain(text(entry.read()));
      } catch (error) {
        expect(error).toBeInstanceOf(TrainyardError);
      }
    }), { numRuns: 2_000 });
  });
});
