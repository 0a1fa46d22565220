import { Field } from '../../components/field.tsx';
import { fill } from '../../format.ts';
import { client } from '../../service/client.ts';
import { useLoaded } from '../../service/use-loaded.ts';
import { t } from '../../texts/index.ts';
import type { Schema } from './schema.ts';
import { nameOf, SchemaField } from './schema-field.tsx';
import { pointerOf, schemaAt, type SpecForm } from './spec-form.ts';

const NAME = ['dataset', 'name'];

/** Which samples: the dataset, its own options, and how many of it. */
export function DatasetFields({ form }: { form: SpecForm }) {
  const { data } = useLoaded(() => client.datasets.list(), []);
  const datasets = data?.data ?? [];
  const name = String(form.get(NAME) ?? '');
  const chosen = datasets.find((dataset) => dataset.name === name);
  const options = Object.entries((chosen?.options as Schema | undefined)?.properties ?? {});
  return (
    <>
      <Field label={t.newJob.dataset} help={chosen && [chosen.summary, chosen.availability === 'download' ? t.newJob.fetches : ''].filter(Boolean).join(' ')} problem={form.problem(NAME) ?? form.problem(['dataset'])}>
        {(ids) => (
          <select {...ids} data-pointer={pointerOf(NAME)} value={name} onChange={(event) => form.set(['dataset'], { name: event.currentTarget.value })}>
            {!chosen && <option value={name}>{name}</option>}
            {datasets.map((dataset) => <option key={dataset.name} value={dataset.name}>{dataset.name}{dataset.available ? '' : ` (${t.newJob.noDataset})`}</option>)}
          </select>
        )}
      </Field>
      <div class="options">
        {['trainSize', 'validation'].map((member) => <SchemaField key={member} form={form} path={['dataset', member]} schema={schemaAt(form.catalogue, ['dataset', member])} byDefault={member === 'trainSize' ? chosen?.trainCount : 0} />)}
        {options.map(([member, schema]) => <SchemaField key={`${name}/${member}`} form={form} path={['dataset', member]} schema={schema} label={fill(t.newJob.ofData, { name: nameOf(member) })} />)}
      </div>
    </>
  );
}
