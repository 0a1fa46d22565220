import { isPlainName } from '../plain-name.ts';

export interface S3Location {
  bucket: string;
  /** '' for the whole bucket; without slashes around it */
  prefix: string;
}

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Reads `s3://bucket/prefix`. Of an address that cannot work, the reason. */
export function parseS3Location(location: string): S3Location | { reason: string } {
  const [, bucket, path] = /^s3:\/\/([^/]*)\/?(.*)$/s.exec(location) ?? [];
  if (bucket === undefined) return { reason: 'is no s3: address' };
  if (bucket === '') return { reason: 'names no bucket' };
  if (bucket.includes('@')) return { reason: 'holds keys, which belong into AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY' };
  if (!BUCKET.test(bucket)) return { reason: `has a bucket name, "${bucket}", that S3 does not allow` };
  const prefix = path.replace(/\/$/, '');
  const bad = prefix === '' ? undefined : prefix.split('/').find((part) => !isPlainName(part));
  return bad === undefined ? { bucket, prefix } : { reason: `has a prefix with "${bad}", which is no plain name` };
}
