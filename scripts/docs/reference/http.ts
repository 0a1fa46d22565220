/** Every route, from the OpenAPI document. */
import { table } from '../../../bench/report.ts';
import { cell, HEAD, type JsonSchema } from './schema-text.ts';

interface Operation {
  operationId: string;
  summary?: string;
  tags?: string[];
  parameters?: { name: string; in: string }[];
  security?: Record<string, string[]>[];
  requestBody?: { content: Record<string, { schema?: JsonSchema }> };
  responses: Record<string, { content?: Record<string, { schema?: JsonSchema }> }>;
}

export interface OpenApi {
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema> };
}

export function httpPage({ tags, paths }: OpenApi): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, ...operation })));
  const sections = tags.map(({ name, description }) => `## ${name}\n\n${description}.\n\n${table(operations.filter(({ tags: of }) => of?.includes(name)), [
    { title: 'operation', cell: ({ method, path }) => `\`${method} ${path}\`` },
    { title: 'does', cell: ({ summary }) => cell(summary ?? '') },
    { title: 'key', cell: ({ security }) => security?.flatMap((each) => Object.values(each).flat()).filter((scope, i, all) => all.indexOf(scope) === i).join(', ') || 'none' },
    { title: 'query', cell: ({ parameters = [] }) => parameters.filter((each) => each.in === 'query').map((each) => `\`${each.name}\``).join(' ') },
    { title: 'body', cell: ({ requestBody }) => (requestBody ? bodyText(requestBody.content) : '') },
    { title: 'answers', cell: ({ responses }) => answers(responses) },
  ])}\n`);
  return `${HEAD}# HTTP routes

From [openapi.json](../../openapi/openapi.json), which a running service serves at \`/openapi.json\`, and to click at \`/docs\`. "key" is the scope that an API key needs ([SECURITY.md](../../SECURITY.md)).
Every operation may also answer a problem ([problems.md](problems.md)). Conventions of lists, events and idempotency: [wire.md](../wire.md).

${sections.join('\n')}`;
}

/** The name of a schema; of a list, that of its items. */
function schemaName(schema: JsonSchema | undefined): string {
  const items = schema?.properties?.data?.items;
  if (items) return `list${items.$ref ? ` of ${schemaName(items)}` : ''}`;
  return schema?.$ref?.split('/').at(-1)?.replace(/Input$/, '') ?? '';
}

const bodyText = (content: Record<string, { schema?: JsonSchema }>): string => Object.entries(content).map(([type, { schema }]) => schemaName(schema) || type).join(', ');

function answers(responses: Operation['responses']): string {
  return Object.entries(responses).filter(([status]) => /^[23]/.test(status)).map(([status, { content }]) => [status, content ? bodyText(content) : ''].filter(Boolean).join(' ')).join('; ');
}
