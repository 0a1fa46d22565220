/** The examples run as they stand, in a process of their own. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const folder = new URL('../../examples/', import.meta.url);

async function output(name: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [new URL(name, folder).pathname], { cwd: new URL('../../', import.meta.url) });
  return stdout;
}

test('xor.ts learns the exclusive or', async () => {
  expect((await output('xor.ts')).trim().split('\n')).toEqual(['0 xor 0 = 0', '0 xor 1 = 1', '1 xor 0 = 1', '1 xor 1 = 0']);
});

test.skipIf(!process.env.DATASETS_DIR)('mnist.ts reads nine digits of ten', async () => {
  const text = await output('mnist.ts');
  expect(Number(/accuracy ([\d.]+) %\n(?!step)/.exec(text)?.[1])).toBeGreaterThan(90);
  expect(text).toContain('this is a 7');
});

test('exported-model.ts predicts with nothing but the exported file', async () => {
  const [head, ...points] = (await output('exported-model.ts')).trim().split('\n');
  expect(head).toBe('takes 2 numbers, tells upper from lower');
  expect(points.slice(0, 2)).toEqual([expect.stringMatching(/^\(0, 1\) is upper, \d+ %$/), expect.stringMatching(/^\(1, -0\.5\) is lower, \d+ %$/)]);
  expect(readFileSync(new URL('exported/moons.ts', folder), 'utf8')).not.toMatch(/^import|require\(/m);
});

test('all examples are short', () => {
  const long = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).filter((name) => readFileSync(new URL(name, folder), 'utf8').split('\n').length > 40);
  expect(long).toEqual([]);
});
