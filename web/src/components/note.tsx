import { TrainyardApiError, TrainyardConnectionError } from '../../../src/client/index.ts';
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

/** What the service said, in its own words. */
export function noteOf(error: unknown): NoteProps {
  if (error instanceof TrainyardApiError) return { kind: 'error', title: error.message, hint: error.hint };
  if (error instanceof TrainyardConnectionError) return { kind: 'error', title: t.common.unreachable, hint: t.common.unreachableHint };
  return { kind: 'error', title: t.common.broken, text: error instanceof Error ? error.message : String(error), hint: t.common.brokenHint };
}
