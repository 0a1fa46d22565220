/** A process that gives inputs to one parser: `child.ts <parser> <seed> <from> <to> <folder>`; the result is `result.json` in that folder. */
import { openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { examine, forgetPeak, peak } from './examine.ts';
import { inputsOf } from './inputs.ts';
import { parsers } from './parsers/index.ts';
import { type Failure, type FuzzResult, LIMITS } from './types.ts';

const [name, seed, from, to, folder] = process.argv.slice(2);
const parser = parsers[name];
const inputAt = await inputsOf(parser, Number(seed));
const progress = openSync(join(folder, 'progress'), 'w');
const failures = new Map<string, Failure>();
const result: FuzzResult = { parser: name, inputs: 0, valid: 0, refused: 0, failures: [], slowest: { ms: 0, index: -1 }, peakBytes: 0 };
forgetPeak();
const before = peak();

for (let index = Number(from); index < Number(to); index++) {
  writeSync(progress, String(index).padStart(12), 0); // outlives a crash and a hang of this process
  const input = inputAt(index);
  const { valid, failure, ms } = await examine(parser, input, folder);
  result.inputs += 1;
  result.valid += Number(valid);
  if (ms > result.slowest.ms) result.slowest = { ms, index };
  if (failure === null) result.refused += Number(!valid);
  else note(failure, index, input.seed.name, input.bytes);
  if (index % 64 === 0) await new Promise((resolve) => setImmediate(resolve)); // what was let go is given back between tasks only
}
result.peakBytes = peak() - before;
if (result.peakBytes > LIMITS.peakBytes) note(`held ${Math.round(result.peakBytes / 2 ** 20)} MiB at once`, Number(to) - 1, '', new Uint8Array(0));
save();

function note(reason: string, index: number, seedName: string, bytes: Uint8Array): void {
  const way = reason.replace(/(?<=:\d+:|refused [a-z ]+:).*/s, ''); // the place, without what the file had there
  const known = failures.get(way);
  if (known) known.times += 1;
  else {
    failures.set(way, { index, seed: seedName, reason, base64: Buffer.from(bytes).toString('base64'), times: 1 });
    save(); // a later input may end this process
  }
}

function save(): void {
  writeFileSync(join(folder, 'result.json'), JSON.stringify({ ...result, failures: [...failures.values()] }));
}
