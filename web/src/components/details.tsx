import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

/** What few need, folded away; its content is made when it is opened first. */
export function Details({ title, note, open = false, children }: { title: string; /** quiet, beside the title */ note?: string; open?: boolean; children: () => ComponentChildren }) {
  const [seen, setSeen] = useState(open);
  return (
    <details class="details" open={open} onToggle={(event) => event.currentTarget.open && setSeen(true)}>
      <summary>{title}{note && <span class="quiet"> {note}</span>}</summary>
      {(seen || open) && <div class="details-body">{children()}</div>}
    </details>
  );
}
