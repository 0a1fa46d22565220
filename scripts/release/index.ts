/**
 * `npm run release [-- --out folder]`: what a release consists of. Refuses changed files, runs the checks and the gate of known
 * vulnerabilities, and writes the package, its bill of materials and a report with their SHA-256.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { printCheck, root, runChecks } from '../support/checks.ts';
import { audit } from './audit.ts';
import { billOfMaterials } from './bill.ts';

const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist/release' }, help: { type: 'boolean', default: false } } });
if (values.help) {
  console.log('npm run release [-- --out <folder>]: on a tree without changes, the checks, the gate of known vulnerabilities, then package, bill of materials and release.json in <folder> (dist/release).');
  process.exit(0);
}
const out = resolve(root, values.out);

function stop(reason: string): never {
  console.error(`no release: ${reason}`);
  process.exit(1);
}

const git = (...args: string[]) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();
if (git('status', '--porcelain') !== '') stop('there are changes that are in no commit; commit or remove them');

runChecks((result) => {
  printCheck(result);
  if (!result.passed) stop(`${result.title} failed`);
});

const verdict = await audit(root);
const findings = 'findings' in verdict ? verdict.findings : [];
console.log(verdict.outcome === 'unanswered' ? `audit not answered: ${verdict.reason}` : `audit ${verdict.outcome}: ${findings.length} findings`);
for (const finding of findings) console.log(`  ${finding}`);
if (verdict.outcome === 'stopped') stop('packages with known vulnerabilities of level high or critical; raise them in package.json');

mkdirSync(out, { recursive: true });
const bill = await billOfMaterials(root);
writeFileSync(join(out, 'bill-of-materials.cdx.json'), JSON.stringify(bill, null, 2));
// what `prepack` does, apart: its lines would stand among the JSON
execFileSync('npm', ['run', '--silent', 'prepack'], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
const [{ filename }] = JSON.parse(execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', out], { cwd: root, encoding: 'utf8' })) as [{ filename: string }];
const sha256 = Object.fromEntries(['bill-of-materials.cdx.json', filename].map((name) => [name, createHash('sha256').update(readFileSync(join(out, name))).digest('hex')]));
writeFileSync(join(out, 'release.json'), JSON.stringify({ commit: git('rev-parse', 'HEAD'), audit: verdict, packages: bill.components.length, sha256 }, null, 2));
console.log(`${out}: ${filename}, bill of materials of ${bill.components.length} packages, release.json`);
