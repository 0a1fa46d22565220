import fastifyMultipart from '@fastify/multipart';
import type { ApiApp } from '../deps.ts';

export interface MultipartLimits {
  /** bytes of one file */
  fileBytes: number;
  /** bytes of one field that is no file */
  fieldBytes: number;
  files: number;
  fields: number;
}

/** Reads `multipart/form-data` as a stream of parts: `request.parts()`. A file that is too long ends in an error, never cut short. */
export async function registerMultipart(app: ApiApp, { fileBytes, fieldBytes, files, fields }: MultipartLimits): Promise<void> {
  await app.register(fastifyMultipart, {
    throwFileSizeLimit: true,
    limits: { fileSize: fileBytes, fieldSize: fieldBytes, files, fields, parts: files + fields, fieldNameSize: 100, headerPairs: 100 },
  });
}
