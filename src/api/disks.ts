import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';

export interface DiskWatch {
  /** Folders that are written to, by the setting that names them. */
  folders: readonly { setting: string; path: string }[];
  /** Below so many free bytes nothing should be accepted any more; 0: nobody looks. */
  leastBytes: number;
}

const MEGABYTE = 2 ** 20;

/** What to say of each folder whose disk is nearly full. Paths are nobody's business, settings are. */
export async function fullDisks({ folders, leastBytes }: DiskWatch): Promise<string[]> {
  if (leastBytes === 0) return [];
  const said = await Promise.all(folders.map(async ({ setting, path }) => {
    const free = await freeBytes(path);
    if (free >= leastBytes) return [];
    return [`the disk of ${setting} has ${Math.floor(free / MEGABYTE)} MB left of the ${Math.floor(leastBytes / MEGABYTE)} that are kept free: make room there, or lower DISK_RESERVE_MB`];
  }));
  return said.flat();
}

/** For this user, at the folder or where it would be made. */
async function freeBytes(path: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(path);
    return bavail * bsize;
  } catch (error) {
    if (!['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code!) || dirname(path) === path) throw error;
    return freeBytes(dirname(path));
  }
}
