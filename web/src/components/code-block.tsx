import { useState } from 'preact/hooks';
import { t } from '../texts/index.ts';

/** Code to take away. */
export function CodeBlock({ code, label }: { code: string; label: string }) {
  const [copied, setCopied] = useState(false);
  const copy = () => void navigator.clipboard.writeText(code).then(() => {
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  });
  return (
    <figure class="code">
      <figcaption>
        {label}
        <button type="button" class="link-button" onClick={copy} aria-live="polite">{copied ? t.common.copied : t.common.copy}</button>
      </figcaption>
      <pre tabIndex={0}><code>{code}</code></pre>
    </figure>
  );
}
