import { useState } from 'preact/hooks';
import type { Model } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { LoadError } from '../../components/load-error.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { when } from '../../format.ts';
import { t } from '../../texts/index.ts';

const HISTORY = 5;

export function Aliases({ model: { name, latestVersion, versions }, onChange }: { model: Model; onChange(): void }) {
  const { data, error, reload } = useLoaded((signal) => client.models.aliases.list(name, { signal }), [name, latestVersion]);
  const [alias, setAlias] = useState('production');
  const [version, setVersion] = useState(latestVersion);
  const [problem, setProblem] = useState<unknown>(null);
  const change = (work: Promise<unknown>) => void work.then(() => {
    setProblem(null);
    reload();
    onChange();
  }, setProblem);
  const set = (event: Event) => {
    event.preventDefault();
    change(client.models.aliases.set(name, alias.trim(), { version }));
  };
  const named = data?.data.filter((each) => each.alias !== 'latest') ?? [];
  return (
    <Card title={t.models.aliases}>
      <p class="quiet small">{t.models.aliasHelp}</p>
      <LoadError error={error} />
      {named.length === 0 ? <p class="quiet">{t.models.noAliases}</p> : (
        <ul class="alias-list">
          {named.map(({ alias: each, version: names, history }) => (
            <li key={each}>
              <div class="actions">
                <strong>{each} → {names}</strong>
                <Button onClick={() => change(client.models.aliases.rollBack(name, each))}>{t.models.rollBack}<span class="visually-hidden"> {each}</span></Button>
                <Button kind="danger" onClick={() => confirm(t.models.removeAlias(each)) && change(client.models.aliases.delete(name, each))}>{t.models.removeAliasButton}<span class="visually-hidden"> {each}</span></Button>
              </div>
              <ul class="quiet small">{history.slice(0, HISTORY).map((entry) => <li key={entry.at}>{t.models.history(entry.action, String(entry.version ?? ''), entry.by.name, when(entry.at))}</li>)}</ul>
            </li>
          ))}
        </ul>
      )}
      {problem !== null && <Note {...noteOf(problem)} />}
      <form class="inline-form" onSubmit={set}>
        <Field label={t.models.aliasName}>{(ids) => <input {...ids} type="text" required value={alias} onInput={({ currentTarget: { value } }) => setAlias(value)} />}</Field>
        <Field label={t.models.aliasVersion}>{(ids) => <select {...ids} value={version} onChange={({ currentTarget: { value } }) => setVersion(Number(value))}>{versions.toReversed().map((each) => <option key={each} value={each}>{each}</option>)}</select>}</Field>
        <Button type="submit">{t.models.setAlias}</Button>
      </form>
    </Card>
  );
}
