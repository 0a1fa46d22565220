import { useState } from 'preact/hooks';
import { Field } from '../../components/field.tsx';
import { fill } from '../../format.ts';
import { t } from '../../texts/index.ts';
import type { Spec } from './spec-form.ts';

/** The spec as text; what is no JSON yet stays here until it is. */
export function JsonView({ spec, onChange }: { spec: Spec; onChange: (spec: Spec) => void }) {
  const [text, setText] = useState(() => JSON.stringify(spec, null, 2));
  const [problem, setProblem] = useState<string | null>(null);
  const change = (next: string) => {
    setText(next);
    try {
      const parsed = JSON.parse(next) as unknown;
      if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed)) throw new Error('{ … }');
      setProblem(null);
      onChange(parsed as Spec);
    } catch (error) {
      setProblem(fill(t.newJob.notJson, { reason: (error as Error).message }));
    }
  };
  return (
    <section class="card">
      <Field label={t.newJob.jsonLabel} help={t.newJob.jsonHelp} problem={problem}>
        {(ids) => <textarea {...ids} rows={28} spellcheck={false} value={text} onInput={(event) => change(event.currentTarget.value)} />}
      </Field>
    </section>
  );
}
