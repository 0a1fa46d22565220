import { useState } from 'preact/hooks';
import type { ModelComparison } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { client } from '../../service/client.ts';
import { number } from '../../format.ts';
import { t } from '../../texts/index.ts';

/** @param versions newest first */
export function Compare({ name, versions }: { name: string; versions: readonly number[] }) {
  const [from, setFrom] = useState(versions[1] ?? versions[0]);
  const [to, setTo] = useState(versions[0]);
  const [comparison, setComparison] = useState<ModelComparison | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const select = (value: number, change: (version: number) => void) => (ids: { id: string }) => (
    <select id={ids.id} value={value} onChange={({ currentTarget }) => change(Number(currentTarget.value))}>{versions.map((each) => <option key={each} value={each}>{each}</option>)}</select>
  );
  const submit = (event: Event) => {
    event.preventDefault();
    setProblem(null);
    void client.models.compare(name, { from, to }).then(setComparison, setProblem);
  };
  return (
    <Card title={t.models.compare}>
      {versions.length < 2 ? <p class="quiet">{t.models.needTwo}</p> : (
        <form class="inline-form" onSubmit={submit}>
          <Field label={t.models.from}>{select(from, setFrom)}</Field>
          <Field label={t.models.to}>{select(to, setTo)}</Field>
          <Button type="submit">{t.models.compare}</Button>
        </form>
      )}
      {problem !== null && <Note {...noteOf(problem)} />}
      {comparison && <Differences comparison={comparison} />}
    </Card>
  );
}

function Differences({ comparison: { identical, differences, metrics, weights, from, to } }: { comparison: ModelComparison }) {
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={t.models.compare} aria-live="polite">
      {identical && <p class="good">{t.models.identical}</p>}
      <table>
        <thead><tr><th scope="col">{t.models.metric}</th><th scope="col" class="number">{from.version}</th><th scope="col" class="number">{to.version}</th><th scope="col" class="number">{t.models.difference}</th></tr></thead>
        <tbody>{metrics.map((metric) => <tr key={metric.name}><th scope="row">{t.metrics[metric.name] ?? metric.name}</th>{[metric.from, metric.to, metric.difference].map((value, at) => <td key={at} class="number">{typeof value === 'number' ? number(value) : (value ?? '')}</td>)}</tr>)}</tbody>
      </table>
      {differences.length === 0 ? <p class="quiet">{t.models.same}</p> : (
        <table>
          <thead><tr><th scope="col">{t.models.member}</th><th scope="col">{from.version}</th><th scope="col">{to.version}</th></tr></thead>
          <tbody>{differences.map(({ pointer, from: before, to: after }) => <tr key={pointer}><th scope="row" class="mono">{pointer}</th><td class="mono wrap">{JSON.stringify(before)}</td><td class="mono wrap">{JSON.stringify(after)}</td></tr>)}</tbody>
        </table>
      )}
      <table>
        <thead><tr><th scope="col">{t.models.layerWeights}</th><th scope="col" class="number">{t.models.relative}</th><th scope="col" class="number">{t.models.cosine}</th></tr></thead>
        <tbody>{weights.map(({ name, distance }) => <tr key={name}><th scope="row">{name}</th>{distance === null ? <td colSpan={2}>{t.models.otherShape}</td> : [distance.relative, distance.cosine].map((value, at) => <td key={at} class="number">{typeof value === 'number' ? number(value) : (value ?? '')}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
