import { useState } from 'preact/hooks';
import type { Model } from '../../../../src/client/index.ts';
import { Button } from '../../components/button.tsx';
import { Card } from '../../components/card.tsx';
import { Field } from '../../components/field.tsx';
import { Note, noteOf } from '../../components/note.tsx';
import { client } from '../../service/client.ts';
import { t } from '../../texts/index.ts';

export function Description({ model: { name, description, tags }, onChange }: { model: Model; onChange(): void }) {
  const [editing, setEditing] = useState(false);
  const [text, setText] = useState(description ?? '');
  const [words, setWords] = useState(tags.join(' '));
  const [problem, setProblem] = useState<unknown>(null);
  const save = (event: Event) => {
    event.preventDefault();
    void client.models.update(name, { description: text.trim() === '' ? null : text, tags: words.split(/\s+/).filter((tag) => tag !== '') }).then(() => {
      setProblem(null);
      setEditing(false);
      onChange();
    }, setProblem);
  };
  if (!editing) {
    return (
      <div class="description">
        {description === null ? <p class="quiet">{t.models.noDescription}</p> : description.split(/\n{2,}/).map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
        <p>{tags.map((tag) => <span key={tag} class="badge">{tag}</span>)} <button type="button" class="link-button" onClick={() => setEditing(true)}>{t.models.edit}</button></p>
      </div>
    );
  }
  return (
    <Card>
      <form onSubmit={save}>
        <Field label={t.models.description} help={t.models.descriptionHelp}>{(ids) => <textarea {...ids} rows={4} value={text} onInput={({ currentTarget: { value } }) => setText(value)} />}</Field>
        <Field label={t.models.tags} help={t.models.tagsHelp}>{(ids) => <input {...ids} type="text" value={words} onInput={({ currentTarget: { value } }) => setWords(value)} />}</Field>
        {problem !== null && <Note {...noteOf(problem)} />}
        <div class="actions"><Button kind="primary" type="submit">{t.common.save}</Button><Button onClick={() => setEditing(false)}>{t.common.cancel}</Button></div>
      </form>
    </Card>
  );
}
