import { type Issue, TrainyardApiError, TrainyardConnectionError } from '../../../src/client/index.ts';
import { t } from '../texts/index.ts';

export interface NoteProps {
  kind: 'error' | 'warning' | 'info';
  title: string;
  text?: string;
  /** what to do */
  hint?: string;
}

export function Note({ kind, title, text, hint }: NoteProps) {
  return (
    <div class={`note ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <strong>{title}</strong>
      {text && <p>{text}</p>}
      {hint && <p class="hint">{hint}</p>}
    </div>
  );
}

const wordsOf = ({ pointer, detail }: Issue): string => `${fieldOf(pointer)}: ${detail}`;
const fieldOf = (pointer: string): string => pointer.replace(/^#?\/?/, '').replaceAll('/', '.');

/** What the service said, in its own words, with the fields that it is about. */
export function noteOf(error: unknown): NoteProps {
  if (error instanceof TrainyardApiError) {
    const named = error.issues.filter(({ pointer }) => fieldOf(pointer) !== '');
    const said = named.find(({ pointer, detail }) => error.message === `${pointer}: ${detail}` || error.message === detail);
    return { kind: 'error', title: said ? wordsOf(said) : error.message, text: named.filter((issue) => issue !== said).map(wordsOf).join(' '), hint: error.hint };
  }
  if (error instanceof TrainyardConnectionError) return { kind: 'error', title: t.common.unreachable, hint: t.common.unreachableHint };
  return { kind: 'error', title: t.common.broken, text: error instanceof Error ? error.message : String(error), hint: t.common.brokenHint };
}
