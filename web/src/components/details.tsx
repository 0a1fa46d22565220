import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';

interface DetailsProps {
  title: string;
  /** opens it; what a reader opened stays open */
  open?: boolean;
  children: () => ComponentChildren;
}

/** What few need, folded away; its content is made when it is opened first. */
export function Details({ title, open = false, children }: DetailsProps) {
  const [isOpen, setOpen] = useState(open);
  const [wasOpen, setWasOpen] = useState(open);
  useEffect(() => {
    if (open) setOpen(true);
  }, [open]);
  useEffect(() => {
    if (isOpen) setWasOpen(true);
  }, [isOpen]);
  return (
    <details class="details" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{title}</summary>
      {(wasOpen || isOpen) && <div class="details-body">{children()}</div>}
    </details>
  );
}
