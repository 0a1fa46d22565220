/** Exported TypeScript files, run as they are, against our own predictions. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LayerExample, layers, presets, sizeOf } from '../../src/engine/index.ts';
import { writeTypeScript } from '../../src/models/export/typescript/index.ts';
import { answers, exportedOf, greatestDifference, networkOf, samplesOf } from './exported.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ty-export-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Exported {
  outputs(sample: ArrayLike<number>): Float32Array;
  predict(sample: ArrayLike<number>): { label: string; index: number; probability: number; probabilities: Float32Array };
}

let files = 0;
async function load(model: ReturnType<typeof exportedOf>): Promise<Exported> {
  const path = join(folder, `model${files++}.ts`);
  writeFileSync(path, writeTypeScript(model));
  return (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Exported;
}

async function expectSame(model: ReturnType<typeof exportedOf>, count = 3): Promise<void> {
  const { outputs, predict } = await load(model);
  const samples = samplesOf(model, count);
  const [size, columns] = [sizeOf(model.plan.inputShape), sizeOf(model.plan.outputShape)];
  const expected = answers(model, samples, count);
  for (let n = 0; n < count; n++) {
    const sample = samples.subarray(n * size, (n + 1) * size);
    const row = expected.subarray(n * columns, (n + 1) * columns);
    expect(greatestDifference(outputs(sample), row)).toBeLessThan(1e-5);
    const index = row.indexOf(Math.max(...row));
    expect(predict([...sample])).toMatchObject({ index, label: `label ${index}` });
  }
}

const examples = Object.entries(layers).flatMap(([type, { examples: list }]) => list.map((example, i) => [`${type} ${i}`, type as keyof typeof layers, example] as const));
const more: [string, keyof typeof layers, LayerExample][] = [['batchNorm by element', 'batchNorm', { inputs: [[3, 2, 4]], config: { axis: 'element' } }]];
test.each([...examples, ...more])('%s', (_, type, example) => expectSame(networkOf(type, example)));

test.each(Object.keys(presets).filter((preset) => preset !== 'autoencoder'))('preset %s', (preset) => expectSame(exportedOf({ preset }, { inputShape: [28, 28, 1], classes: 10, loss: 'softmax-cross-entropy' }), 1));

test('a sigmoid of the answers', () => expectSame(exportedOf({ layers: [{ type: 'dense', units: 3 }] }, { inputShape: [4], classes: 3, loss: 'binary-cross-entropy' })));

test('a sample of another size is refused', async () => {
  const { predict } = await load(exportedOf({ layers: [{ type: 'dense', units: 3 }] }, { inputShape: [4], classes: 3 }));
  expect(() => predict([1, 2, 3])).toThrow(/4 values, not 3/);
});

test('the file imports nothing, passes the strictest type check, and labels cannot leave their quotes', () => {
  const model = exportedOf({ preset: 'simple-convnet', filters: 2, hidden: 3 }, { inputShape: [12, 12, 1], classes: 2, loss: 'softmax-cross-entropy' });
  model.version.classes = ['"];\u2028process.exit()//', 'ü\n'];
  const text = writeTypeScript(model);
  expect(text).not.toMatch(/^import |require\(/m);
  const path = join(folder, 'strict.ts');
  writeFileSync(path, text);
  const tsc = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
  const { stdout } = spawnSync(process.execPath, [tsc, '--noEmit', '--strict', '--noUnusedLocals', '--noUnusedParameters', '--target', 'es2022', path], { cwd: folder, encoding: 'utf8' });
  expect(stdout).toBe('');
});
