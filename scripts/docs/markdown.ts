/** A page as the checks see it: its anchors, links, code blocks and the words it sets as code. */
import { marked, type Token, type Tokens } from 'marked';

export interface CodeBlock {
  language: string;
  /** what follows the language on the opening line, such as `runnable` */
  flags: readonly string[];
  text: string;
  line: number;
}

export interface Link {
  target: string;
  image: boolean;
  line: number;
}

export interface Page {
  /** relative to the root of the project, with `/` */
  path: string;
  anchors: ReadonlySet<string>;
  links: readonly Link[];
  blocks: readonly CodeBlock[];
  /** the contents of `inline code` */
  words: readonly { text: string; line: number }[];
}

export function readPage(path: string, text: string): Page {
  const [links, blocks, words, slugs]: [Link[], CodeBlock[], { text: string; line: number }[], string[]] = [[], [], [], []];
  const html: string[] = [];
  let from = 0;
  const lineOf = (raw: string): number => {
    const at = text.indexOf(raw.trimEnd().split('\n', 1)[0], from);
    if (at >= 0) from = at + 1; // the next begins behind it, though it may begin with the same words
    return text.slice(0, Math.max(0, from - 1)).split('\n').length;
  };
  void marked.walkTokens(marked.lexer(text), (token: Token) => {
    if (token.type === 'heading') slugs.push(slugOf(plainText(token as Tokens.Heading)));
    else if (token.type === 'link' || token.type === 'image') links.push({ target: (token as Tokens.Link).href, image: token.type === 'image', line: lineOf(token.raw) });
    else if (token.type === 'codespan') words.push({ text: (token as Tokens.Codespan).text, line: lineOf(token.raw) });
    else if (token.type === 'html') html.push(token.raw);
    else if (token.type === 'code' && (token as Tokens.Code).codeBlockStyle !== 'indented') {
      const [language = '', ...flags] = ((token as Tokens.Code).lang ?? '').split(/\s+/);
      blocks.push({ language, flags, text: (token as Tokens.Code).text, line: lineOf(token.raw) });
    }
  });
  for (const [, , target] of html.join('\n').matchAll(/<(img|a)\s[^>]*(?:src|href)="([^"]+)"/g)) links.push({ target, image: false, line: 1 });
  const named = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(([, id]) => id);
  return { path, anchors: new Set([...numbered(slugs), ...named]), links, blocks, words };
}

const plainText = (heading: Tokens.Heading): string => (heading.tokens ?? []).map((token) => ('text' in token ? (token.text as string) : token.raw)).join('');

/** As GitHub names the anchor of a heading. */
const slugOf = (heading: string): string => heading.toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').trim().replace(/\s/g, '-');

/** Of headings with the same name the second gets `-1`. */
function numbered(slugs: readonly string[]): string[] {
  const seen = new Map<string, number>();
  return slugs.map((slug) => {
    const before = seen.get(slug) ?? 0;
    seen.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${before}`;
  });
}
