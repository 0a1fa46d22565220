import type { ComponentChildren } from 'preact';

export function Card({ title, actions, children, wide }: { title?: string; actions?: ComponentChildren; children: ComponentChildren; /** all columns of a grid */ wide?: boolean }) {
  return (
    <section class={wide ? 'card wide' : 'card'} aria-label={title}>
      {title && <div class="card-head"><h2>{title}</h2>{actions}</div>}
      {children}
    </section>
  );
}
