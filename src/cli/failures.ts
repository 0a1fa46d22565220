/** Errors, as people and as machines read them. */
import { TrainyardApiError, TrainyardConnectionError } from '../client/index.ts';
import { EXIT } from './exit-codes.ts';

/** Something on this side: the command line, a file, a setting. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly hint: string;
  readonly exitCode: number;

  constructor(message: string, hint = '', exitCode: number = EXIT.usage) {
    super(message);
    this.hint = hint;
    this.exitCode = exitCode;
  }
}

export interface Failure {
  code: string;
  message: string;
  hint: string;
  issues: readonly { pointer: string; detail: string; hint: string }[];
  exitCode: number;
}

const BY_STATUS: Record<number, number> = {
  400: EXIT.refused, 401: EXIT.notAllowed, 403: EXIT.notAllowed, 404: EXIT.notFound, 409: EXIT.refused, 413: EXIT.refused, 415: EXIT.refused, 422: EXIT.refused, 429: EXIT.tooMany, 503: EXIT.noAnswer,
};

/** `where` says whence address and key came; `me` is how the user calls this program. */
export function failureOf(error: unknown, { me, where }: { me: string; where: { url: string; apiKey: string } | null }): Failure {
  if (error instanceof TrainyardApiError) {
    const { code, message, hint, issues, status } = error;
    const keyHint = status === 401 && where !== null ? ` The key came from ${where.apiKey}.` : '';
    return { code, message, hint: `${hint}${keyHint}`.trim(), issues, exitCode: BY_STATUS[status] ?? EXIT.failed };
  }
  if (error instanceof TrainyardConnectionError) {
    const hint = `Start it with "${me} up", or say where it is with TRAINYARD_URL${where === null ? '' : ` (this address came from ${where.url})`}; "${me} doctor" looks closer.`;
    return { code: 'no-answer', message: error.message, hint, issues: [], exitCode: EXIT.noAnswer };
  }
  if (error instanceof CliError) return { code: 'usage', message: error.message, hint: error.hint, issues: [], exitCode: error.exitCode };
  return { code: 'failed', message: error instanceof Error ? error.message : String(error), hint: '', issues: [], exitCode: EXIT.failed };
}

/** Such as `#/network/layers/3` -> `network.layers.3`. */
const memberOf = (pointer: string): string => pointer.replace(/^#\/?/, '').split('/').map((part) => decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')).join('.') || 'the document';

export function describeFailure({ message, hint, issues }: Failure): string {
  // what is wrong with each member stands below
  const lines = [`trainyard: ${issues.length === 0 ? message : 'this cannot work:'}`];
  for (const issue of issues) {
    lines.push(`  ${memberOf(issue.pointer)}: ${issue.detail}`);
    if (issue.hint !== '') lines.push(`    ${issue.hint}`);
  }
  if (hint !== '' && !issues.some((issue) => issue.hint === hint)) lines.push(`  ${hint}`);
  return lines.join('\n');
}
