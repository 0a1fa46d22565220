import { bare, type Schema } from './schema.ts';
import { nameOf, SchemaField } from './schema-field.tsx';
import { type Path, pointerOf, type SpecForm } from './spec-form.ts';

/** An object that may be left out: a switch, and its members when it is on. */
export function OptionalGroup({ form, path, schema, start = {} }: { form: SpecForm; path: Path; schema: Schema; /** what switching it on gives */ start?: Readonly<Record<string, unknown>> }) {
  const value = form.get(path);
  const isOn = value !== undefined && value !== null;
  return (
    <div class="optional">
      <label class="check">
        <input type="checkbox" data-pointer={pointerOf(path)} checked={isOn} onChange={(event) => form.set(path, event.currentTarget.checked ? start : undefined)} />
        <strong>{nameOf(path.at(-1)!)}</strong>
      </label>
      {schema.description && <p class="field-help">{schema.description}</p>}
      {form.problem(path) && <p class="field-help"><strong class="bad">{form.problem(path)}</strong></p>}
      {isOn && <Members form={form} path={path} schema={schema} />}
    </div>
  );
}

/** The members of an object, each by its schema. */
export function Members({ form, path, schema, only }: { form: SpecForm; path: Path; schema: Schema; only?: readonly string[] }) {
  const properties = Object.entries(bare(schema).properties ?? {}).filter(([name]) => only?.includes(name) ?? true);
  return <div class="options">{properties.map(([name, member]) => <SchemaField key={name} form={form} path={[...path, name]} schema={member} />)}</div>;
}
