/** The pages of docs/ that tell what came out: one table of all, one page per chapter. */
import { writeFileSync } from 'node:fs';
import type { Experiment } from '../../src/client/index.ts';
import type { BookResults, Row } from './results.ts';

const docs = new URL('../../docs/', import.meta.url);
const CHAPTERS: Record<number, string> = { 2: 'Perceptrons', 3: 'Neural networks', 4: 'Learning', 5: 'Back-propagation', 6: 'Techniques of learning', 7: 'Convolutional networks', 8: 'Deep learning' };

type Measured = Row['bands'][number];
type Number_ = Measured['median'];

export const written = (value: Number_, unit: Measured['unit']): string => {
  if (typeof value !== 'number') return value;
  if (unit === 'share') return `${Number((100 * value).toFixed(2))} %`;
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? String(value) : Number(value.toPrecision(4)).toString();
};

function bandText({ least, most, unit }: Experiment['bands'][number]): string {
  const ends = [least, most].map((end) => (end === null ? null : written(end, unit)));
  if (ends[0] !== null && ends[1] !== null) return ends[0] === ends[1] ? ends[0] : `${ends[0]} to ${ends[1]}`;
  return ends[0] === null ? `at most ${ends[1]}` : `at least ${ends[0]}`;
}

const measuredText = ({ values, median, unit }: Measured): string => {
  const all = values.map((value) => written(value, unit));
  return new Set(all).size === 1 ? all[0] : `${written(median, unit)} (${all.join(', ')})`;
};

const escaped = (text: string): string => text.replaceAll('|', '\\|');
const seconds = (value: number | null | undefined): string => (value == null ? '' : value < 9.95 ? value.toFixed(1) : Math.round(value).toLocaleString('en'));

export function writePages(experiments: readonly Experiment[], results: BookResults): void {
  writeFileSync(new URL('book-results.md', docs), resultsPage(experiments, results));
  for (const chapter of new Set(experiments.map((experiment) => experiment.chapter))) {
    writeFileSync(new URL(`book/ch0${chapter}.md`, docs), chapterPage(chapter, experiments.filter((experiment) => experiment.chapter === chapter), results));
  }
}

function resultsPage(experiments: readonly Experiment[], { machine, rows }: BookResults): string {
  const done = experiments.filter(({ id }) => rows[id]);
  const inside = done.filter(({ id }) => rows[id].verdict === 'inside').length;
  const lines = done.flatMap((experiment) => {
    const row = rows[experiment.id];
    return row.bands.map((band, i) => `| ${i === 0 ? `[${experiment.title}](book/ch0${experiment.chapter}.md#${experiment.id})` : ''} | ${escaped(band.label)} | ${i === 0 ? experiment.book?.result ?? '' : ''} | ${bandText(band)} | ${measuredText(band)} | ${band.inside ? 'inside' : '**outside**'} | ${i === 0 ? seconds(row.seconds) : ''} | ${i === 0 ? seconds(experiment.book?.seconds) : ''} |`);
  });
  return `# The book's experiments and what comes out

Written by \`npm run book\` (${machine}). ${inside} of ${done.length} experiments are inside their bands. Of several seeds the median counts; all are printed. "Time" is that of
one seed: its jobs from start to end, and its report; jobs of one experiment run side by side where threads are free. The book's time is that of its own scripts with NumPy on
two cores of a machine of the same kind; for the two trainings of chapters 7 and 8 it is estimated from their speed.

| experiment | figure | the book | band | ours (seeds ${done[0] ? rows[done[0].id].seeds.join(', ') : ''}) | | time, s | the book's, s |
| --- | --- | --- | --- | --- | --- | ---: | ---: |
${lines.join('\n')}
`;
}

function chapterPage(chapter: number, experiments: readonly Experiment[], { rows }: BookResults): string {
  const sections = experiments.map((experiment) => {
    const row = rows[experiment.id];
    const table = experiment.bands.map((band, i) => `| ${escaped(band.label)} | ${bandText(band)} | ${row?.bands[i] ? measuredText(row.bands[i]) : ''} |`).join('\n');
    return `<a id="${experiment.id}"></a>
## ${experiment.title}

${experiment.summary}

${experiment.script === null ? 'A question of the book that has no script.' : `In the book: \`${experiment.script}\`.`}

\`\`\`sh
curl -X POST $URL/api/v1/catalogue/experiments/${experiment.id}/runs -H "$KEY"
\`\`\`

| figure | band | here${row ? `, seeds ${row.seeds.join(', ')}` : ''} |
| --- | --- | --- |
${table}

Bands: ${experiment.source}.

${row ? `![${experiment.title}](figures/${experiment.id}.svg)` : ''}
`;
  });
  return `# Chapter ${chapter}: ${CHAPTERS[chapter]}

Each experiment is started by one call, which answers a run with its id and \`Location\`. Ask for the run until its \`status\` is \`succeeded\`: it then says what was measured and
whether that lies in the band, and names its figure. \`{"seeds": [1, 2, 3]}\` as body runs it three times. What an experiment starts are ordinary jobs and sweeps:
\`GET /api/v1/catalogue/experiments/{id}\` shows their specs, to be changed and sent to \`POST /api/v1/jobs\`. Written by \`npm run book\`.

\`\`\`sh
URL=http://127.0.0.1:8080
KEY="Authorization: Bearer $(cat data/api-key)"
\`\`\`

${sections.join('\n')}`;
}
