/** `npm run chaos [-- --seed N] [--short] [--write] [scenario...]`: faults of every kind, and what became of the jobs. Ends with 1 when anything was lost. */
import { parseArgs } from 'node:util';
import { isFaultless } from './ledger.ts';
import { learn, play, type Report } from './play.ts';
import { writeReport } from './report.ts';
import { scenarios } from './scenarios/index.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string', default: '1' }, short: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } } });
const unknown = positionals.find((name) => !scenarios.some((scenario) => scenario.name === name));
if (unknown !== undefined) throw new Error(`there is no scenario "${unknown}"; there are ${scenarios.map(({ name }) => name).join(', ')}`);

const references = await learn(values.short);
const reports: Report[] = [];
for (const scenario of scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name))) {
  process.stdout.write(`${scenario.name}: ${scenario.summary} ... `);
  const report = await play(scenario, { seed: Number(values.seed), short: values.short, references });
  reports.push(report);
  console.log(`${isFaultless(report.jobs) && report.problems.length === 0 ? 'ok' : 'FAILED'} (${report.seconds} s)`);
  console.log(`  ${Object.entries(report.counts).map(([name, count]) => `${name} ${count}`).join(', ')}`);
  console.log(`  ${Object.entries(report.jobs).map(([name, count]) => `${name} ${count}`).join(', ')}`);
  for (const problem of report.problems) console.log(`  problem: ${problem}`);
}
if (values.write) writeReport(Number(values.seed), reports);
process.exitCode = reports.every(({ jobs, problems }) => isFaultless(jobs) && problems.length === 0) ? 0 : 1;
