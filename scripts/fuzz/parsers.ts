/**
 * `npm run fuzz:parsers`: every parser with many mutated inputs. Options: `--count 100000`, `--seed 1`, `--only csv,zip`, `--parallel 2`, `--json <file>`;
 * `--replay <parser>:<index>` gives one input again, in this process.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../../bench/report.ts';
import { inputsOf } from '../../test/fuzz/inputs.ts';
import { parsers } from '../../test/fuzz/parsers/index.ts';
import { fuzz } from '../../test/fuzz/supervise.ts';
import type { FuzzResult } from '../../test/fuzz/types.ts';

const { values: options } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' }, seed: { type: 'string', default: '1' }, only: { type: 'string' }, parallel: { type: 'string', default: '2' },
    json: { type: 'string' }, replay: { type: 'string' },
  },
});
const seed = Number(options.seed);

if (options.replay !== undefined) await replay(options.replay);
else await all();

async function all(): Promise<void> {
  const waiting = options.only?.split(',') ?? Object.keys(parsers);
  const results: FuzzResult[] = [];
  const wanted = [...waiting];
  const one = async (): Promise<void> => {
    for (let parser = waiting.shift(); parser !== undefined; parser = waiting.shift()) {
      const result = await fuzz({ parser, seed, count: Number(options.count) });
      results.push(result);
      console.error(`${parser}: ${result.failures.length === 0 ? 'clean' : `${result.failures.length} ways to fail`}`);
      for (const failure of result.failures) console.error(`  ${failure.reason}\n    ${failure.times} times; first: seed ${seed}, --replay ${parser}:${failure.index} (from "${failure.seed}")\n    ${failure.base64.slice(0, 4096)}`);
    }
  };
  await Promise.all(Array.from({ length: Number(options.parallel) }, one));
  results.sort((a, b) => wanted.indexOf(a.parser) - wanted.indexOf(b.parser));
  console.log(table(results, [
    { title: 'parser', cell: ({ parser }) => parser },
    ...(['inputs', 'valid', 'refused'] as const).map((key) => ({ title: key, cell: (result: FuzzResult) => result[key].toLocaleString('en'), right: true })),
    { title: 'failures', cell: ({ failures }) => String(failures.reduce((sum, { times }) => sum + times, 0)), right: true },
    { title: 'slowest ms', cell: ({ slowest }) => slowest.ms.toFixed(1), right: true },
    { title: 'peak MiB', cell: ({ peakBytes }) => String(Math.round(peakBytes / 2 ** 20)), right: true },
  ]));
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify({ node: process.version, seed, results }, null, 2)}\n`);
  if (results.some(({ failures }) => failures.length > 0)) process.exitCode = 1;
}

/** Throws what the parser throws, with its stack. */
async function replay(what: string): Promise<void> {
  const [name, index] = what.split(':');
  const input = (await inputsOf(parsers[name], seed))(Number(index));
  const folder = mkdtempSync(join(tmpdir(), 'ty-fuzz-'));
  console.log(`from "${input.seed.name}", ${input.bytes.length} bytes: ${Buffer.from(input.bytes).toString('base64').slice(0, 4096)}`);
  try {
    await parsers[name].parse(input.bytes, { seed: input.seed.name, folder });
    console.log('read');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
