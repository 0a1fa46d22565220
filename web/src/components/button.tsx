import type { ButtonHTMLAttributes, ComponentChildren } from 'preact';

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'class'> {
  kind?: 'primary' | 'normal' | 'danger';
  busy?: boolean;
  children: ComponentChildren;
}

export function Button({ kind = 'normal', busy = false, disabled, type = 'button', children, ...rest }: ButtonProps) {
  return <button {...rest} type={type} class={`button ${kind}`} disabled={busy || Boolean(disabled)} aria-busy={busy}>{children}</button>;
}
