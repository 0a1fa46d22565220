import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { datasetsPage } from './datasets.ts';
import { httpPage, type OpenApi } from './http.ts';
import { jobSpecPage } from './job-spec.ts';
import { problemsPage } from './problems.ts';
import { registryNames, registryPage, registryTitle } from './registries.ts';
import { HEAD } from './schema-text.ts';
import { settingsPage } from './settings.ts';

/** The pages of docs/reference by their paths. */
export function referencePages(root: string): Map<string, string> {
  const openapi = JSON.parse(readFileSync(join(root, 'openapi/openapi.json'), 'utf8')) as OpenApi;
  const pages = new Map<string, { title: string; text: string }>([
    ['job-spec', { title: 'The job spec', text: jobSpecPage(openapi.components.schemas) }],
    ...registryNames.map((name) => [name, { title: registryTitle(name), text: registryPage(name, root) }] as const),
    ['datasets', { title: 'Built-in datasets', text: datasetsPage() }],
    ['http', { title: 'HTTP routes', text: httpPage(openapi) }],
    ['problems', { title: 'Problems: codes of errors', text: problemsPage() }],
    ['settings', { title: 'Settings: environment variables', text: settingsPage() }],
  ]);
  const contents = [...pages].map(([name, { title }]) => `- [${title}](${name}.md)`).join('\n');
  pages.set('README', { title: 'Reference', text: `${HEAD}# Reference\n\nWritten from the schemas and registries of the code, and checked against them by the tests.\n\n${contents}\n\nWhat a running service knows is also at \`GET /api/v1/catalogue\`, and its routes at \`/docs\`.\n` });
  return new Map([...pages].map(([name, { text }]) => [`docs/reference/${name}.md`, text]));
}
