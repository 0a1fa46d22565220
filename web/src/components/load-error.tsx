import { mayPass } from '../service/again.ts';
import { t } from '../texts/index.ts';
import { Note, noteOf } from './note.tsx';

/** Why something is not shown (yet); what may pass is asked for again by those that load, and this says so. */
export function LoadError({ error }: { error: unknown }) {
  if (error === null || error === undefined) return null;
  const note = noteOf(error);
  return <Note {...note} kind={mayPass(error) ? 'warning' : 'error'} hint={mayPass(error) ? [note.hint, t.common.again].filter(Boolean).join(' ') : note.hint} />;
}
