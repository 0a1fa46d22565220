import { writeFile } from 'node:fs/promises';
import { clientTypes, openapiText } from './openapi-document.ts';

/** Writes `openapi/openapi.json` and the client's types from the routes. Needs no Redis and no data. */
const text = await openapiText();
await writeFile(new URL('../openapi/openapi.json', import.meta.url), text);
await writeFile(new URL('../src/client/api.gen.ts', import.meta.url), await clientTypes(text));
