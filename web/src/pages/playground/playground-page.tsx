import { useLocation } from 'preact-iso';
import { useMemo, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { client } from '../../service/client.ts';
import { t } from '../../texts/index.ts';
import './playground.css';
import { FIRST_SETUP, type Setup, startRace } from './race.ts';
import { RaceView } from './race-view.tsx';
import { SetupForm } from './setup-form.tsx';

/** /playground, /playground?jobs=<id>,<id>: the jobs of a race, which can be looked at later. */
export function PlaygroundPage() {
  const { query, route } = useLocation();
  const [setup, setSetup] = useState(FIRST_SETUP);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const jobs = query.jobs ?? '';
  const ids = useMemo(() => jobs.split(',').filter((id) => id !== ''), [jobs]);
  const [running, setRunning] = useState(false);
  const chosen = Object.values(setup.rates).some((rate) => rate !== undefined);

  const start = async (next: Setup) => {
    setBusy(true);
    setProblem(null);
    setSetup(next);
    await stop(ids);
    await startRace(next).then((started) => route(`/playground?jobs=${started.map(({ id }) => id).join(',')}`, true), setProblem);
    setBusy(false);
  };
  return (
    <Page
      title={t.playground.title}
      actions={(
        <>
          {running && <Button onClick={() => void stop(ids)}>{t.playground.stop}</Button>}
          {ids.length > 0 && <Button onClick={() => void start({ ...setup, seed: setup.seed + 1 })} disabled={!chosen} busy={busy}>{t.playground.again}</Button>}
          <Button kind="primary" onClick={() => void start(setup)} disabled={!chosen} busy={busy}>{t.playground.start}</Button>
        </>
      )}
    >
      <p class="quiet lead">{t.playground.lead}</p>
      {problem !== null && <Note {...noteOf(problem)} />}
      {!chosen && <Note kind="warning" title={t.playground.needOne} />}
      <SetupForm setup={setup} onChange={setSetup} />
      {ids.length > 0 && <RaceView key={jobs} ids={ids} onRunning={setRunning} />}
    </Page>
  );
}

/** Those that have ended already are left alone. */
async function stop(ids: readonly string[]): Promise<void> {
  await Promise.allSettled(ids.map(async (id) => {
    const { finishedAt } = await client.jobs.get(id);
    if (finishedAt === null) await client.jobs.cancel(id);
  }));
}
