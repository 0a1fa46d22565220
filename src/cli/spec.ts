/** Specs with members changed on the command line. */
import { CliError } from './failures.ts';

/** `member=value` pairs put into a document; a value is JSON where it can be read as such, else text. */
export function withChanges(document: unknown, changes: readonly string[]): Record<string, unknown> {
  if (typeof document !== 'object' || document === null || Array.isArray(document)) throw new CliError('The spec is no JSON object.', 'It looks like {"model": "...", "network": {...}, "dataset": {"name": "..."}}.');
  const changed = structuredClone(document) as Record<string, unknown>;
  for (const change of changes) {
    const [, path, text] = /^([^=]+)=(.*)$/s.exec(change) ?? [];
    if (path === undefined) throw new CliError(`--set ${change}: there is no "=".`, 'Write it as member=value, such as epochs=3.');
    const members = path.split('.');
    const last = members.pop()!;
    let at = changed;
    for (const member of members) {
      const inner = at[member] ?? (at[member] = {});
      if (typeof inner !== 'object') throw new CliError(`--set ${change}: "${member}" holds no members.`, 'Give the whole of it as JSON.');
      at = inner as Record<string, unknown>;
    }
    at[last] = valueOf(text);
  }
  return changed;
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
