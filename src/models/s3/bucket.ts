import { createHash } from 'node:crypto';
import type { S3 } from '@aws-sdk/client-s3';
import { connect } from './client.ts';
import { corrupt, isContested, isFault, isMissing, isTaken, translate } from './errors.ts';
import type { S3Location } from './location.ts';
import { checksum, PART_BYTES, uploadParts } from './multipart.ts';

/** S3 takes no more keys in one deletion. */
const DELETE_AT_ONCE = 1000;
const CONTESTED_ATTEMPTS = 5;

export interface Entry {
  key: string;
  modifiedMs: number;
}

/** Objects below a prefix of a bucket, by keys without that prefix. Every failure is a TrainyardError. */
export interface Bucket {
  /** Replaced atomically. */
  put(key: string, content: Uint8Array | string): Promise<void>;
  /** False where the object is there already; a server that knows no conditional writes replaces it and says true. */
  create(key: string, content: string): Promise<boolean>;
  /** Null where there is none. Throws 'store-corrupt' for bytes that do not have `sha256`, or else the hash they were stored with. */
  get(key: string, sha256?: string): Promise<Uint8Array | null>;
  has(key: string): Promise<boolean>;
  /** Whether any key begins so. */
  hasBelow(folder: string): Promise<boolean>;
  /** Names directly below a folder (which is '' or ends in a slash), in no order. */
  names(folder: string): Promise<string[]>;
  /** Everything below a folder. */
  entries(folder: string): Promise<Entry[]>;
  delete(keys: readonly string[]): Promise<void>;
  /** Ends uploads in parts that began before that time and were never completed. */
  abortUploads(beforeMs: number): Promise<void>;
}

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const STRETCH = 2 ** 20;

/** The same in stretches, with the event loop in between: whoever reads large weights answers others meanwhile. */
async function hashBetween(bytes: Uint8Array): Promise<string> {
  const hash = createHash('sha256');
  for (let start = 0; start < bytes.length; start += STRETCH) {
    if (start > 0) await new Promise((resolve) => void setImmediate(resolve));
    hash.update(bytes.subarray(start, start + STRETCH));
  }
  return hash.digest('hex');
}

export async function openBucket({ bucket: Bucket, prefix }: S3Location): Promise<Bucket> {
  const s3 = await connect();
  const root = prefix === '' ? '' : `${prefix}/`;
  const at = (key: string) => ({ Bucket, Key: root + key });
  const told = async <T>(work: () => Promise<T>): Promise<T> => work().catch((error: unknown) => Promise.reject(translate(error, Bucket)));

  return {
    put: (key, content) =>
      told(async () => {
        const body = bytesOf(content);
        const Metadata = { sha256: sha256Hex(body) };
        if (body.byteLength > PART_BYTES) await uploadParts(s3, { ...at(key), Metadata, body });
        else await s3.putObject({ ...at(key), Metadata, Body: body, ChecksumSHA256: checksum(body) });
      }),

    create: (key, content) => told(() => create(s3, at(key), bytesOf(content))),

    get: (key, sha256) =>
      told(async () => {
        const answer = await orNull(s3.getObject({ ...at(key), ChecksumMode: 'ENABLED' }));
        if (!answer) return null;
        const bytes = await answer.Body!.transformToByteArray();
        const expected = sha256 ?? answer.Metadata?.sha256;
        if (expected !== undefined && expected !== (await hashBetween(bytes))) throw corrupt(key);
        return bytes;
      }),

    has: (key) => told(async () => (await orNull(s3.headObject(at(key)))) !== null),

    hasBelow: (folder) => told(async () => ((await s3.listObjectsV2({ Bucket, Prefix: root + folder, MaxKeys: 1 })).Contents ?? []).length > 0),

    names: (folder) =>
      told(async () => {
        const Prefix = root + folder;
        const pages = await listPages(s3, { Bucket, Prefix, Delimiter: '/' });
        const keys = pages.flatMap(({ Contents = [], CommonPrefixes = [] }) => [...Contents.map(({ Key }) => Key!), ...CommonPrefixes.map(({ Prefix: below }) => below!)]);
        return keys.map((key) => key.slice(Prefix.length).replace(/\/$/, ''));
      }),

    entries: (folder) =>
      told(async () => {
        const pages = await listPages(s3, { Bucket, Prefix: root + folder });
        return pages.flatMap(({ Contents = [] }) => Contents.map(({ Key, LastModified }) => ({ key: Key!.slice(root.length), modifiedMs: LastModified?.getTime() ?? 0 })));
      }),

    delete: (keys) =>
      told(async () => {
        for (let start = 0; start < keys.length; start += DELETE_AT_ONCE) {
          const Objects = keys.slice(start, start + DELETE_AT_ONCE).map((key) => ({ Key: root + key }));
          const { Errors = [] } = await s3.deleteObjects({ Bucket, Delete: { Objects, Quiet: true } });
          if (Errors.length > 0) throw Object.assign(new Error(Errors[0].Message), { name: Errors[0].Code });
        }
      }),

    abortUploads: (beforeMs) => told(() => abortUploads(s3, { Bucket, Prefix: root }, beforeMs)),
  };
}

const bytesOf = (content: Uint8Array | string): Uint8Array => (typeof content === 'string' ? new TextEncoder().encode(content) : content);

const orNull = <T>(answer: Promise<T>): Promise<T | null> => answer.catch((error: unknown) => (isMissing(error) ? null : Promise.reject(error)));

async function create(s3: S3, at: { Bucket: string; Key: string }, Body: Uint8Array): Promise<boolean> {
  for (let attempt = 1; ; attempt++) {
    try {
      await s3.putObject({ ...at, Body, Metadata: { sha256: sha256Hex(Body) }, ChecksumSHA256: checksum(Body), IfNoneMatch: '*' });
      return true;
    } catch (error) {
      if (isTaken(error)) return false;
      if (!isContested(error) || attempt === CONTESTED_ATTEMPTS) throw error;
    }
  }
}

type ListRequest = Parameters<S3['listObjectsV2']>[0] & object;

async function listPages(s3: S3, request: ListRequest) {
  const pages = [await s3.listObjectsV2(request)];
  while (pages.at(-1)!.IsTruncated) pages.push(await s3.listObjectsV2({ ...request, ContinuationToken: pages.at(-1)!.NextContinuationToken }));
  return pages;
}

/** Best effort: some servers list no uploads, some keys may not. There the bucket wants a rule that ends incomplete uploads. */
async function abortUploads(s3: S3, { Bucket, Prefix }: { Bucket: string; Prefix: string }, beforeMs: number): Promise<void> {
  try {
    const { Uploads = [] } = await s3.listMultipartUploads({ Bucket, Prefix });
    for (const { Key, UploadId, Initiated } of Uploads) if (Initiated && Initiated.getTime() < beforeMs) await s3.abortMultipartUpload({ Bucket, Key, UploadId });
  } catch (error) {
    if (!isFault(error, 'NotImplemented', 'MethodNotAllowed', 'AccessDenied', 'NoSuchUpload')) throw error;
  }
}
