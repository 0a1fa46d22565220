/** Every member of a job spec, from the schema that checks it. */
import { table } from '../../../bench/report.ts';
import { cell, code, HEAD, type JsonSchema, typeText } from './schema-text.ts';

interface Member {
  path: string;
  schema: JsonSchema;
  required: boolean;
}

export function jobSpecPage(schemas: Record<string, JsonSchema>): string {
  const members = membersOf(schemas.JobSpecInput, '');
  return `${HEAD}# The job spec

What \`POST /api/v1/jobs\` takes. Unknown members are refused, and the answer names the nearest known one. \`?dryRun=true\` answers the plan and queues nothing.
Options of a network, loss, optimizer, schedule or augmentation are on the pages of [this reference](README.md). One of \`epochs\` and \`steps\` has to be given.

${table(members, [
    { title: 'member', cell: ({ path }) => `\`${path}\`` },
    { title: 'value', cell: ({ schema }) => cell(typeText(schema)) },
    { title: 'default', cell: ({ schema, required }) => (required ? '**required**' : cell(code(schema.default))) },
    { title: '', cell: ({ schema }) => cell(schema.description ?? '') },
  ])}

A smallest one:

\`\`\`json
{ "model": "moons", "dataset": { "name": "moons" }, "network": { "layers": [{ "type": "dense", "units": 2 }] }, "epochs": 10 }
\`\`\`
`;
}

/** The members below a schema, through objects, nullable objects and lists of objects. */
function membersOf(schema: JsonSchema, prefix: string): Member[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const path = `${prefix}${name}`;
    const below = (member.anyOf ?? [member]).flatMap((choice) => [...membersOf(choice, `${path}.`), ...(choice.items ? membersOf(choice.items, `${path}[].`) : [])]);
    const seen = new Set<string>();
    return [{ path, schema: member, required: schema.required?.includes(name) ?? false }, ...below.filter((each) => !seen.has(each.path) && seen.add(each.path))];
  });
}
