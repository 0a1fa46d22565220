import { ok } from 'node:assert/strict';
import { readZipEntries } from '../../../src/formats/zip.ts';
import { zip as makeZip } from '../../formats/support.ts';
import type { FuzzParser } from '../types.ts';
import { bombs } from './archives.ts';
import { fixture } from './support.ts';

const LIMITS = { entries: 100, entryBytes: 2 ** 16, totalBytes: 2 ** 18 };

export const zip: FuzzParser = {
  name: 'zip',
  tokens: ['PK\u0001\u0002', 'PK\u0003\u0004', 'PK\u0005\u0006', 'PK\u0006\u0006', 'PK\u0006\u0007', '../', '/', '\\', 'C:', '\u0000', '.', '\u0001\u0000\u0018\u0000'],
  seeds: () => [
    { name: 'stored and deflated', bytes: makeZip([{ name: 'b/', content: '', stored: true }, { name: 'b/a.txt', content: 'aaaa'.repeat(50) }, { name: 'ä.txt', content: 'bb', stored: true }], 'PK\u0005\u0006 in a comment') },
    { name: 'many', bytes: makeZip(Array.from({ length: 20 }, (_, i) => ({ name: `${i}.txt`, content: `${i}`.repeat(i), stored: i % 2 === 0 }))) },
    { name: 'large', bytes: fixture('uploads/large.zip') },
    { name: 'none', bytes: makeZip([]) },
    { name: 'damaged inside', bytes: Uint8Array.from({ length: 64 }, (_, i) => i), wrap: (content) => makeZip([{ name: 'a', content: 'whole' }, { name: 'b', content, stored: true, method: 8 }]), hostile: true },
    { name: 'any name', bytes: new TextEncoder().encode('folder/file.txt'), wrap: (name) => makeZip([{ name: name.slice(0, 60_000), content: 'x' }, { name: 'a', content: 'y' }]) },
    ...bombs('x.npy').map((seed) => (seed.name.startsWith('an archive in') ? { ...seed, hostile: undefined } : seed)),
  ],
  parse: (bytes) => {
    let total = 0;
    for (const entry of readZipEntries(bytes, LIMITS, 'the archive')) {
      const content = entry.read();
      ok(content.length === entry.size, `${content.length} bytes instead of ${entry.size}`);
      ok(!/(^|\/)\.\.?(\/|$)|^\/|\\/.test(entry.name), `the name ${JSON.stringify(entry.name)} leaves the folder`);
      total += content.length;
    }
    ok(total <= LIMITS.totalBytes, 'more than the limit');
  },
};
