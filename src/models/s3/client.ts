import type * as Sdk from '@aws-sdk/client-s3';
import { TrainyardError } from '../../engine/index.ts';

const PACKAGE = '@aws-sdk/client-s3@3.1169.0';
const CONNECT_MS = 5_000;
/** a connection on which nothing moves */
const IDLE_MS = 60_000;
const ATTEMPTS = 4;

/** The SDK, which only an s3:// store needs: 22 MB that may be left out of an installation. */
export async function loadSdk(load: () => Promise<typeof Sdk> = () => import('@aws-sdk/client-s3')): Promise<typeof Sdk> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new TrainyardError('store-unavailable', 'a store at s3:// needs the package @aws-sdk/client-s3, which is not installed', { hint: `npm install ${PACKAGE}`, cause: error });
  }
}

/**
 * Endpoint, region and keys are the SDK's own business: AWS_ENDPOINT_URL_S3, AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_PROFILE, roles.
 * Servers other than AWS seldom answer to a host name per bucket and seldom care for the region.
 */
export async function connect(env: NodeJS.ProcessEnv = process.env): Promise<Sdk.S3> {
  const sdk = await loadSdk();
  const elsewhere = Boolean(env.AWS_ENDPOINT_URL_S3 || env.AWS_ENDPOINT_URL);
  const region = env.AWS_REGION || env.AWS_DEFAULT_REGION || (elsewhere ? 'us-east-1' : undefined);
  return new sdk.S3({
    forcePathStyle: elsewhere,
    ...(region === undefined ? {} : { region }),
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: IDLE_MS },
  });
}
