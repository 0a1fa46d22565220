import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

export interface FieldIds {
  'id': string;
  'aria-describedby': string | undefined;
  'aria-invalid': boolean;
}

/** A label, its control, help and what is wrong with it. The control gets the ids that tie them together. */
export function Field({ label, help, problem, children }: { label: string; help?: string; problem?: string | null; children: (ids: FieldIds) => ComponentChildren }) {
  const id = useId();
  const described = help || problem ? `${id}-help` : undefined;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, 'aria-describedby': described, 'aria-invalid': Boolean(problem) })}
      {described && <div id={described} class="field-help">{problem ? <strong class="bad">{problem}</strong> : help}</div>}
    </div>
  );
}
