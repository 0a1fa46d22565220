import { TrainyardError } from '../engine/index.ts';
import { plainName, segments } from './keys.ts';
import { isPlainName } from './plain-name.ts';
import { openBucket } from './s3/bucket.ts';
import { parseS3Location } from './s3/location.ts';
import { dataOf, publish, publishedPrefix, readManifest, sweep, taken, withdraw, writeManifest } from './s3/publications.ts';
import type { Store } from './store.ts';

/**
 * A store in a bucket that exists. A file of its own is the object of its key; a published one is found through the manifest of its prefix.
 * Removing a prefix takes its publications out of sight at once and its other files one after the other: S3 has no rename.
 */
export async function openS3Store(location: string): Promise<Store> {
  const place = parseS3Location(location);
  if ('reason' in place) throw new TrainyardError('invalid-input', `"${location}" ${place.reason}`, { hint: 'use s3://bucket/prefix' });
  const bucket = await openBucket(place);
  await sweep(bucket);

  /** The file of that key in a publication. */
  async function published(key: string) {
    const { parent, name } = split(key);
    const manifest = parent === '' ? null : await readManifest(bucket, parent);
    const file = manifest?.files.find((each) => each.name === name);
    return manifest && file ? { parent, manifest, file } : null;
  }

  const isThere = async (key: string): Promise<boolean> => (await bucket.has(key)) || (await published(key)) !== null || (await bucket.hasBelow(`${key}/`));

  return {
    location,

    async publish(prefix, files) {
      segments(prefix);
      for (const name of files.keys()) plainName(name);
      if ((await isThere(prefix)) || !(await publish(bucket, prefix, files))) throw taken(prefix);
    },

    async put(key, content) {
      segments(key);
      await bucket.put(key, content);
    },

    async get(key) {
      segments(key);
      const own = await bucket.get(key);
      if (own) return own;
      const found = await published(key);
      const bytes = found && (await bucket.get(dataOf(found.manifest.id, found.file.name), found.file.sha256));
      if (!bytes) throw new TrainyardError('not-found', `the store holds no ${key}`, { hint: 'it may have been removed' });
      return bytes;
    },

    async has(key) {
      segments(key);
      return isThere(key);
    },

    async list(prefix) {
      if (prefix !== '') segments(prefix);
      const names = await bucket.names(prefix === '' ? '' : `${prefix}/`);
      // the manifest is among the names where there is one: no request for the many that have none
      const manifest = prefix !== '' && names.some((name) => publishedPrefix(`${prefix}/${name}`) !== null) ? await readManifest(bucket, prefix) : null;
      const shown = [...names.filter(isPlainName), ...(manifest?.files ?? []).map(({ name }) => name)];
      return [...new Set(shown)].sort();
    },

    async remove(prefix) {
      segments(prefix);
      const keys = (await bucket.entries(`${prefix}/`)).map(({ key }) => key);
      for (const key of keys) {
        const shows = publishedPrefix(key);
        if (shows !== null) await withdraw(bucket, shows);
      }
      await bucket.delete([prefix, ...keys.filter((key) => publishedPrefix(key) === null)]);
      const found = await published(prefix);
      if (!found) return;
      const { parent, manifest, file } = found;
      await writeManifest(bucket, parent, { ...manifest, files: manifest.files.filter((each) => each !== file) });
      await bucket.delete([dataOf(manifest.id, file.name)]);
    },
  };
}

function split(key: string): { parent: string; name: string } {
  const cut = key.lastIndexOf('/');
  return { parent: key.slice(0, Math.max(cut, 0)), name: key.slice(cut + 1) };
}
