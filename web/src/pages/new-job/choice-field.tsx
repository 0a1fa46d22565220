import { Field } from '../../components/field.tsx';
import { fill } from '../../format.ts';
import type { CatalogueEntry } from '../../service/catalogue.ts';
import { t } from '../../texts/index.ts';
import type { Schema } from './schema.ts';
import { SchemaField } from './schema-field.tsx';
import { entryOf, type Path, pointerOf, type SpecForm } from './spec-form.ts';

interface ChoiceFieldProps {
  form: SpecForm;
  path: Path;
  entries: readonly CatalogueEntry[];
  label: string;
  /** the member that names the entry */
  member?: 'type' | 'preset';
  /** what holds where nothing is said; null: the whole member may be left out */
  fallback: string | null;
  /** the name may stand for itself, without options */
  plain?: boolean;
  /** members that stay when another is chosen */
  keep?: readonly string[];
}

/** Something that the catalogue names, with its options. */
export function ChoiceField({ form, path, entries, label, member = 'type', fallback, plain = false, keep = [] }: ChoiceFieldProps) {
  const value = form.get(path);
  const chosen = typeof value === 'string' ? value : value && typeof value === 'object' ? String((value as Record<string, unknown>)[member] ?? '') : '';
  const entry = entryOf(entries, chosen === '' ? fallback : chosen);
  const choose = (type: string) => {
    if (type === '') return form.set(path, undefined);
    const kept = value && typeof value === 'object' ? Object.fromEntries(Object.entries(value).filter(([name]) => keep.includes(name))) : {};
    form.set(path, plain ? type : { [member]: type, ...kept });
  };
  // an option of a choice that was only a name, or nothing yet, makes an object of it
  const whole: SpecForm = { ...form, set: (at, given) => form.set(path, { [member]: entry!.type, ...(value && typeof value === 'object' ? value : {}), [at.at(-1)!]: given }) };
  const isUnknown = chosen !== '' && entry === undefined;
  const here = [...path, member];
  return (
    <div class="choice">
      <Field label={label} help={entry && fill(t.newJob.textHelp, { help: entry.summary, source: entry.source })} problem={form.problem(here) ?? form.problem(path)}>
        {(ids) => (
          <select {...ids} data-pointer={pointerOf(here)} value={chosen} onChange={(event) => choose(event.currentTarget.value)}>
            {(fallback !== null || chosen === '' || member === 'type') && <option value="">{fallback === null ? t.common.none : fill(t.newJob.byDefault, { value: fallback })}</option>}
            {isUnknown && <option value={chosen}>{chosen}</option>}
            {entries.map(({ type }) => <option key={type} value={type}>{type}</option>)}
          </select>
        )}
      </Field>
      {entry && <Options form={value && typeof value === 'object' ? form : whole} path={path} entry={entry} />}
    </div>
  );
}

/** The options of an entry of the catalogue. */
export function Options({ form, path, entry }: { form: SpecForm; path: Path; entry: CatalogueEntry }) {
  const properties = Object.entries((entry.schema as Schema).properties ?? {});
  if (properties.length === 0) return null;
  return (
    <div class="options">
      {properties.map(([name, schema]) => <SchemaField key={`${entry.type}/${name}`} form={form} path={[...path, name]} schema={schema} byDefault={entry.defaults[form.semantics][name]} />)}
    </div>
  );
}
