import { useLocation, useRoute } from 'preact-iso';
import { useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Loading } from '../../components/loading.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { Page } from '../../components/page.tsx';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';
import { sideOf } from '../draw/preprocess.ts';
import { Aliases } from './aliases.tsx';
import { Compare } from './compare.tsx';
import { Description } from './description.tsx';
import './models.css';
import { VersionCards } from './version-cards.tsx';
import { Versions } from './versions.tsx';

/** /models/<name>, /models/<name>?version=<n> */
export function ModelPage() {
  const { params: { name } } = useRoute();
  const { query, route } = useLocation();
  const model = useLoaded((signal) => client.models.get(name, { signal }), [name]);
  const versions = useLoaded((signal) => client.models.versions(name, { limit: 100 }, { signal }), [name]);
  const [problem, setProblem] = useState<unknown>(null);
  const reload = () => {
    model.reload();
    versions.reload();
  };
  const remove = () => {
    if (confirm(t.models.removeAsk(name))) void client.models.delete(name).then(() => route('/models'), setProblem);
  };
  const removeVersion = (version: number) => {
    if (!confirm(t.models.removeVersionAsk(version))) return;
    void client.models.deleteVersion(name, version).then(() => {
      route(`/models/${encodeURIComponent(name)}`);
      reload();
    }, setProblem);
  };
  const error = model.error ?? versions.error;
  if (model.data === null || versions.data === null) return <Page title={name}>{error === null ? <Loading /> : <><LoadError error={error} /><p><a href="/models">{t.models.all}</a></p></>}</Page>;
  const all = versions.data.data;
  const shown = all.find(({ version }) => version === Number(query.version)) ?? all[0];
  return (
    <Page title={name} actions={<>{sideOf(shown.inputShape) && <a class="button primary" href={`/draw?model=${encodeURIComponent(name)}`}>{t.models.toDraw}</a>}<Button kind="danger" onClick={remove}>{t.models.remove}</Button></>}>
      {problem !== null && <Note {...noteOf(problem)} />}
      <Description model={model.data} onChange={reload} />
      <Card title={t.models.versions}><Versions versions={all} shown={shown.version} /></Card>
      <VersionCards key={shown.version} version={shown} onDelete={() => removeVersion(shown.version)} />
      <div class="grid">
        <Aliases model={model.data} onChange={reload} />
        <Compare name={name} versions={all.map(({ version }) => version)} />
      </div>
    </Page>
  );
}
