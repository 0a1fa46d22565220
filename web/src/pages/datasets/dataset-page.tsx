import { useLocation, useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import type { Dataset } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { shapeText } from '../../format.ts';
import { t } from '../../texts/index.ts';
import './datasets.css';
import { Samples } from './samples.tsx';

export function DatasetPage() {
  const { params: { name } } = useRoute();
  const { route } = useLocation();
  const { data, error } = useLoaded((signal) => client.datasets.get(name, { signal }), [name]);
  const [problem, setProblem] = useState<unknown>(null);
  const remove = () => {
    if (confirm(t.datasets.removeAsk(name))) void client.datasets.delete(name).then(() => route('/datasets'), setProblem);
  };
  return (
    <Page title={data?.title ?? name} actions={data?.uploaded && <Button kind="danger" onClick={remove}>{t.common.remove}</Button>}>
      <LoadError error={error} />
      {problem !== null && <Note {...noteOf(problem)} />}
      {data === null ? error === null && <Loading /> : (
        <>
          <p class="lead">{data.summary}</p>
          <div class="with-side">
            <Card title={t.datasets.samples}><Samples key={data.name} dataset={data} /></Card>
            <About dataset={data} />
          </div>
        </>
      )}
    </Page>
  );
}

function About({ dataset: { inputShape, classes, classCounts, trainCount, testCount, source, hash } }: { dataset: Dataset }) {
  const most = Math.max(...classCounts.train);
  return (
    <Card title={t.datasets.balance}>
      <div class="scroll tall" tabIndex={0} role="region" aria-label={t.datasets.balance}>
        <table>
          <thead><tr><th scope="col">{t.datasets.class}</th><th scope="col" class="number">{t.datasets.train}</th><th scope="col" class="number">{t.datasets.test}</th></tr></thead>
          <tbody>
            {classes.map((label, index) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td class="number"><span class="balance" aria-hidden="true" style={{ width: `${(60 * classCounts.train[index]) / most}px` }} />{classCounts.train[index].toLocaleString(t.language)}</td>
                <td class="number">{classCounts.test[index].toLocaleString(t.language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <dl class="fact-list">
        <dt>{t.datasets.samples}</dt><dd>{t.datasets.counts(trainCount, testCount)}; {t.datasets.shape(shapeText(inputShape))}</dd>
        <dt>{t.datasets.source}</dt><dd>{source}</dd>
        {hash && <><dt>{t.datasets.hash}</dt><dd class="mono wrap">{hash}</dd></>}
      </dl>
    </Card>
  );
}
