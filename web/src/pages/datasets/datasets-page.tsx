import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import type { Dataset } from '../../../../src/client/index.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { shapeText } from '../../format.ts';
import { t } from '../../texts/index.ts';
import './datasets.css';
import { UploadForm } from './upload-form.tsx';

export function DatasetsPage() {
  const { data, error, reload } = useLoaded((signal) => client.datasets.list({ signal }), []);
  return (
    <Page title={t.datasets.title}>
      <LoadError error={error} />
      <div class="with-side">
        {data === null ? <Loading /> : <ul class="datasets">{data.data.map((dataset) => <li key={dataset.name}><DatasetCard dataset={dataset} /></li>)}</ul>}
        <UploadForm onDone={reload} />
      </div>
    </Page>
  );
}

function DatasetCard({ dataset: { name, title, summary, inputShape, classes, trainCount, testCount, availability, uploaded } }: { dataset: Dataset }) {
  return (
    <section class="card" aria-label={title}>
      <div class="card-head">
        <h2><a href={`/datasets/${encodeURIComponent(name)}`}>{title}</a></h2>
        <span class={availability === 'missing' ? 'badge failed' : 'badge'}>{uploaded ? t.datasets.uploaded : stateOf(availability)}</span>
      </div>
      <p>{summary}</p>
      <p class="quiet small"><span class="mono">{name}</span> · {t.datasets.classes(classes.length)} · {t.datasets.shape(shapeText(inputShape))} · {t.datasets.counts(trainCount, testCount)}</p>
      {availability === 'missing' && <p class="small warn">{t.datasets.missingHelp}</p>}
    </section>
  );
}

const stateOf = (availability: Dataset['availability']): string => ({ 'built-in': t.datasets.builtIn, 'present': t.datasets.present, 'download': t.datasets.download, 'missing': t.datasets.missing })[availability];
