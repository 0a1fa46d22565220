import { createHash } from 'node:crypto';
import type { CompletedPart, S3 } from '@aws-sdk/client-s3';

/** Content above this goes up in parts of this size. */
export const PART_BYTES = 8 * 2 ** 20;
/** parts on their way at once */
const ABREAST = 4;

export interface Upload {
  Bucket: string;
  Key: string;
  Metadata: Record<string, string>;
  body: Uint8Array;
}

export const checksum = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64');

/** The object appears, or is replaced, when the last request succeeds; of one that fails no part stays. */
export async function uploadParts(s3: S3, { Bucket, Key, Metadata, body }: Upload): Promise<void> {
  const { UploadId } = await s3.createMultipartUpload({ Bucket, Key, Metadata, ChecksumAlgorithm: 'SHA256' });
  const upload = { Bucket, Key, UploadId };
  try {
    const Parts: CompletedPart[] = [];
    const count = Math.ceil(body.byteLength / PART_BYTES);
    while (Parts.length < count) {
      const numbers = Array.from({ length: Math.min(ABREAST, count - Parts.length) }, (_, i) => Parts.length + i + 1);
      // all of them have ended before an abort is sent: a part that arrives later would stay
      const sent = await Promise.allSettled(numbers.map((number) => uploadPart(s3, upload, number, body.subarray((number - 1) * PART_BYTES, number * PART_BYTES))));
      for (const result of sent) {
        if (result.status === 'rejected') throw result.reason;
        Parts.push(result.value);
      }
    }
    await s3.completeMultipartUpload({ ...upload, MultipartUpload: { Parts } });
  } catch (error) {
    await s3.abortMultipartUpload(upload).catch(() => {}); // what cannot be aborted now is aborted at an opening a day later
    throw error;
  }
}

async function uploadPart(s3: S3, upload: { Bucket: string; Key: string; UploadId: string | undefined }, PartNumber: number, Body: Uint8Array): Promise<CompletedPart> {
  const ChecksumSHA256 = checksum(Body);
  const { ETag } = await s3.uploadPart({ ...upload, PartNumber, Body, ChecksumSHA256 });
  return { PartNumber, ETag, ChecksumSHA256 };
}
