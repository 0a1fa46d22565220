import { useState } from 'preact/hooks';
import { Field } from '../../components/field.tsx';
import { t } from '../../texts/index.ts';
import { pointerOf, schemaAt, type SpecForm } from './spec-form.ts';

const PATH = ['metadata'];

const linesOf = (value: unknown): string => (value && typeof value === 'object' ? Object.entries(value).map(([name, text]) => `${name}: ${String(text)}`).join('\n') : '');

function parse(text: string): Record<string, string> | undefined {
  const entries = text.split('\n').filter((line) => line.trim() !== '').map((line) => {
    const [name, ...rest] = line.split(':');
    return [name.trim(), rest.join(':').trim()] as const;
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Labels of one's own, one a line. */
export function MetadataField({ form }: { form: SpecForm }) {
  const [draft, setDraft] = useState<string | null>(null);
  const value = linesOf(form.get(PATH));
  return (
    <Field label={t.newJob.metadata} help={schemaAt(form.catalogue, PATH).description} problem={form.problem(PATH)}>
      {(ids) => (
        <textarea {...ids} rows={3} data-pointer={pointerOf(PATH)} placeholder="course: ch07" value={draft !== null && linesOf(parse(draft)) === value ? draft : value}
          onInput={(event) => {
            setDraft(event.currentTarget.value);
            form.set(PATH, parse(event.currentTarget.value));
          }} />
      )}
    </Field>
  );
}
