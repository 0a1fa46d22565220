import { relative, sep } from 'node:path';
import { z } from 'zod';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export interface Part {
  /** The folder under `test/`, or the file where it lies directly there. */
  part: string;
  counts: Counts;
  seconds: number;
  failures: string[];
  skips: string[];
}

const reportSchema = z.object({
  success: z.boolean(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

/**
 * Counts by part. Whatever went wrong without a failing test (a file that does not load, a crash, an error nobody caught) counts as one failure, so that
 * a run that went wrong never sums up to nothing failed.
 */
export function summarize({ report, exitCode }: { report: unknown; exitCode: number }, root: string): Part[] {
  const parts = new Map<string, Part>();
  const partOf = (name: string) => {
    const part = parts.get(name) ?? { part: name, counts: { passed: 0, failed: 0, skipped: 0 }, seconds: 0, failures: [], skips: [] };
    parts.set(name, part);
    return part;
  };
  const parsed = reportSchema.safeParse(report);
  for (const file of parsed.success ? parsed.data.testResults : []) {
    const [, folder] = relative(root, file.name).split(sep);
    const part = partOf(folder);
    part.seconds += Math.max(0, file.endTime - file.startTime) / 1000;
    for (const test of file.assertionResults) count(part, test, relative(root, file.name));
    if (file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')) {
      part.counts.failed++;
      part.failures.push(`${relative(root, file.name)}: ${(file.message ?? 'did not load').split('\n')[0]}`);
    }
  }
  const failed = [...parts.values()].some((part) => part.counts.failed > 0);
  const tests = [...parts.values()].reduce((sum, part) => sum + part.counts.passed + part.counts.failed + part.counts.skipped, 0);
  if (!failed && (exitCode !== 0 || tests === 0 || !parsed.success || !parsed.data.success)) {
    const part = partOf('the run itself');
    part.counts.failed++;
    part.failures.push(`vitest ended with code ${exitCode} and ${tests} tests in its report; what it said is above`);
  }
  return [...parts.values()].sort((a, b) => (a.part < b.part ? -1 : 1));
}

function count(part: Part, test: { fullName: string; status: string }, file: string): void {
  const name = `${file}: ${test.fullName}`;
  if (test.status === 'passed') part.counts.passed++;
  else if (test.status === 'failed') {
    part.counts.failed++;
    part.failures.push(name);
  } else {
    part.counts.skipped++;
    part.skips.push(name);
  }
}
