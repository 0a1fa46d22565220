import { useState } from 'preact/hooks';
import type { ApiKeyInput } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { CodeBlock } from '../../components/code-block.tsx';
import { Field } from '../../components/field.tsx';
import { Note, noteOf, type NoteProps } from '../../components/note.tsx';
import { client } from '../../service/client.ts';
import { t } from '../../texts/index.ts';

type Scope = ApiKeyInput['scopes'][number];

const SCOPES = Object.keys(t.system.scopeHelp) as Scope[];

export function NewKey({ onMade }: { onMade(): void }) {
  const [name, setName] = useState('');
  const [scopes, setScopes] = useState<readonly Scope[]>(['read', 'predict']);
  const [day, setDay] = useState('');
  const [made, setMade] = useState<string | null>(null);
  const [note, setNote] = useState<NoteProps | null>(null);
  const submit = async (event: Event) => {
    event.preventDefault();
    setMade(null);
    if (scopes.length === 0) return setNote({ kind: 'error', title: t.system.needScope });
    setNote(null);
    try {
      const expiresAt = day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
      const { key } = await client.keys.create({ name, scopes: [...scopes], expiresAt } as ApiKeyInput);
      setMade(key);
      setName('');
      onMade();
    } catch (error) {
      setNote(noteOf(error));
    }
  };
  return (
    <form class="new-key" onSubmit={(event) => void submit(event)}>
      <h3>{t.system.newKey}</h3>
      <div class="new-key-fields">
        <Field label={t.system.forWhom}>{(ids) => <input {...ids} type="text" required maxLength={100} value={name} onInput={({ currentTarget: { value } }) => setName(value)} />}</Field>
        <Field label={t.system.expiresOn}>{(ids) => <input {...ids} type="date" value={day} onInput={({ currentTarget: { value } }) => setDay(value)} />}</Field>
      </div>
      <fieldset class="scopes">
        <legend>{t.system.scopes}</legend>
        {SCOPES.map((scope) => (
          <label key={scope} class="check">
            <input type="checkbox" checked={scopes.includes(scope)} onChange={({ currentTarget: { checked } }) => setScopes((before) => (checked ? [...before, scope] : before.filter((each) => each !== scope)))} /> {scope} <span class="quiet small">{t.system.scopeHelp[scope]}</span>
          </label>
        ))}
      </fieldset>
      {note && <Note {...note} />}
      <Button type="submit">{t.system.make}</Button>
      {made && <div class="note info made" role="status"><strong>{t.system.newKeyIs}</strong><CodeBlock code={made} label={t.system.newKeyLabel} /></div>}
    </form>
  );
}
