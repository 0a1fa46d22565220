import { describe, expect, test } from 'vitest';
import { summarize } from '../../scripts/support/test-report.ts';

const file = (name: string, status: string, tests: string[], message = '') => ({
  name: `/clone/test/${name}`, status, message, startTime: 0, endTime: 1000,
  assertionResults: tests.map((each, index) => ({ fullName: `t${index}`, status: each })),
});
const totals = (run: { report: unknown; exitCode: number }) => {
  const parts = summarize(run, '/clone/');
  return (['passed', 'failed', 'skipped'] as const).map((key) => parts.reduce((sum, part) => sum + part.counts[key], 0));
};

describe('the closing line', () => {
  test('counts by part', () => {
    const report = { success: true, testResults: [file('engine/a.test.ts', 'passed', ['passed', 'skipped']), file('tiny.test.ts', 'passed', ['passed', 'pending', 'todo'])] };
    expect(summarize({ report, exitCode: 0 }, '/clone/').map((part) => part.part)).toEqual(['engine', 'tiny.test.ts']);
    expect(totals({ report, exitCode: 0 })).toEqual([2, 0, 3]);
  });

  test('counts a file that does not load as a failure', () => {
    const report = { success: false, testResults: [file('a/a.test.ts', 'failed', [], 'no such module')] };
    expect(totals({ report, exitCode: 1 })).toEqual([0, 1, 0]);
  });

  test.each([
    ['a crash', { report: null, exitCode: 137 }],
    ['no test at all', { report: { success: true, testResults: [] }, exitCode: 0 }],
    ['an error nobody caught', { report: { success: false, testResults: [file('a/a.test.ts', 'passed', ['passed'])] }, exitCode: 1 }],
  ])('counts %s as a failure', (_, run) => {
    expect(totals(run)[1]).toBe(1);
  });
});
