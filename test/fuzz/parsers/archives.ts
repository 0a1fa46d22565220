/** Archives that are more than they look: seeds of everything that reads ZIP. */
import { zip } from '../../formats/support.ts';
import type { Seed } from '../types.ts';

const zeros = (length: number): Uint8Array => new Uint8Array(length);

/** Refused by every reader whose limits are below 64 MiB. */
export function bombs(name: string): Seed[] {
  const kernel = zip([{ name, content: zeros(2 ** 20) }]);
  return [
    { name: 'unpacks to more than it says', bytes: zip([{ name, content: zeros(2 ** 24), size: 1000 }]), hostile: true, heavy: true },
    { name: 'unpacks to more than is allowed', bytes: zip([{ name, content: zeros(2 ** 27) }]), hostile: true, heavy: true },
    { name: 'says that it unpacks to four gigabytes', bytes: zip([{ name, content: zeros(10), size: 0xfffffffe }]), hostile: true },
    { name: 'entries that lie on one another', bytes: overlapping(name, 500), hostile: true, heavy: true },
    { name: 'an archive in an archive in an archive', bytes: zip([{ name, content: zip([{ name, content: kernel }]) }]), hostile: true },
    { name: 'sixty thousand entries', bytes: zip(Array.from({ length: 60_000 }, (_, i) => ({ name: `${i}/${name}`, content: '', stored: true }))), hostile: true, heavy: true },
    { name: 'names of sixty thousand letters', bytes: zip([{ name: `${'n'.repeat(60_000)}/${name}`, content: 'x', method: 99 }]), hostile: true },
  ];
}

/** All entries of the directory mean the same bytes. */
function overlapping(name: string, count: number): Uint8Array {
  return zip(Array.from({ length: count }, (_, i) => ({ name: `${i}${name}`, content: i === 0 ? zeros(2 ** 16) : '', size: 2 ** 16, offset: 0 })));
}
