import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';
import { pino } from 'pino';
import { createApp } from '../src/api/app.ts';
import type { ApiDeps } from '../src/api/deps.ts';

/** Parts that no route calls while it is being described; a call would be a mistake of the route. */
const absent = <T extends object>(name: string): T => new Proxy({} as T, {
  get: (_target, member) => {
    throw new Error(`${name}.${String(member)} was used while describing the routes`);
  },
});

/** The OpenAPI document of the routes as committed: two spaces, final newline. */
export async function openapiText(): Promise<string> {
  const { version } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as { version: string };
  const app = await createApp({
    ...absentParts(),
    jobs: { idempotency: absent('idempotency') } as never,
    datasetContext: { datasetsDir: null, cacheDir: '', download: false, log: () => {} },
    uploads: { ...absent<ApiDeps['uploads']>('uploads'), limits: { uploadBytes: 1, decodedBytes: 1 } },
    disks: { folders: [], leastBytes: 0 },
    log: pino({ level: 'silent' }),
    version,
    dashboardDir: fileURLToPath(new URL('../web/dist', import.meta.url)),
    trustedProxies: [],
  });
  await app.ready();
  const text = `${JSON.stringify(app.swagger(), null, 2)}\n`;
  await app.close();
  return text;
}

const absentParts = (): Pick<ApiDeps, 'access' | 'jobs' | 'models' | 'predictor' | 'analyst' | 'importer' | 'exporter' | 'experiments' | 'metrics'> => ({ metrics: absent('metrics'), access: absent('access'), importer: absent('importer'), exporter: absent('exporter'), jobs: absent('jobs'), models: absent('models'), predictor: absent('predictor'), analyst: absent('analyst'), experiments: absent('experiments') });

export async function clientTypes(openapi: string): Promise<string> {
  const header = '// Generated from openapi/openapi.json by `npm run build:openapi`. Do not edit.\n';
  return header + astToString(await openapiTS(openapi, { alphabetize: true, defaultNonNullable: false }));
}
