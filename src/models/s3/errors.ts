import { TrainyardError } from '../../engine/index.ts';

/** What S3 answered, or why nothing came: names and codes -> what to say and what to do. */
const KNOWN: { names: string[]; says: string; hint: string }[] = [
  { names: ['NoSuchBucket'], says: 'does not exist', hint: 'make the bucket, or correct STORE_URL; Trainyard makes none' },
  {
    names: ['AccessDenied', 'Forbidden', '403', 'AllAccessDisabled', 'AccountProblem'], says: 'refuses access',
    hint: 'the key needs s3:ListBucket and s3:ListBucketMultipartUploads on the bucket, s3:GetObject, s3:PutObject, s3:DeleteObject and s3:AbortMultipartUpload on what is below the prefix',
  },
  {
    names: ['CredentialsProviderError', 'InvalidAccessKeyId', 'SignatureDoesNotMatch', 'ExpiredToken', 'InvalidToken', 'ExpiredTokenException', 'TokenRefreshRequired', 'UnauthorizedSSOTokenError'], says: 'accepts no key that was found',
    hint: 'set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN for temporary ones), or AWS_PROFILE',
  },
  { names: ['RequestTimeTooSkewed'], says: 'refuses requests of this machine, whose clock is wrong', hint: 'set the clock of this machine' },
  {
    names: ['PermanentRedirect', 'AuthorizationHeaderMalformed', 'IllegalLocationConstraintException', '301'], says: 'is in another region than was asked for',
    hint: 'set AWS_REGION to the region of the bucket',
  },
  { names: ['Region is missing'], says: 'is in a region that nothing names', hint: 'set AWS_REGION to the region of the bucket' },
  {
    names: ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT', 'ECONNRESET', 'EPIPE', 'TimeoutError', 'CERT_HAS_EXPIRED', 'SELF_SIGNED_CERT_IN_CHAIN', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'EPROTO'],
    says: 'cannot be reached', hint: 'check the network and AWS_ENDPOINT_URL (unset for AWS itself); what was written before is kept',
  },
  { names: ['SlowDown', 'ServiceUnavailable', 'InternalError', 'RequestTimeout', 'TooManyRequests', '500', '502', '503', '429'], says: 'is overloaded or out of order', hint: 'try again in a few seconds' },
  { names: ['BadDigest', 'XAmzContentSHA256Mismatch', 'XAmzContentChecksumMismatch', 'InvalidDigest'], says: 'received other bytes than were sent, and kept nothing', hint: 'try again; if it persists, look for a proxy that changes what passes' },
];

interface S3Fault {
  name?: string;
  code?: string;
  message?: string;
  $metadata?: { httpStatusCode?: number };
}

const statusOf = (error: unknown): number | undefined => (error as S3Fault | undefined)?.$metadata?.httpStatusCode;

export const isFault = (error: unknown, ...names: string[]): boolean => names.includes((error as S3Fault | undefined)?.name ?? '');

/** No object of that name. A missing bucket has a name of its own, save for HEAD, which has no body to say so. */
export const isMissing = (error: unknown): boolean => isFault(error, 'NoSuchKey', 'NotFound') || (statusOf(error) === 404 && !isFault(error, 'NoSuchBucket', 'NoSuchUpload'));

/** A condition of the request did not hold: the object is there already. */
export const isTaken = (error: unknown): boolean => isFault(error, 'PreconditionFailed') || statusOf(error) === 412;

/** Two conditional writes of one object met; the answer is to write again. */
export const isContested = (error: unknown): boolean => isFault(error, 'ConditionalRequestConflict') || statusOf(error) === 409;

export const corrupt = (key: string, cause?: unknown): TrainyardError =>
  new TrainyardError('store-corrupt', `the bytes of ${key} are not those that were stored`, { hint: 'restore the object from a backup or from an earlier version of the bucket', cause });

/** What becomes of whatever the SDK throws. */
export function translate(error: unknown, bucket: string): TrainyardError {
  if (error instanceof TrainyardError) return error;
  const { name = '', code = '', message = '' } = error as S3Fault;
  const status = String(statusOf(error) ?? '');
  if (message.startsWith('Checksum mismatch')) return corrupt('an object', error);
  const words = [name, code, message, status];
  const known = words.map((word) => KNOWN.find(({ names }) => names.includes(word))).find((each) => each !== undefined);
  const reason = [code || (name === 'Error' ? message : name), status].filter((part) => part !== '').join(' ');
  return new TrainyardError('store-unavailable', `the store's bucket "${bucket}" ${known?.says ?? 'refused a request'} (${reason})`, { hint: known?.hint ?? 'the log of the service has what S3 answered', cause: error });
}
