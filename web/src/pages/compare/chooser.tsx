import { useLocation } from 'preact-iso';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { fill, when } from '../../format.ts';
import { liveJobs, useLiveJobs } from '../../service/live-jobs.ts';
import { t } from '../../texts/index.ts';
import { networkName } from '../jobs/job-row.tsx';

const NEWEST = 20;

/** The newest jobs, to be ticked. */
export function JobChooser() {
  useLiveJobs();
  const { route } = useLocation();
  const [picked, setPicked] = useState<readonly string[]>([]);
  const pick = (id: string, isPicked: boolean) => setPicked(isPicked ? [...picked, id] : picked.filter((each) => each !== id));
  const submit = (event: Event) => {
    event.preventDefault();
    route(`/compare?jobs=${picked.join(',')}`);
  };
  return (
    <Card title={t.compare.choose}>
      <p class="quiet">{t.compare.chooseHelp}</p>
      <form onSubmit={submit}>
        <ul class="chooser">
          {liveJobs.value.slice(0, NEWEST).map(({ id, spec, status, createdAt }) => (
            <li key={id}>
              <label class="check">
                <input type="checkbox" checked={picked.includes(id)} onChange={(event) => pick(id, event.currentTarget.checked)} />
                <span><strong>{spec.model}</strong> <StatusBadge status={status} /> <span class="quiet">{fill('{what} · {when}', { what: networkName(spec), when: when(createdAt) })}</span></span>
              </label>
            </li>
          ))}
        </ul>
        <Button kind="primary" type="submit" disabled={picked.length < 2}>{t.compare.show}</Button>
      </form>
    </Card>
  );
}
