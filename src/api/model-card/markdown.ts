/** A model card as a page to read. Names and labels come from users: what Markdown or HTML would make something of is escaped. */
import type { ModelCard } from './card.ts';

export function cardMarkdown(card: ModelCard): string {
  const { model, version, layers, calls } = card;
  const parts = [
    `# ${model.name} version ${version.version}`,
    [model.description, version.description].filter((text) => text !== null).join('\n\n'),
    table(['', ''], aboutRows(card)),
    '## Data', table(['', ''], dataRows(card)),
    '## Network', table(['layer', 'type', 'output', 'parameters'], layers.map(({ name, type, outputShape, parameters }) => [name, type, shape(outputShape), number(parameters)])),
    `${number(version.parameterCount)} parameters, input ${shape(version.inputShape)}, loss ${version.loss}.`,
    '## Metrics', Object.keys(version.metrics).length === 0 ? 'None: nothing was measured here.' : table(['metric', 'value'], Object.entries(version.metrics).map(([name, value]) => [name, String(value)])),
    '## Training', trainingText(card),
    '## How to call it', 'With a key in `TRAINYARD_API_KEY`:',
    ...calls.map(({ title, curl }) => `${title}:\n\n\`\`\`sh\n${curl}\n\`\`\``),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

const number = (value: number): string => value.toLocaleString('en-US');
const shape = (sizes: readonly number[]): string => sizes.join(' x ');
const json = (value: unknown): string => JSON.stringify(value);
const cell = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll(/[|`*_<>[\]]/g, '\\$&').replaceAll(/\s+/g, ' ');

function table(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows.map((row) => row.map(cell))].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function aboutRows({ model, version }: ModelCard): string[][] {
  const { createdAt, aliases, tags, code, build, weightsSha256, reproduces, reproductions, imported } = version;
  const allTags = [...new Set([...model.tags, ...tags])];
  const identical = reproductions.filter((each) => each.identical).length;
  return [
    ['registered', createdAt], ['aliases', aliases.join(', ') || 'none'], ...(allTags.length > 0 ? [['tags', allTags.join(', ')]] : []), ['weights', weightsSha256],
    ['computed with', `${build}${code ? `, Trainyard ${code.version}${code.commit ? ` (${code.commit.slice(0, 12)})` : ''}` : ''}`], ...(imported ? [['imported from', `${imported.format}, ${imported.fileSha256}`]] : []),
    ...(reproduces ? [['does again', `job ${reproduces.jobId}: ${reproduces.identical ? 'identical bytes' : 'other bytes'}`]] : []),
    ['reproduced', reproductions.length === 0 ? 'not yet' : `${identical} of ${reproductions.length} with identical bytes`],
  ];
}

function dataRows({ data: { dataset, dataHash, options, classes } }: ModelCard): string[][] {
  return [
    ['dataset', dataset ?? 'unknown'], ...(dataHash ? [['hash', dataHash]] : []),
    ...Object.entries(options ?? {}).filter(([name, value]) => name !== 'name' && value !== null).map(([name, value]) => [name, json(value)]),
    ['classes', classes.length <= 20 ? classes.join(', ') : `${classes.length}: ${classes.slice(0, 20).join(', ')}, ...`],
  ];
}

function trainingText({ training, curve }: ModelCard): string {
  const how = training === null ? 'Nobody trained it here, or the job is gone.' : table(['', ''], [
    ['job', training.jobId], ['spec', training.specHash], ['seed', String(training.seed)], ['steps', `${number(training.steps)} of ${training.batchSize} samples`], ['optimizer', json(training.optimizer)], ...(training.stopReason ? [['ended by', training.stopReason]] : []),
  ]);
  const series = Object.entries(curve ?? {}).filter(([, points]) => points.length > 0);
  return series.length === 0 ? how : `${how}\n\n${table(['metric', 'first', 'last', 'course'], series.map(([name, points]) => [name, short(points[0].value), short(points.at(-1)!.value), bars(points.map(({ value }) => Number(value)))]))}`;
}

const short = (value: number | string): string => (typeof value === 'number' ? String(Number(value.toPrecision(4))) : value);

const BARS = '▁▂▃▄▅▆▇█';
const WIDTH = 40;

/** The course in one line; what is no finite number is a gap. */
function bars(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  const [least, most] = [Math.min(...finite), Math.max(...finite)];
  const shown = values.length <= WIDTH ? values : Array.from({ length: WIDTH }, (_, i) => values[Math.round((i * (values.length - 1)) / (WIDTH - 1))]);
  return shown.map((value) => (Number.isFinite(value) ? BARS[most > least ? Math.round(((value - least) / (most - least)) * (BARS.length - 1)) : 0] : '·')).join('');
}
