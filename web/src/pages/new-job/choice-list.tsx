import { useId, useState } from 'preact/hooks';
import { Button } from '../../components/button.tsx';
import { fill } from '../../format.ts';
import type { CatalogueEntry } from '../../service/catalogue.ts';
import { t } from '../../texts/index.ts';
import { Options } from './choice-field.tsx';
import { entryOf, type Path, pointerOf, type SpecForm } from './spec-form.ts';

interface Item {
  type: string;
}

/** An ordered list of things that the catalogue names: layers, augmentations. */
export function ChoiceList({ form, path, entries, label }: { form: SpecForm; path: Path; entries: readonly CatalogueEntry[]; label: string }) {
  const id = useId();
  const [kind, setKind] = useState(entries[0].type);
  const given = form.get(path);
  const items = Array.isArray(given) ? (given as Item[]) : [];
  const put = (next: readonly Item[]) => form.set(path, next);
  const swap = (index: number) => put(items.map((item, at) => (at === index - 1 ? items[index] : at === index ? items[index - 1] : item)));
  return (
    <div class="choice-list" role="group" aria-label={label}>
      <ol>
        {items.map((item, index) => {
          const entry = entryOf(entries, item?.type);
          const here = [...path, index];
          const name = fill(t.newJob.item, { name: String(item?.type), number: index + 1 });
          const problem = form.problem(here) ?? form.problem([...here, 'type']);
          return (
            <li key={`${index}/${item?.type}`}>
              <div class="item-head">
                <strong tabIndex={-1} data-pointer={pointerOf(here)}>{item?.type}</strong>
                {index > 0 && <button type="button" class="link-button" aria-label={fill(t.newJob.up, { name })} onClick={() => swap(index)}>↑</button>}
                <button type="button" class="link-button" aria-label={fill(t.newJob.remove, { name })} onClick={() => put(items.filter((_, at) => at !== index))}>×</button>
              </div>
              {problem && <p class="field-help"><strong class="bad">{problem}</strong></p>}
              {entry && <Options form={form} path={here} entry={entry} />}
            </li>
          );
        })}
      </ol>
      <div class="item-add">
        <label for={id} class="visually-hidden">{t.newJob.kind}</label>
        <select id={id} data-pointer={pointerOf(path)} value={kind} onChange={(event) => setKind(event.currentTarget.value)}>
          {entries.map(({ type, summary }) => <option key={type} value={type} title={summary}>{type}</option>)}
        </select>
        <Button onClick={() => put([...items, { type: kind }])}>{t.newJob.add}</Button>
      </div>
    </div>
  );
}
