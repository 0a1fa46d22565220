import { fileURLToPath } from 'node:url';
import { openFolderStore } from './folder-store.ts';
import { openS3Store } from './s3-store.ts';
import type { Store } from './store.ts';

/** The store at a location: `s3://bucket/prefix`, `file:///folder`, or the path of a folder. */
export function openStore(location: string): Promise<Store> {
  if (location.startsWith('s3://')) return openS3Store(location);
  return openFolderStore(location.startsWith('file:') ? fileURLToPath(location) : location);
}
