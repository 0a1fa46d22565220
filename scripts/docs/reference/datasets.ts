/** Every built-in dataset, from its definition. */
import { z } from 'zod';
import { table } from '../../../bench/report.ts';
import { datasets } from '../../../src/datasets/index.ts';
import { cell, code, HEAD, type JsonSchema, typeText } from './schema-text.ts';

export function datasetsPage(): string {
  const all = Object.values(datasets);
  const sections = all.map(({ name, title, summary, source, inputShape, classes, options }) => `## ${name}

${title}. ${summary} *${source}.* Samples of \`[${inputShape.join(', ')}]\`, ${classes.length} classes: ${classes.join(', ')}.
${optionsTable(z.toJSONSchema(options, { io: 'input' }) as JsonSchema)}`);
  return `${HEAD}# Built-in datasets

In a spec: \`{"dataset": {"name": "moons", "noise": 0.1, "trainSize": 500}}\`; members that every dataset takes are in the [job spec](job-spec.md). Your own: [uploads](../datasets.md). What is generated depends on its
options alone.

${all.map(({ name }) => `[${name}](#${name})`).join(' · ')}

${sections.join('\n')}`;
}

function optionsTable({ properties = {} }: JsonSchema): string {
  const rows = Object.entries(properties);
  if (rows.length === 0) return '';
  return `\n${table(rows, [
    { title: 'option', cell: ([name]) => `\`${name}\`` },
    { title: 'value', cell: ([, option]) => cell(typeText(option)) },
    { title: 'default', cell: ([, option]) => code(option.default) },
    { title: '', cell: ([, option]) => cell(option.description ?? '') },
  ])}\n`;
}
