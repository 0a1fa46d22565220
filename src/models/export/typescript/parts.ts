/** The code inside exported files is the code of runtime/ and of the engine's math.ts: checked and tested here, and cut out declaration by declaration. */
import { readFileSync } from 'node:fs';

const FILES = ['../../../engine/math.ts', './runtime/weights.ts', './runtime/rows.ts', './runtime/images.ts'];
const DECLARATION = /^(?:export )?(?:function|const|interface) (\w+)/;

interface Part {
  name: string;
  text: string;
}

/** Top-level declarations in order, each with its comment. */
function partsOf(source: string): Part[] {
  const parts: Part[] = [];
  let comment: string[] = [];
  let inside = false;
  for (const line of source.split('\n')) {
    const name = DECLARATION.exec(line)?.[1];
    if (name !== undefined) {
      parts.push({ name, text: [...comment, line.replace(/^export /, '')].join('\n') });
      comment = [];
      inside = !/;\s*(\/\/.*)?$/.test(line);
    } else if (inside) {
      parts[parts.length - 1].text += `\n${line}`;
      inside = !/^[})\]]/.test(line);
    } else if (/^(\/\*\*| \*)/.test(line)) {
      comment.push(line);
    } else {
      comment = [];
    }
  }
  return parts;
}

/** What `code` needs, and what that needs; nothing else. */
export function neededParts(code: string): string {
  const parts = FILES.flatMap((file) => partsOf(readFileSync(new URL(file, import.meta.url), 'utf8')));
  const byName = new Map(parts.map((part) => [part.name, part]));
  const needed = new Set<Part>();
  const visit = (text: string): void => {
    for (const [word] of text.matchAll(/\b[A-Za-z_]\w*\b/g)) {
      const part = byName.get(word);
      if (!part || needed.has(part)) continue;
      needed.add(part);
      visit(part.text);
    }
  };
  visit(code);
  return parts.filter((part) => needed.has(part)).map(({ text }) => text).join('\n\n');
}
