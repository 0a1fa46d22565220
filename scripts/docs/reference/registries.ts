/** One page for each family of the engine: every entry with its formula, options, defaults and source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../../bench/report.ts';
import { type CatalogueEntry, type EngineCatalogue, engineCatalogue } from '../../../src/engine/index.ts';
import { cell, code, HEAD, type JsonSchema, typeText } from './schema-text.ts';

const FAMILIES: Record<keyof EngineCatalogue, { title: string; use: string }> = {
  layers: { title: 'Layers', use: 'In a spec: `{"network": {"layers": [{"type": "dense", "units": 32}, …]}}`. Every layer may have a `name`, and `inputs`: the names of the layers it reads, or `"input"`; without it reads the one before. Sizes of inputs are inferred. Images are `[height, width, channels]`.' },
  losses: { title: 'Losses', use: 'In a spec: `{"loss": "softmax-cross-entropy"}`, or `{"loss": {"type": "huber", …}}` with options.' },
  optimizers: { title: 'Optimizers', use: 'In a spec: `{"optimizer": {"type": "momentum", "learningRate": 0.1}}`; beside its options an optimizer takes a `schedule` and `clipNorm` ([job spec](job-spec.md)).' },
  schedules: { title: 'Schedules of the learning rate', use: 'In a spec: `{"optimizer": {"type": "sgd", "schedule": {"type": "cosine"}}}`.' },
  augmentations: { title: 'Augmentations', use: 'In a spec: `{"dataset": {"name": "mnist", "augment": [{"type": "shift", "pixels": 2}]}}`: changes to training images, drawn anew at every step, in this order.' },
  initializers: { title: 'Initializers', use: 'An option of layers with weights: `{"type": "dense", "units": 32, "initializer": "he"}`, or with options `{"initializer": {"type": "normal", "std": 0.01}}`.' },
  presets: { title: 'Presets', use: 'In a spec: `{"network": {"preset": "simple-convnet", "filters": 16}}`. `input` and `classes` come from the dataset.' },
};

export const registryNames = Object.keys(FAMILIES) as (keyof EngineCatalogue)[];
export const registryTitle = (family: keyof EngineCatalogue): string => FAMILIES[family].title;

export function registryPage(family: keyof EngineCatalogue, root: string): string {
  const entries = engineCatalogue()[family];
  const { title, use } = FAMILIES[family];
  const files = readdirSync(join(root, 'src/engine', family)).map((name) => ({ name, text: readFileSync(join(root, 'src/engine', family, name), 'utf8') }));
  const sections = entries.map((entry) => section(entry, family, files));
  return `${HEAD}# ${title}\n\n${use}\n\n${entries.map(({ type }) => `[${type}](#${type.toLowerCase()})`).join(' · ')}\n\n${sections.join('\n')}`;
}

function section(entry: CatalogueEntry, family: string, files: readonly { name: string; text: string }[]): string {
  const file = files.find(({ text }) => text.includes(`type: '${entry.type}'`)) ?? files.find(({ name, text }) => name !== 'index.ts' && text.includes(`'${entry.type}'`));
  if (file === undefined) throw new Error(`no file of src/engine/${family} defines the type ${entry.type}`);
  const [, formula] = /^\/\*\*[\s*]*([\s\S]*?)\s*\*\//.exec(file.text) ?? [];
  const shown = formula === undefined ? '' : `\n\`\`\`text\n${formula.replace(/^ \* ?/gm, '')}\n\`\`\`\n`;
  return `## ${entry.type}\n\n${entry.summary} *${entry.source}.* Code: [${file.name}](../../src/engine/${family}/${file.name}).\n${shown}${optionsTable(entry)}`;
}

function optionsTable({ schema, defaults }: CatalogueEntry): string {
  const { properties = {}, required = [] } = schema as JsonSchema;
  const rows = Object.entries(properties);
  if (rows.length === 0) return '';
  const defaultText = (name: string): string => {
    if (required.includes(name)) return '**required**';
    const [modern, book] = [code(defaults.modern[name]), code(defaults.book[name])];
    return modern === book ? modern : `${modern || 'none'}; book ${book || 'none'}`;
  };
  return `\n${table(rows, [
    { title: 'option', cell: ([name]) => `\`${name}\`` },
    { title: 'value', cell: ([, option]) => cell(typeText(option)) },
    { title: 'default', cell: ([name]) => cell(defaultText(name)) },
    { title: '', cell: ([, option]) => cell(option.description ?? '') },
  ])}\n`;
}
