import type { FastifyRequest } from 'fastify';
import { specError, TrainyardError } from '../engine/index.ts';

const MOST_IMAGES = 100;
const IMAGE_BYTES = 16 * 2 ** 20;
const FORM_BYTES = 64 * 2 ** 20;
/** Fields that hold numbers, and one that holds JSON; the others are words. */
const NUMBERS = ['topK'];
const JSON_FIELDS = ['ensemble', 'activations'];

export interface ImageForm {
  images: Uint8Array[];
  /** the fields, as the members of a JSON body would be */
  options: Record<string, unknown>;
}

/** `curl -F image=@seven.png -F topK=3`: one file per sample, in their order. Throws 'invalid-input', 'payload-too-large', 'malformed-request'. */
export async function readImageForm(request: FastifyRequest): Promise<ImageForm> {
  const form: ImageForm = { images: [], options: {} };
  let bytes = 0;
  try {
    for await (const part of request.parts({ limits: { files: MOST_IMAGES, fileSize: IMAGE_BYTES, fields: 16, parts: MOST_IMAGES + 16 } })) {
      if (part.type === 'field') {
        if (Object.hasOwn(form.options, part.fieldname)) throw specError('invalid-input', `#/${part.fieldname}`, `"${part.fieldname}" was sent twice.`, 'Send it once.');
        form.options[part.fieldname] = valueOf(part.fieldname, part.value);
        continue;
      }
      if (part.fieldname !== 'image' && part.fieldname !== 'images') throw specError('unknown-member', `#/${part.fieldname.slice(0, 100)}`, `There is no file "${part.fieldname.slice(0, 100)}".`, 'Name every file "image".');
      const image = await part.toBuffer();
      bytes += image.length;
      if (bytes > FORM_BYTES) throw tooLarge();
      form.images.push(image);
    }
  } catch (error) {
    // what is still on its way is let through, so that the client comes to read the answer
    request.raw.unpipe();
    request.raw.resume();
    throw understood(error);
  }
  if (form.images.length === 0) throw specError('invalid-input', '#/image', 'The form has no image.', 'Send one file for each sample: curl -F image=@seven.png.');
  return form;
}

const tooLarge = (): TrainyardError => new TrainyardError('payload-too-large', `An image may have ${IMAGE_BYTES / 2 ** 20} MiB, all of a request ${FORM_BYTES / 2 ** 20} MiB.`, { hint: 'Send smaller images, or fewer at once.' });

function understood(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TrainyardError) return error;
  const { code } = error as { code?: string };
  if (code === 'FST_REQ_FILE_TOO_LARGE') return tooLarge();
  if (code === 'FST_FILES_LIMIT' || code === 'FST_PARTS_LIMIT') return specError('invalid-input', '#/image', `There are more than ${MOST_IMAGES} images.`, 'Send several requests.');
  return code === undefined ? new TrainyardError('malformed-request', `The form cannot be read: ${error.message}.`, { hint: 'Let the client write the boundary and the headers of the parts, as curl -F does.' }) : error;
}

function valueOf(name: string, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (NUMBERS.includes(name) && value.trim() !== '') return Number(value);
  if (!JSON_FIELDS.includes(name) || value === 'all') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value.split(',');
  }
}
