/** The gate of known vulnerabilities: what `npm audit --json` says of the packages that a user runs. */
import { execFile } from 'node:child_process';

const LEVELS = ['info', 'low', 'moderate', 'high', 'critical'] as const;
/** from here on a release is stopped */
const GATE = LEVELS.indexOf('high');

export type AuditVerdict =
  | { outcome: 'passed'; findings: string[] }
  | { outcome: 'stopped'; findings: string[] }
  /** the registry does not answer such questions: said in the report, not taken for an all-clear */
  | { outcome: 'unanswered'; reason: string };

/** Judges the output of `npm audit --json`. */
export function judgeAudit(output: string): AuditVerdict {
  let answer: { message?: string; error?: { summary?: string }; vulnerabilities?: Record<string, { severity: string; range: string; fixAvailable: unknown }> };
  try {
    answer = JSON.parse(output) as typeof answer;
  } catch {
    return { outcome: 'unanswered', reason: 'npm audit printed no JSON' };
  }
  if (!answer.vulnerabilities) return { outcome: 'unanswered', reason: answer.message ?? answer.error?.summary ?? 'the answer lists no vulnerabilities, not even an empty list' };
  const known = Object.entries(answer.vulnerabilities);
  const findings = known.map(([name, { severity, range, fixAvailable }]) => `${severity}: ${name} ${range}${fixAvailable ? ' (a fixed version exists)' : ''}`);
  const stopped = known.some(([, { severity }]) => !LEVELS.slice(0, GATE).includes(severity as (typeof LEVELS)[number]));
  return { outcome: stopped ? 'stopped' : 'passed', findings };
}

export async function audit(root: string): Promise<AuditVerdict> {
  const output = await new Promise<string>((resolve) => {
    execFile('npm', ['audit', '--json', '--omit=dev'], { cwd: root, maxBuffer: 64 << 20 }, (_error, stdout) => resolve(stdout)); // findings are an exit code, not a failure
  });
  const verdict = judgeAudit(output);
  // where the registry stands is nobody's business who reads the report
  return verdict.outcome === 'unanswered' ? { ...verdict, reason: verdict.reason.replace(/https?:\/\/\S+/g, 'the registry') } : verdict;
}
