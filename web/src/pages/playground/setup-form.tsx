import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { t } from '../../texts/index.ts';
import { ACTIVATIONS, DATASETS, type Optimizer, OPTIMIZERS, RATES, type Setup } from './race.ts';

interface SetupFormProps {
  setup: Setup;
  onChange(setup: Setup): void;
}

const MOST_LAYERS = 6;
const MOST_UNITS = 128;

export function SetupForm({ setup, onChange }: SetupFormProps) {
  const change = (part: Partial<Setup>) => onChange({ ...setup, ...part });
  const whole = (text: string, most: number) => Math.min(most, Math.max(1, Math.round(Number(text)) || 1));
  return (
    <Card>
      <div class="setup">
        <div>
          <Field label={t.playground.dataset}>{(ids) => <Select {...ids} value={setup.dataset} values={DATASETS} onChange={(dataset) => change({ dataset })} />}</Field>
          <Field label={t.playground.activation}>{(ids) => <Select {...ids} value={setup.activation} values={ACTIVATIONS} onChange={(activation) => change({ activation })} />}</Field>
        </div>
        <fieldset>
          <legend>{t.playground.network}</legend>
          {setup.hidden.length === 0 && <p class="quiet small">{t.playground.noLayers}</p>}
          {setup.hidden.map((units, index) => (
            <input
              key={index} type="number" min={1} max={MOST_UNITS} value={units} aria-label={t.playground.hidden(index + 1)}
              onChange={({ currentTarget: { value } }) => change({ hidden: setup.hidden.with(index, whole(value, MOST_UNITS)) })}
            />
          ))}
          <div class="actions">
            <Button onClick={() => change({ hidden: [...setup.hidden, setup.hidden.at(-1) ?? 16] })} disabled={setup.hidden.length >= MOST_LAYERS} aria-label={t.playground.addLayer} title={t.playground.addLayer}>+</Button>
            <Button onClick={() => change({ hidden: setup.hidden.slice(0, -1) })} disabled={setup.hidden.length === 0} aria-label={t.playground.removeLayer} title={t.playground.removeLayer}>−</Button>
          </div>
        </fieldset>
        <fieldset class="optimizers">
          <legend>{t.playground.optimizers}</legend>
          {OPTIMIZERS.map((name) => <OptimizerRow key={name} name={name} rate={setup.rates[name]} onChange={(rate) => change({ rates: { ...setup.rates, [name]: rate } })} />)}
        </fieldset>
        <div>
          <Field label={t.playground.steps}>{(ids) => <input {...ids} type="number" min={100} max={200_000} step={100} value={setup.steps} onChange={({ currentTarget: { value } }) => change({ steps: whole(value, 200_000) })} />}</Field>
          <Field label={t.playground.seed}>{(ids) => <input {...ids} type="number" min={1} value={setup.seed} onChange={({ currentTarget: { value } }) => change({ seed: whole(value, 2 ** 31) })} />}</Field>
        </div>
      </div>
    </Card>
  );
}

function OptimizerRow({ name, rate, onChange }: { name: Optimizer; rate: number | undefined; onChange(rate: number | undefined): void }) {
  return (
    <div class="optimizer">
      <label><input type="checkbox" checked={rate !== undefined} onChange={({ currentTarget: { checked } }) => onChange(checked ? RATES[name] : undefined)} /> {name}</label>
      <input type="number" min={0} step="any" value={rate ?? RATES[name]} disabled={rate === undefined} aria-label={t.playground.rate(name)} onChange={({ currentTarget: { value } }) => Number(value) > 0 && onChange(Number(value))} />
    </div>
  );
}

interface SelectProps<V extends string> {
  id: string;
  value: V;
  values: readonly V[];
  onChange(value: V): void;
}

function Select<V extends string>({ values, onChange, value, ...ids }: SelectProps<V>) {
  return <select {...ids} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value as V)}>{values.map((each) => <option key={each} value={each}>{each}</option>)}</select>;
}
