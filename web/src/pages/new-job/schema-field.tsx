import { useState } from 'preact/hooks';
import { Field } from '../../components/field.tsx';
import { fill } from '../../format.ts';
import { t } from '../../texts/index.ts';
import { bare, kindOf, parse, type Schema, textOf } from './schema.ts';
import { type Path, pointerOf, type SpecForm } from './spec-form.ts';

interface SchemaFieldProps {
  form: SpecForm;
  path: Path;
  schema: Schema;
  label?: string;
  /** what holds where nothing is said; of the schema unless told */
  byDefault?: unknown;
}

/** "learningRate" as people write it. */
export const nameOf = (member: string | number): string => String(member).replace(/([a-z])([A-Z])/g, '$1 $2').replace(/^./, (first) => first.toUpperCase()).replace(/ [A-Z]/g, (part) => part.toLowerCase());

/** One member of a spec, by the control that fits its schema, with its default, its help and what is wrong with it. */
export function SchemaField({ form, path, schema: given, label = nameOf(path.at(-1)!), byDefault = given.default }: SchemaFieldProps) {
  const schema = bare(given);
  const kind = kindOf(schema);
  const [draft, setDraft] = useState<string | null>(null);
  const value = form.get(path);
  const pointer = pointerOf(path);
  const list = kind === 'numbers' || kind === 'words' ? t.newJob.listHelp : kind === 'json' ? t.newJob.valueJson : '';
  const help = [sentence(schema.description), list].filter(Boolean).join(' ');
  const fallback = textOf(byDefault);
  const shown = draft !== null && textOf(parse(kind, draft)) === textOf(value) ? draft : textOf(value);
  return (
    <Field label={label} help={help || undefined} problem={form.problem(path)}>
      {(ids) => {
        if (kind === 'choice' || kind === 'switch') {
          const options = kind === 'switch' ? [true, false] : schema.enum!;
          const say = (option: unknown) => (kind === 'switch' ? (option ? t.newJob.isOn : t.newJob.isOff) : String(option));
          return (
            <select {...ids} data-pointer={pointer} value={value === undefined ? '' : String(value)} onChange={(event) => form.set(path, options.find((option) => String(option) === event.currentTarget.value))}>
              <option value="">{byDefault === undefined || byDefault === null ? t.newJob.unset : fill(t.newJob.byDefault, { value: say(byDefault) })}</option>
              {options.map((option) => <option key={String(option)} value={String(option)}>{say(option)}</option>)}
            </select>
          );
        }
        return (
          <input {...ids} data-pointer={pointer} type="text" inputMode={kind === 'number' ? 'decimal' : 'text'} autocomplete="off" spellcheck={false} value={shown} placeholder={fallback === '' ? undefined : fill(t.newJob.byDefault, { value: fallback })}
            onInput={(event) => {
              setDraft(event.currentTarget.value);
              form.set(path, parse(kind, event.currentTarget.value));
            }} />
        );
      }}
    </Field>
  );
}

/** Without the marks of code, which are for the API's documentation. */
const sentence = (text = ''): string => sentenceOf(text.replaceAll('`', ''));
const sentenceOf = (text: string): string => (text === '' ? '' : `${text[0].toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`);
