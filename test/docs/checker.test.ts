/** The check of the documents finds what is wrong with a page. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkLinks, checkReach } from '../../scripts/docs/links.ts';
import { readPage } from '../../scripts/docs/markdown.ts';
import { checkNames } from '../../scripts/docs/names.ts';
import { readPages } from '../../scripts/docs/pages.ts';
import { fits, runPage } from '../../scripts/docs/run.ts';
import { withSources } from '../../scripts/docs/sources.ts';
import { checkTypes } from '../../scripts/docs/types.ts';
import { root } from '../../scripts/support/checks.ts';

const folder = mkdtempSync(join(tmpdir(), 'ty-checker-'));
const surroundings = { root: folder, url: 'http://127.0.0.1:9', dataDir: folder };

beforeAll(() => {
  mkdirSync(join(folder, 'docs'));
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'docs/page.md'), '# A title, here\n\n## Twice\n\n## Twice\n\n<a id="own"></a>\n');
  writeFileSync(join(folder, 'src/relu.ts'), '/** y = max(0, x) */\nexport const relu = {\n  forward(batch) {\n    if (batch) {\n      work();\n    }\n  },\n  size: 3,\n};\n');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('links', () => {
  const faults = (text: string): string[] => {
    writeFileSync(join(folder, 'README.md'), text);
    return checkLinks(readPages(folder), folder).map(({ line, reason }) => `${line}: ${reason}`);
  };

  test.each([
    ['[a](docs/page.md)'], ['[a](docs/page.md#a-title-here)'], ['[a](docs/page.md#twice-1)'], ['[a](docs/page.md#own)'], ['[a](https://example.org/x)'], ['[a](src/relu.ts)'], ['`[a](nowhere.md)`'], ['```\n[a](nowhere.md)\n```'],
  ])('%s is fine', (text) => expect(faults(text)).toEqual([]));

  test.each([
    ['one\n\n[a](docs/other.md)', /^3: the link to docs\/other.md leads nowhere/],
    ['![a](figure.svg)', /no such file/],
    ['[a](docs/page.md#three)', /no heading/],
    ['[a](#nothing)', /no heading/],
    ['[a](../outside.md)', /leaves the project/],
    ['<img src="figure.svg" alt="a">', /no such file/],
  ])('%s is found', (text, reason) => expect(faults(text)).toEqual([expect.stringMatching(reason)]));
});

test('a page that no link leads to is found', () => {
  const texts = { 'README.md': '[a](docs/a.md) [b](docs/more)', 'docs/a.md': '[b](b.md#part)', 'docs/b.md': '', 'docs/lost.md': '[a](a.md)', 'docs/more/c.md': '' };
  expect(checkReach(Object.entries(texts).map(([path, text]) => readPage(path, text))).map(({ page }) => page)).toEqual(['docs/lost.md']);
});

describe('names', () => {
  const names = { scripts: new Set(['demo']), variables: new Set(['DATA_DIR']), routes: new Set(['GET /api/v1/jobs/{}', 'GET /livez']), root: folder };
  const faults = (text: string): string[] => checkNames([readPage('README.md', text)], names).map(({ reason }) => reason);

  test.each([['`npm run demo`'], ['`DATA_DIR=x`'], ['`src/relu.ts`'], ['`GET /jobs/{id}`'], ['`GET /livez`'], ['`AWS_REGION`'], ['plain words, npm run nothing']])('%s is fine', (text) => expect(faults(text)).toEqual([]));

  test.each([
    ['`npm run nothing`', 'npm run nothing is no script'],
    ['```sh\nnpm run nothing\n```', 'npm run nothing is no script'],
    ['`DATA_FOLDER`', 'DATA_FOLDER is no setting'],
    ['`src/elu.ts`', 'there is no src/elu.ts'],
    ['`GET /jobs/{id}/nothing`', 'is no route'],
  ])('%s is found', (text, reason) => expect(faults(text)).toEqual([expect.stringContaining(reason)]));
});

describe('runnable blocks', () => {
  const faults = async (text: string): Promise<string[]> => (await runPage(readPage('README.md', text), surroundings)).problems.map(({ line, reason }) => `${line}: ${reason}`);
  const block = (info: string, text: string): string => `\`\`\`${info}\n${text}\n\`\`\`\n\n`;

  test('see what the ones before left: variables, files, modules', async () => {
    const text = block('sh runnable', 'A="one two"\necho kept > file') + block('ts runnable mine.ts', 'export const three: number = 3;') + block('ts runnable', "import { three } from './mine.ts';\nconsole.log(three);") + block('text output', '3') + block('sh runnable', 'echo "$A"; cat file') + block('text output', 'one two\nkept');
    expect(await faults(text)).toEqual([]);
  });

  test('are run with the address of the service, and others are not run', async () => {
    expect(await faults(`${block('sh', 'exit 1')}${block('sh runnable', 'echo http://127.0.0.1:8080/docs')}${block('text output', 'http://127.0.0.1:9/docs')}`)).toEqual([]);
  });

  test.each([
    ['a command that fails', block('sh runnable', 'echo so; false; echo on'), /^1: the block ended with status 1.*\n {4}so$/],
    ['a pipe that fails', block('sh runnable', 'false | cat'), /status 1/],
    ['a variable nobody set', block('sh runnable', 'echo $NOBODY'), /NOBODY: unbound/],
    ['a module that throws', block('ts runnable', 'throw new Error("broken");'), /broken/],
    ['another output', block('sh runnable', 'echo a') + block('text output', 'b'), /printed\n {4}a\nand the page says\n {4}b/],
    ['a language nobody runs', block('python runnable', 'pass'), /cannot be run/],
  ])('%s is found', async (_, text, reason) => expect(await faults(text)).toEqual([expect.stringMatching(reason)]));

  test.each([
    ['a\nb', 'a\nb', true], ['a\nb', 'a', false], ['a 17 c', 'a ... c', true], ['a\nx\ny\nb', 'a\n...\nb', true], ['a\nb', 'a\n...\nb', true], ['a.b', 'axb', false], ['axb', 'a.b', false],
  ])('%j against %j', (printed, wanted, fitting) => expect(fits(printed, wanted)).toBe(fitting));
});

test('a block that does not pass the type check is found, with its line', () => {
  const page = readPage('docs/page.md', '# Page\n\n```ts runnable three.ts\nexport const three = 3;\n```\n\n```ts runnable\nimport { three } from \'./three.ts\';\n\nconst word: string = three;\n```\n\n```ts\nnot(run);\n```\n');
  expect(checkTypes([readPage('docs/other.md', ''), page], root).map(({ page: path, line, reason }) => `${path}:${line}: ${reason}`)).toEqual([
    "docs/page.md:10: the block does not pass the type check: Type 'number' is not assignable to type 'string'.",
  ]);
}, 60_000);

describe('lines of source', () => {
  const page = (names: string): string => withSources('docs/page.md', `<!-- source: src/relu.ts#${names} -->\nold\n<!-- /source -->`, folder);

  test('are those of the file, and stay the same when written again', () => {
    const once = page('header,forward,size');
    expect(once).toContain('[`src/relu.ts`](../src/relu.ts)');
    expect(once).toContain('```ts\n/** y = max(0, x) */\n\nforward(batch) {\n  if (batch) {\n    work();\n  }\n},\n\nsize: 3,\n```');
    expect(withSources('docs/page.md', once, folder)).toBe(once);
  });

  test('a name that is not declared is an error', () => expect(() => page('backward')).toThrow(/declares no "backward"/));
});
