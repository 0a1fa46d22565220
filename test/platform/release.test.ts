/** What stops a release, and what its bill of materials lists. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeAudit } from '../../scripts/release/audit.ts';
import { billOfMaterials } from '../../scripts/release/bill.ts';
import { root } from '../../scripts/support/checks.ts';

const vulnerability = (severity: string) => ({ name: 'left', severity, range: '<1.2.3', fixAvailable: true });

test.each([
  ['no findings', {}, { outcome: 'passed', findings: [] }],
  ['a moderate one', { left: vulnerability('moderate') }, { outcome: 'passed', findings: ['moderate: left <1.2.3 (a fixed version exists)'] }],
  ['a high one', { left: vulnerability('high') }, { outcome: 'stopped', findings: ['high: left <1.2.3 (a fixed version exists)'] }],
  ['a critical one among others', { right: vulnerability('low'), left: vulnerability('critical') }, { outcome: 'stopped', findings: [expect.stringMatching(/^low/), expect.stringMatching(/^critical/)] }],
  ['a level nobody knows', { left: vulnerability('dire') }, { outcome: 'stopped', findings: ['dire: left <1.2.3 (a fixed version exists)'] }],
])('the gate of known vulnerabilities: %s', (_, vulnerabilities, verdict) => {
  expect(judgeAudit(JSON.stringify({ auditReportVersion: 2, vulnerabilities }))).toEqual(verdict);
});

test.each(['', 'npm error network', '{}', JSON.stringify({ message: '405 Method Not Allowed' }), JSON.stringify({ error: { summary: 'offline' } })])('silence of the registry is no all-clear: %j', (output) => {
  expect(judgeAudit(output)).toMatchObject({ outcome: 'unanswered', reason: expect.stringMatching(/./) as string });
});

test('the bill of materials lists every package that a user runs at its pinned version, and none for development', async () => {
  const { bomFormat, components } = await billOfMaterials(root);
  const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as Record<'dependencies' | 'devDependencies', Record<string, string>>;
  expect(bomFormat).toBe('CycloneDX');
  const listed = new Set(components.map(({ name, version }) => `${name}@${version}`)); // a package may be there in several versions
  expect(Object.entries(dependencies).map(([name, version]) => `${name}@${version}`).filter((each) => !listed.has(each))).toEqual([]);
  expect(components.map(({ name }) => name).filter((name) => name in devDependencies)).toEqual([]);
});
