import type { FastifyRequest } from 'fastify';
import { checkUploadName, uploadFormats } from '../datasets/uploads/index.ts';
import type { UploadRequest } from '../datasets/uploads/index.ts';
import { specError } from '../engine/index.ts';
import { receiveForm, type ReceivedForm } from './form.ts';
import { parseRequest } from './plugins/validation.ts';
import { imagePreparationOf, uploadFieldsSchema, uploadOptionsOf } from './schemas/dataset-upload.ts';

const FIELDS: readonly string[] = Object.keys(uploadFieldsSchema.shape);
const FILES: readonly string[] = [...new Set(Object.values(uploadFormats).flatMap(({ required, optional }) => [...required, ...optional]))];

/** Streams the files of an upload into `folder` and says what they are. `limit`: bytes of all files together. Throws as `receiveForm` does. */
export async function receiveUpload(request: FastifyRequest, folder: string, limit: number): Promise<UploadRequest> {
  const check = (field: string, value: unknown) => {
    if (field === 'name') checkUploadName(String(value));
  };
  return requestOf(await receiveForm(request, { folder, limit, fields: FIELDS, files: FILES, check }));
}

function requestOf({ fields, files }: ReceivedForm): UploadRequest {
  const { name, format, title, summary, source, images, options } = parseRequest(uploadFieldsSchema, fields);
  const { required, optional } = uploadFormats[format];
  const takes = `${format} takes the files ${required.join(', ')}${optional.length > 0 ? ` and, if you like, ${optional.join(', ')}` : ''}.`;
  const missing = required.find((part) => files[part] === undefined);
  if (missing !== undefined) throw specError('invalid-input', `#/${missing}`, `The file "${missing}" is missing.`, `The format ${takes}`);
  const extra = Object.keys(files).find((part) => !required.includes(part) && !optional.includes(part));
  if (extra !== undefined) throw specError('unknown-member', `#/${extra}`, `The format ${format} has no file "${extra}".`, `The format ${takes}`);
  const preparation = imagePreparationOf(images);
  return {
    facts: { name, format, title: title ?? name, summary: summary ?? null, source: source ?? 'uploaded', ...(preparation && { images: preparation }) },
    options: uploadOptionsOf(format, options),
    files,
  };
}
