import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { checkUploadName, uploadFormats } from '../datasets/uploads/index.ts';
import type { UploadRequest } from '../datasets/uploads/index.ts';
import { specError, TrainyardError } from '../engine/index.ts';
import { parseRequest } from './plugins/validation.ts';
import { uploadFieldsSchema, uploadOptionsOf } from './schemas/dataset-upload.ts';

const FIELDS: readonly string[] = Object.keys(uploadFieldsSchema.shape);
const FILES: readonly string[] = [...new Set(Object.values(uploadFormats).flatMap(({ required, optional }) => [...required, ...optional]))];

interface Received {
  fields: Record<string, unknown>;
  files: UploadRequest['files'];
}

/**
 * Streams the files of an upload into `folder` and says what they are. `limit`: bytes of all files together. Throws `invalid-input` at the part
 * that is wrong, `payload-too-large`, `unsupported-media-type`.
 */
export async function receiveUpload(request: FastifyRequest, folder: string, limit: number): Promise<UploadRequest> {
  if (!request.isMultipart()) throw new TrainyardError('unsupported-media-type', 'A dataset is uploaded as multipart/form-data.', { hint: 'Send the fields name and format and the files of that format, as curl -F does.' });
  if (Number(request.headers['content-length'] ?? 0) > limit + OVERHEAD) throw tooLarge(limit);
  try {
    return requestOf(await receiveParts(request, folder, limit));
  } catch (error) {
    // what is still on its way is let through, so that the client comes to read the answer
    request.raw.unpipe();
    request.raw.resume();
    throw error instanceof Error && (error as { code?: string }).code === 'FST_REQ_FILE_TOO_LARGE' ? tooLarge(limit) : error;
  }
}

/** Bytes of fields, headers and boundaries beside the files. */
const OVERHEAD = 2 ** 21;

const tooLarge = (limit: number): TrainyardError =>
  new TrainyardError('payload-too-large', `An upload may have ${Math.floor(limit / 2 ** 20)} MiB here.`, { hint: 'Send less, pack it, or raise UPLOAD_LIMIT_MB of the service.' });

async function receiveParts(request: FastifyRequest, folder: string, limit: number): Promise<Received> {
  const received: Received = { fields: {}, files: {} };
  let left = limit;
  const count = (): Transform => new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      done(left < 0 ? tooLarge(limit) : null, chunk);
    },
  });
  for await (const part of request.parts()) {
    const { fieldname } = part;
    checkPart(part, received);
    if (part.type === 'field') {
      if (part.valueTruncated) throw specError('invalid-input', `#/${fieldname}`, 'This field is too long.', 'Send at most 1 MiB of text.');
      received.fields[fieldname] = part.value;
      if (fieldname === 'name') checkUploadName(String(part.value));
      continue;
    }
    const path = join(folder, fieldname);
    await pipeline(part.file, count(), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    received.files[fieldname] = { path, label: labelOf(part.filename, fieldname) };
  }
  return received;
}

function checkPart({ type, fieldname }: { type: 'field' | 'file'; fieldname: string }, { fields, files }: Received): void {
  const known = type === 'field' ? FIELDS : FILES;
  if (!known.includes(fieldname)) {
    const other = (type === 'field' ? FILES : FIELDS).includes(fieldname);
    const detail = other ? `"${fieldname}" is ${type === 'field' ? 'a file, and was sent as a field' : 'a field, and was sent as a file'}.` : `There is no ${type} "${fieldname}".`;
    throw specError('unknown-member', `#/${fieldname}`, detail, other && type === 'field' ? `Send it as a file: curl -F ${fieldname}=@path.` : `Fields: ${FIELDS.join(', ')}. Files: ${FILES.join(', ')}.`);
  }
  if (Object.hasOwn(fields, fieldname) || Object.hasOwn(files, fieldname)) throw specError('invalid-input', `#/${fieldname}`, `"${fieldname}" was sent twice.`, 'Send it once.');
}

/** The name a file came with, fit for a message. */
function labelOf(filename: string | undefined, part: string): string {
  const shown = (filename ?? '').replaceAll(/[\u0000-\u001f\u007f"]/g, '').slice(0, 100);
  return shown === '' ? part : shown;
}

function requestOf({ fields, files }: Received): UploadRequest {
  const { name, format, title, summary, source, options } = parseRequest(uploadFieldsSchema, fields);
  const { required, optional } = uploadFormats[format];
  const takes = `${format} takes the files ${required.join(', ')}${optional.length > 0 ? ` and, if you like, ${optional.join(', ')}` : ''}.`;
  const missing = required.find((part) => files[part] === undefined);
  if (missing !== undefined) throw specError('invalid-input', `#/${missing}`, `The file "${missing}" is missing.`, `The format ${takes}`);
  const extra = Object.keys(files).find((part) => !required.includes(part) && !optional.includes(part));
  if (extra !== undefined) throw specError('unknown-member', `#/${extra}`, `The format ${format} has no file "${extra}".`, `The format ${takes}`);
  return {
    facts: { name, format, title: title ?? name, summary: summary ?? null, source: source ?? 'uploaded' },
    options: uploadOptionsOf(format, options),
    files,
  };
}
