/**
 * Lines of the code in a page: what stands between `<!-- source: src/engine/layers/relu.ts#forward -->` and `<!-- /source -->` is replaced by the
 * declarations of those names (several: `#forward,backward`; `#header`: the comment at the top), so that a page never shows code that is not there.
 */
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';

const MARKED = /<!-- source: ([\w./-]+)#([\w,.]+) -->\n[\s\S]*?<!-- \/source -->/g;

/** @throws Error where a file or a name is missing. */
export function withSources(page: string, text: string, root: string): string {
  return text.replace(MARKED, (_, file: string, names: string) => {
    const lines = readFileSync(join(root, file), 'utf8').split('\n');
    const parts = names.split(',').map((name) => (name === 'header' ? header(lines) : declaration(lines, name)));
    const missing = parts.indexOf(null);
    if (missing >= 0) throw new Error(`${page}: ${file} declares no "${names.split(',')[missing]}"`);
    const link = posix.relative(posix.dirname(page), file);
    const apart = parts.some((part) => part!.includes('\n')) ? '\n\n' : '\n';
    return `<!-- source: ${file}#${names} -->\n[\`${file}\`](${link}):\n\`\`\`ts\n${parts.join(apart)}\n\`\`\`\n<!-- /source -->`;
  });
}

function header(lines: readonly string[]): string | null {
  if (!lines[0].startsWith('/*')) return null;
  return lines.slice(0, lines.findIndex((line) => line.includes('*/')) + 1).join('\n');
}

/** From the line that declares the name, and the comment above it, to the line that closes what it opens. */
function declaration(lines: readonly string[], name: string): string | null {
  const declares = new RegExp(`^\\s*(export )?(async )?((function\\*?|const|class|interface|type) ${name}\\b|#?${name}(: |\\(.*\\{$|\\(.*\\) =>))`);
  const at = lines.findIndex((line) => declares.test(line));
  if (at < 0) return null;
  const indent = /^\s*/.exec(lines[at])![0];
  const opens = /[{[(`]$/.test(lines[at]);
  const end = opens ? lines.findIndex((line, i) => i > at && line.startsWith(indent) && /^[)\]}`]/.test(line.slice(indent.length))) : at;
  let start = at;
  while (start > 0 && /^\s*(\/\*\*|\*|\*\/)/.test(lines[start - 1])) start--;
  return lines.slice(start, end + 1).map((line) => line.slice(indent.length)).join('\n');
}
