import { useLocation } from 'preact-iso';
import { Page } from '../../components/page.tsx';
import { RequestCode } from '../../components/request-code.tsx';
import { t } from '../../texts/index.ts';
import { JobChooser } from './chooser.tsx';
import './compare.css';
import { ComparisonView } from './comparison-view.tsx';
import { SweepView } from './sweep-view.tsx';
import { Sweeps } from './sweeps.tsx';

/** `?jobs=a,b` or `?sweep=id`; without either, what there is to choose from. */
export function ComparePage() {
  const { query } = useLocation();
  const ids = (query.jobs ?? '').split(',').filter((id) => id !== '');
  const { sweep } = query;
  const isChosen = ids.length > 0 || sweep !== undefined;
  return (
    <Page title={t.compare.title} actions={isChosen && <a class="button" href="/compare">{t.compare.others}</a>}>
      {sweep !== undefined ? <SweepView key={sweep} id={sweep} /> : ids.length > 0 ? <ComparisonView ids={ids} /> : <><JobChooser /><Sweeps /></>}
      {sweep !== undefined && <RequestCode requests={[{ method: 'GET', path: `/api/v1/sweeps/${sweep}/trials` }]} client={`const { data: trials } = await client.sweeps.trials('${sweep}');\nconsole.table(trials.map(({ number, parameters, value }) => ({ number, ...parameters, value })));`} />}
      {sweep === undefined && ids.length > 0 && <RequestCode requests={ids.map((id) => ({ method: 'GET', path: `/api/v1/jobs/${id}/metrics` }))} client={`const histories = await Promise.all(${JSON.stringify(ids)}.map((id) => client.jobs.metrics(id)));`} />}
    </Page>
  );
}
