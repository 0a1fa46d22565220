import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';

/** @param actions beside the title */
export function Page({ title, actions, children }: { title: string; actions?: ComponentChildren; children: ComponentChildren }) {
  useEffect(() => {
    document.title = `${title} · Trainyard`;
  }, [title]);
  return (
    <div class="page">
      <div class="page-head">
        <h1>{title}</h1>
        {actions && <div class="actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
