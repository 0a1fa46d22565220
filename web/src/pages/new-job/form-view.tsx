import type { ComponentChildren } from 'preact';
import { Details } from '../../components/details.tsx';
import { Field } from '../../components/field.tsx';
import { t } from '../../texts/index.ts';
import { ChoiceField } from './choice-field.tsx';
import { ChoiceList } from './choice-list.tsx';
import { DatasetFields } from './dataset-fields.tsx';
import { MetadataField } from './metadata-field.tsx';
import { Members, OptionalGroup } from './optional-group.tsx';
import { SchemaField } from './schema-field.tsx';
import { type Path, schemaAt, type SpecForm } from './spec-form.ts';

const groups = t.newJob.groups;

/** The whole spec by the catalogue's schemas: what is always needed in sight, the rest folded away. */
export function FormView({ form }: { form: SpecForm }) {
  const member = (...path: string[]) => <SchemaField form={form} path={path} schema={schemaAt(form.catalogue, path)} />;
  const members = (...path: string[]) => <Members form={form} path={path} schema={schemaAt(form.catalogue, path)} />;
  const optional = (path: string[], start?: Readonly<Record<string, unknown>>) => <OptionalGroup form={form} path={path} schema={schemaAt(form.catalogue, path)} start={start} />;
  const { losses, optimizers, schedules, augmentations } = form.catalogue;
  return (
    <>
      <section class="card" aria-label={groups.basics}>
        <h2>{groups.basics}</h2>
        {member('model')}
        <DatasetFields form={form} />
        <NetworkFields form={form} />
        <div class="options"><Length form={form} />{member('batchSize')}{member('seed')}</div>
      </section>
      <section class="card" aria-label={groups.optimizer}>
        <h2>{groups.optimizer}</h2>
        <ChoiceField form={form} path={['optimizer']} entries={optimizers} label={t.newJob.optimizer} fallback="adam" keep={['schedule', 'clipNorm']} />
        <ChoiceField form={form} path={['loss']} entries={losses} label={t.newJob.loss} fallback="softmax-cross-entropy" plain />
      </section>
      <Group form={form} title={groups.schedule} paths={[['optimizer', 'schedule'], ['optimizer', 'clipNorm'], ['regularization'], ['semantics']]}>
        <ChoiceField form={form} path={['optimizer', 'schedule']} entries={schedules} label={t.newJob.schedule} fallback={null} />
        <div class="options">{member('optimizer', 'clipNorm')}{member('semantics')}</div>
        {members('regularization')}
      </Group>
      <Group form={form} title={groups.augment} paths={[['dataset', 'augment']]}>
        <p class="field-help">{schemaAt(form.catalogue, ['dataset', 'augment']).description}</p>
        <ChoiceList form={form} path={['dataset', 'augment']} entries={augmentations} label={groups.augment} />
      </Group>
      <Group form={form} title={groups.evaluate} paths={[['evaluate'], ['earlyStopping']]}>
        {members('evaluate')}
        {optional(['earlyStopping'], { patience: 5, metric: 'testLoss' })}
      </Group>
      <Group form={form} title={groups.insights} paths={[['insights']]}>{optional(['insights'])}</Group>
      <Group form={form} title={groups.limits} paths={[['checkpoint'], ['limits'], ['threads'], ['priority']]}>
        <Members form={form} path={['checkpoint']} schema={schemaAt(form.catalogue, ['checkpoint'])} only={['everySeconds', 'keepLast']} />
        {optional(['checkpoint', 'keepBest'], { metric: 'testAccuracy' })}
        {members('limits')}
        <div class="options">{member('threads')}{member('priority')}</div>
      </Group>
      <Group form={form} title={groups.rare} paths={[['sampling'], ['target'], ['freeze'], ['start'], ['metadata'], ['dataset', 'shuffle']]}>
        <div class="options">{member('sampling')}{member('target')}{member('dataset', 'shuffle')}{member('freeze')}</div>
        {optional(['start'], { model: '' })}
        <MetadataField form={form} />
      </Group>
    </>
  );
}

/** Folded away until something in it is said or wrong. */
function Group({ form, title, paths, children }: { form: SpecForm; title: string; paths: Path[]; children: ComponentChildren }) {
  const said = paths.some((path) => form.get(path) != null);
  return <Details title={title} open={said || form.hasProblem(...paths)}>{() => children}</Details>;
}

/** Networks that are no preset, with what choosing one begins with. */
const OTHERS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = { [t.newJob.ownLayers]: { layers: [{ type: 'dense', units: 10 }] }, [t.newJob.ofModel]: { model: '' } };

function NetworkFields({ form }: { form: SpecForm }) {
  const network = (form.get(['network']) ?? {}) as Record<string, unknown>;
  const { presets, layers } = form.catalogue;
  const other = 'layers' in network ? t.newJob.ownLayers : 'model' in network ? t.newJob.ofModel : null;
  const names = [...presets.map(({ type }) => type), ...Object.keys(OTHERS)];
  if (other === null) {
    const entries = [...presets, ...Object.keys(OTHERS).map((type) => ({ type, summary: '', source: '', schema: {}, defaults: { modern: {}, book: {} } }))];
    const asked: SpecForm = { ...form, set: (path, value) => form.set(path, OTHERS[String((value as { preset?: unknown } | null)?.preset)] ?? value) };
    return <ChoiceField form={asked} path={['network']} entries={entries} label={t.newJob.preset} member="preset" fallback={null} />;
  }
  return (
    <>
      <Field label={t.newJob.preset} problem={form.problem(['network'])}>
        {(ids) => (
          <select {...ids} value={other} onChange={(event) => form.set(['network'], OTHERS[event.currentTarget.value] ?? { preset: event.currentTarget.value })}>
            {names.map((name) => <option key={name} value={name}>{name}</option>)}
          </select>
        )}
      </Field>
      {'layers' in network ? <ChoiceList form={form} path={['network', 'layers']} entries={layers} label={t.newJob.layers} /> : <SchemaField form={form} path={['network', 'model']} schema={schemaAt(form.catalogue, ['network', 'model'])} />}
    </>
  );
}

function Length({ form }: { form: SpecForm }) {
  const unit = form.get(['steps']) === undefined ? 'epochs' : 'steps';
  const change = (next: string) => {
    if (next === unit) return;
    const { epochs: _, steps: __, ...others } = form.spec;
    form.set([], { ...others, [next]: next === 'steps' ? 1000 : 5 });
  };
  return (
    <>
      <Field label={t.newJob.length}>
        {(ids) => (
          <select {...ids} value={unit} onChange={(event) => change(event.currentTarget.value)}>
            <option value="epochs">{t.newJob.epochs}</option>
            <option value="steps">{t.newJob.stepsUnit}</option>
          </select>
        )}
      </Field>
      <SchemaField form={form} path={[unit]} schema={schemaAt(form.catalogue, [unit])} />
    </>
  );
}
