import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { t } from '../../texts/index.ts';
import { trainNow } from '../draw/train-now.ts';

/** What a list without jobs shows instead. */
export function StartHere() {
  const { route } = useLocation();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<NoteProps | null>(null);
  const begin = () => {
    setBusy(true);
    trainNow().then(({ id }) => route(`/draw?job=${id}`), (error: unknown) => {
      setProblem(noteOf(error));
      setBusy(false);
    });
  };
  const { digits, race, book } = t.jobs;
  return (
    <section class="start-here" aria-labelledby="start-here">
      <h2 id="start-here">{t.jobs.emptyTitle}</h2>
      <ul>
        <li class="card"><h3>{digits.title}</h3><p>{digits.text}</p><Button kind="primary" busy={busy} onClick={begin}>{digits.go}</Button></li>
        <li class="card"><h3>{race.title}</h3><p>{race.text}</p><a class="button" href="/playground">{race.go}</a></li>
        <li class="card"><h3>{book.title}</h3><p>{book.text}</p><a class="button" href="/experiments">{book.go}</a></li>
      </ul>
      {problem && <Note {...problem} />}
      <p>{t.jobs.own} <a href="/jobs/new">{t.jobs.create}</a></p>
    </section>
  );
}
