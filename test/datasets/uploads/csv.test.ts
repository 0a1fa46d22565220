import { describe, expect, test } from 'vitest';
import { inputOf, refused, uploaded } from './support.ts';

const rows = (count: number, row: (i: number) => string): string => Array.from({ length: count }, (_, i) => `${row(i)}\n`).join('');
const plain = rows(20, (i) => `${i},${i / 10},${i % 2 === 0 ? 'even' : 'odd'}`);

describe('a CSV file', () => {
  test('without a header: the last column is the label, every value arrives in its row', async () => {
    const dataset = await uploaded('csv', { file: plain });
    expect(dataset).toMatchObject({ inputShape: [2], classes: ['even', 'odd'], train: { count: 16 }, test: { count: 4 } });
    const seen = (['train', 'test'] as const).flatMap((split) => Array.from(dataset[split].labels, (label, i) => {
      const [first, second] = inputOf(dataset, split, i);
      expect([label, second]).toEqual([first % 2, Math.fround(first / 10)]);
      return first;
    }));
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(seen).not.toEqual(seen.toSorted((a, b) => a - b));
    expect(dataset.test.labels.toSorted()).toEqual(Int32Array.of(0, 0, 1, 1));
  });

  test('is divided by fraction and seed, and by nothing else', async () => {
    const { hash } = await uploaded('csv', { file: plain });
    expect((await uploaded('csv', { file: `\ufeff${plain.replaceAll('\n', '\r\n')}\r\n` })).hash).toBe(hash);
    expect((await uploaded('csv', { file: plain }, { options: { seed: 1 } })).hash).not.toBe(hash);
    expect((await uploaded('csv', { file: plain }, { options: { testFraction: 0.5 } })).test.count).toBe(10);
    expect((await uploaded('csv', { file: plain.replace('0.1', '0.1000001') })).hash).not.toBe(hash);
  });

  test('with a header: the label by name or position, quotes, blanks, line breaks and doubled quotes inside', async () => {
    const file = `kind;"the ""x""";y\n"a;b\nc"; 1 ;2e0\n\n"d""e";-.5;+3.\n"a;b\nc";1;2\n"d""e";4;4\n`;
    const options = { delimiter: ';', testFraction: 0.5 };
    const dataset = await uploaded('csv', { file }, { options: { ...options, label: 'kind' } });
    expect(dataset).toMatchObject({ classes: ['a;b\nc', 'd"e'], train: { count: 2 }, test: { count: 2 } });
    for (const label of [0, -3]) expect((await uploaded('csv', { file }, { options: { ...options, label } })).hash).toBe(dataset.hash);
  });

  test('whole numbers as labels are classes in order of size, however they are written', async () => {
    const { classes } = await uploaded('csv', { file: rows(20, (i) => `${[10, 9, '9.0', 2][i % 4]},${i}`) }, { options: { label: 0 } });
    expect(classes).toEqual(['2', '9', '10']);
  });

  test('values are divided, samples shaped, a second file is the test split', async () => {
    const row = (i: number): string => `${i % 2},255,${i},0,51`;
    const dataset = await uploaded('csv', { file: rows(10, row), test: rows(2, row) }, { options: { label: 0, divisor: 255, inputShape: [2, 2, 1] } });
    expect(dataset).toMatchObject({ inputShape: [2, 2, 1], train: { count: 10 }, test: { count: 2 } });
    expect(inputOf(dataset, 'test', 1)).toEqual([1, 1 / 255, 0, 0.2].map(Math.fround));
    expect([...dataset.test.labels]).toEqual([0, 1]);
    expect(inputOf(dataset, 'train', 0)[1] * 255 % 2).toBeCloseTo(dataset.train.labels[0]);
  });

  test.each<[string, string, Record<string, unknown>, RegExp]>([
    ['nothing', '', {}, /^file is empty/],
    ['blank lines', '\n\n \n', {}, /^file is empty/],
    ['a header alone', 'a,b,c\n', {}, /a header and no samples/],
    ['one column', '1\n2\n', {}, /only one column/],
    ['a short row', `${plain}1,2\n`, {}, /^file line 21: 2 values, but the first row has 3/],
    ['a long row', `a,b,c\n1,2,x\n1,2,y,z\n`, {}, /^file line 3: 4 values/],
    ['a short row behind a quoted line break', 'a,b,c\n1,2,"x\ny"\n1\n', {}, /^file line 4: 1 values/],
    ['a word for a number', `a,b,c\n1,2,x\n1,two,y\n`, {}, /^file line 3, column "b": "two" is no number/],
    ['a word for a number, without a header', '1,2,x\n1,two,y\n', {}, /^file line 2, column 2: "two" is no number/],
    ['a missing number', `${plain}1,,even\n`, {}, /^file line 21, column 2: the value is missing/],
    ...['NaN', 'inf', '-Infinity', '0x10', '1_000', '1e', '--1', '1 2'].map((bad): [string, string, Record<string, unknown>, RegExp] => [bad, `${plain}1,${bad},even\n`, {}, /line 21, column 2: ".*" is no number/]),
    ['a number beyond float32', `${plain}1,1e39,even\n`, {}, /line 21, column 2: 1e39 is larger than float32/],
    ['a missing label', `${plain}1,2,\n`, {}, /line 21, column 3: the label is missing/],
    ['fractions for labels', rows(9, (i) => `${i},${i / 4}`), {}, /the labels are fractions, such as 0\.25/],
    ['one class', rows(9, (i) => `${i},x`), {}, /only one class, "x"/],
    ['a quote that stays open', `${plain}1,2,"even\n1,2,odd\n`, {}, /line 21: a quote is never closed/],
    ['a quote inside a value', `${plain}1,2"",even\n`, {}, /line 21, column 2: a quote inside a value/],
    ['text behind a quote', `${plain}1,"2"0,even\n`, {}, /line 21, column 2: a quote inside a value/],
    ['a column that is not there', 'length,kind\n1,a\n', { label: 'kinds' }, /no column "kinds" in its first row/],
    ['a position that is not there', plain, { label: 3 }, /3 columns, none at position 3/],
    ['a name where there are none', plain, { label: 'x', header: false }, /options\.header says/],
    ['a shape that does not fit', plain, { inputShape: [3, 1] }, /\[3, 1\] has 3 values; file has 2 columns of features/],
    ['too little to divide', rows(2, (i) => `${i},${i}`), {}, /leaves none to test on/],
  ])('refuses %s', async (_what, file, options, message) => {
    expect(await refused('csv', { file }, { options })).toMatch(message);
  });

  test('refuses what is no text, what has no end of a line, and what is too large', async () => {
    expect(await refused('csv', { file: Buffer.concat([Buffer.from(plain), Uint8Array.of(0x31, 0xe4, 0x0a)]) })).toMatch(/not UTF-8 text, after line 1/);
    expect(await refused('csv', { file: new Uint8Array(2 ** 24).fill(0x31) })).toMatch(/line 1: a row of more than/);
    expect(await refused('csv', { file: plain }, { decodedBytes: 100 })).toMatch(/decodes to more than/);
    expect(await refused('csv', { file: rows(150_000, (i) => `0,c${i}`) })).toMatch(/at least 100001 different labels; at most 10000/);
    expect(await refused('csv', { file: rows(150_000, (i) => `0,${i}.5`) })).toMatch(/the labels are fractions, such as 0\.5/);
    expect((await refused('csv', { file: `${'n'.repeat(100_000)},b\nx,1` })).length).toBeLessThan(1000);
    expect(await refused('csv', { file: rows(10_001, (i) => `${i},c${i}`) })).toMatch(/10001 different labels; at most 10000/);
  });

  test('refuses test samples that do not fit those to train on', async () => {
    expect(await refused('csv', { file: plain, test: '1,2,prime\n' })).toMatch(/^test line 1: the label "prime" does not occur/);
    expect(await refused('csv', { file: plain, test: '1,2,3,even\n' })).toMatch(/^test has 4 columns/);
    expect(await refused('csv', { file: `a,b,c\n${plain}`, test: `b,a,c\n${plain}` })).toMatch(/^test: column 1 is "b", .* it is "a"/);
  });
});
