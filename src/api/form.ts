import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { specError, TrainyardError } from '../engine/index.ts';

/** A file of a form, where it was put, and the name it came with, fit for a message. */
export interface ReceivedFile {
  path: string;
  label: string;
}

export interface ReceivedForm {
  fields: Record<string, unknown>;
  files: Record<string, ReceivedFile>;
}

export interface FormRules {
  /** where the files go */
  folder: string;
  /** bytes of all files together */
  limit: number;
  /** names of the parts that may occur */
  fields: readonly string[];
  files: readonly string[];
  /** looks at a field as it arrives: what is wrong with it is said before the files travel */
  check?: (name: string, value: unknown) => void;
}

/**
 * Streams the files of a `multipart/form-data` request into a folder. Throws `invalid-input` at the part that is wrong, `payload-too-large`,
 * `unsupported-media-type`.
 */
export async function receiveForm(request: FastifyRequest, rules: FormRules): Promise<ReceivedForm> {
  if (!request.isMultipart()) throw new TrainyardError('unsupported-media-type', 'This is sent as multipart/form-data.', { hint: `Send the fields ${rules.fields.slice(0, 3).join(', ')} and the files, as curl -F does.` });
  if (Number(request.headers['content-length'] ?? 0) > rules.limit + OVERHEAD) throw tooLarge(rules.limit);
  try {
    return await receiveParts(request, rules);
  } catch (error) {
    // what is still on its way is let through, so that the client comes to read the answer
    request.raw.unpipe();
    request.raw.resume();
    throw understood(error, rules.limit);
  }
}

/** The parser's own errors carry no code; those of files and of the framework do. */
function understood(error: unknown, limit: number): unknown {
  if (!(error instanceof Error) || error instanceof TrainyardError) return error;
  const { code } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge(limit);
  return code === undefined ? new TrainyardError('malformed-request', `The form cannot be read: ${error.message}.`, { hint: 'Let the client write the boundary and the headers of the parts, as curl -F does.' }) : error;
}

/** Bytes of fields, headers and boundaries beside the files. */
const OVERHEAD = 2 ** 21;

const tooLarge = (limit: number): TrainyardError =>
  new TrainyardError('payload-too-large', `An upload may have ${Math.floor(limit / 2 ** 20)} MiB here.`, { hint: 'Send less, pack it, or raise UPLOAD_LIMIT_MB of the service.' });

async function receiveParts(request: FastifyRequest, rules: FormRules): Promise<ReceivedForm> {
  const { folder, limit, check } = rules;
  const received: ReceivedForm = { fields: {}, files: {} };
  let left = limit;
  const count = (): Transform => new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      done(left < 0 ? tooLarge(limit) : null, chunk);
    },
  });
  for await (const part of request.parts()) {
    const { fieldname } = part;
    checkPart(part, received, rules);
    if (part.type === 'field') {
      if (part.valueTruncated) throw specError('invalid-input', `#/${fieldname}`, 'This field is too long.', 'Send at most 1 MiB of text.');
      received.fields[fieldname] = part.value;
      check?.(fieldname, part.value);
      continue;
    }
    const path = join(folder, fieldname);
    await pipeline(part.file, count(), createWriteStream(path, { flags: 'wx', mode: 0o600 }));
    received.files[fieldname] = { path, label: labelOf(part.filename, fieldname) };
  }
  return received;
}

function checkPart({ type, fieldname }: { type: 'field' | 'file'; fieldname: string }, { fields, files }: ReceivedForm, rules: FormRules): void {
  const known = type === 'field' ? rules.fields : rules.files;
  if (!known.includes(fieldname)) {
    const other = (type === 'field' ? rules.files : rules.fields).includes(fieldname);
    const detail = other ? `"${fieldname}" is ${type === 'field' ? 'a file, and was sent as a field' : 'a field, and was sent as a file'}.` : `There is no ${type} "${fieldname}".`;
    throw specError('unknown-member', `#/${fieldname}`, detail, other && type === 'field' ? `Send it as a file: curl -F ${fieldname}=@path.` : `Fields: ${rules.fields.join(', ')}. Files: ${rules.files.join(', ')}.`);
  }
  if (Object.hasOwn(fields, fieldname) || Object.hasOwn(files, fieldname)) throw specError('invalid-input', `#/${fieldname}`, `"${fieldname}" was sent twice.`, 'Send it once.');
}

/** The name a file came with, fit for a message. */
function labelOf(filename: string | undefined, part: string): string {
  const shown = (filename ?? '').replaceAll(/[\u0000-\u001f\u007f"]/g, '').slice(0, 100);
  return shown === '' ? part : shown;
}
