/** The report of a run as a page of the documents. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus } from 'node:os';
import type { Report } from './play.ts';

export function writeReport(seed: number, reports: readonly Report[]): void {
  const folder = new URL('../docs/reliability/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('chaos.json', folder), `${JSON.stringify({ seed, reports }, null, 2)}\n`);
  writeFileSync(new URL('chaos.md', folder), page(seed, reports));
}

function page(seed: number, reports: readonly Report[]): string {
  const sum = (pick: (report: Report) => number): number => reports.reduce((total, report) => total + pick(report), 0);
  const list = (counts: Record<string, number>): string => Object.entries(counts).map(([name, count]) => `${name} ${count}`).join(', ');
  return [
    '# What the chaos suite found',
    '',
    `Written by \`npm run chaos -- --seed ${seed} --write\` on ${cpus()[0].model.trim()}, ${cpus().length} cores, ${arch()}, Node ${process.versions.node}; ${Math.round(sum(({ seconds }) => seconds) / 60)} minutes. What each column counts stands in [reliability.md](../reliability.md).`,
    '',
    '| scenario | what happened | accepted | attempts | lost | ended twice | registered twice | other weights | unfaithful streams | stale writes |',
    '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
    ...reports.map(({ name, summary, counts, jobs }) => `| **${name}**: ${summary} | ${list(counts)} | ${jobs.accepted} | ${jobs.attempts} | ${jobs.lost} | ${jobs.terminalTwice} | ${jobs.registeredTwice} | ${jobs.differentWeights} | ${jobs.unfaithful} | ${jobs.staleWrites} |`),
    `| all | | ${sum(({ jobs }) => jobs.accepted)} | ${sum(({ jobs }) => jobs.attempts)} | ${sum(({ jobs }) => jobs.lost)} | ${sum(({ jobs }) => jobs.terminalTwice)} | ${sum(({ jobs }) => jobs.registeredTwice)} | ${sum(({ jobs }) => jobs.differentWeights)} | ${sum(({ jobs }) => jobs.unfaithful)} | ${sum(({ jobs }) => jobs.staleWrites)} |`,
    ...reports.flatMap(({ name, problems }) => problems.map((problem) => `\n**${name}**: ${problem}`)),
    '',
  ].join('\n');
}
