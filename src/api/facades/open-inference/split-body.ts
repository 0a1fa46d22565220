/** The binary tensor data extension: a JSON header of `Inference-Header-Content-Length` bytes, then the bytes of the tensors one after the other. */
import { TrainyardError } from '../../../engine/index.ts';

export const HEADER_LENGTH = 'inference-header-content-length';

export interface SplitBody {
  json: Buffer;
  binary: Buffer;
}

/** Throws 'malformed-request' where the header's length is not one. */
export function splitBody(body: Buffer, headerLength: string | string[] | undefined): SplitBody {
  if (headerLength === undefined) return { json: body, binary: body.subarray(body.length) };
  const length = typeof headerLength === 'string' && /^\d{1,12}$/.test(headerLength) ? Number(headerLength) : NaN;
  if (!(length <= body.length)) {
    throw new TrainyardError('malformed-request', `Inference-Header-Content-Length is ${String(headerLength).slice(0, 30)}, the body has ${body.length} bytes.`, { hint: 'Give the number of bytes of the JSON in front of the tensors.' });
  }
  return { json: body.subarray(0, length), binary: body.subarray(length) };
}
