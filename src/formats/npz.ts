/** NumPy's archives: a ZIP of `<name>.npy`, as numpy.savez and savez_compressed write them. */
import { readNpy } from './npy.ts';
import type { NpyArray } from './npy.ts';
import { refuse } from './refuse.ts';
import { readZipEntries } from './zip.ts';

const MAX_ARRAYS = 10_000;

/** The arrays by name. `totalBytes` bounds what the archive unpacks to; `only`: others are not unpacked. Throws `invalid-input` naming file and array. */
export function readNpz(bytes: Uint8Array, { totalBytes, only }: { totalBytes: number; only?: readonly string[] }, file = 'the archive'): Map<string, NpyArray> {
  const arrays = new Map<string, NpyArray>();
  for (const entry of readZipEntries(bytes, { entries: MAX_ARRAYS, entryBytes: totalBytes, totalBytes }, file)) {
    if (!entry.name.endsWith('.npy')) throw refuse(`${file}: the entry ${JSON.stringify(entry.name)} is no NumPy array.`, 'Give an archive that numpy.savez wrote.');
    const name = entry.name.slice(0, -'.npy'.length);
    if (only === undefined || only.includes(name)) arrays.set(name, readNpy(entry.read(), `${file}: the array "${name}"`));
  }
  return arrays;
}
