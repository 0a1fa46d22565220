import { useState } from 'preact/hooks';
import type { Model } from '../../../../src/client/index.ts';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { share, when } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { ImportForm } from './import-form.tsx';
import './models.css';

export function ModelsPage() {
  const [search, setSearch] = useState('');
  const { data, error, reload } = useLoaded(allModels, []);
  const found = data?.filter(({ name, tags }) => [name, ...tags].some((text) => text.toLowerCase().includes(search.trim().toLowerCase()))) ?? [];
  return (
    <Page title={t.models.title}>
      <LoadError error={error} />
      <div class="with-side">
        <Card>
          {data === null ? error === null && <Loading /> : data.length === 0 ? <p><strong>{t.models.empty}</strong> {t.models.emptyText} <a href="/draw">{t.models.toDraw}</a></p> : (
            <>
              <Field label={t.models.filter}>{(ids) => <input {...ids} type="search" value={search} onInput={({ currentTarget: { value } }) => setSearch(value)} />}</Field>
              {found.length === 0 ? <p class="quiet">{t.models.nothingFound}</p> : <ul class="models">{found.map((model) => <li key={model.name}><Entry model={model} /></li>)}</ul>}
            </>
          )}
        </Card>
        <ImportForm onDone={reload} />
      </div>
    </Page>
  );
}

function Entry({ model: { name, latestVersion, latest, tags, description, aliases } }: { model: Model }) {
  const { testAccuracy } = latest.metrics;
  const named = Object.entries(aliases).filter(([alias]) => alias !== 'latest');
  return (
    <>
      <div class="model-line">
        <h2><a href={`/models/${encodeURIComponent(name)}`}>{name}</a></h2>
        {typeof testAccuracy === 'number' && <span class="number"><strong>{share(testAccuracy)}</strong> <span class="quiet small">{t.models.accuracy}</span></span>}
      </div>
      {description && <p>{description.split('\n')[0]}</p>}
      <p class="quiet small">{t.models.version(latestVersion)} · {latest.dataset ?? t.models.unknown} · {t.models.parametersOf(latest.parameterCount)} · {when(latest.createdAt)}</p>
      {named.length + tags.length > 0 && <p>{named.map(([alias, version]) => <span key={alias} class="badge running">{alias} → {version}</span>)} {tags.map((tag) => <span key={tag} class="badge">{tag}</span>)}</p>}
    </>
  );
}

async function allModels(signal: AbortSignal): Promise<Model[]> {
  const models: Model[] = [];
  for await (const model of client.models.all({}, { signal })) models.push(model);
  return models;
}
