import type { FuzzParser, Seed } from '../types.ts';
import { readUpload } from './support.ts';

const rows = Array.from({ length: 12 }, (_, i) => `${i},${i / 8},${i % 3}`).join('\n');
const VARIANTS: Record<string, { text: string; options: Record<string, unknown> }> = {
  'plain': { text: rows, options: {} },
  'a header': { text: `a,b,class\r\n${rows.replaceAll('\n', '\r\n')}\r\n`, options: {} },
  'names': { text: `a,kind,c\n${['0.5,cat,1', '2e3,dog,-4', '+7,"a ""wild"" cat",.5'].flatMap((row) => [row, row, row]).join('\n')}`, options: { label: 'kind' } },
  'semicolons': { text: rows.replaceAll(',', ';'), options: { delimiter: ';', label: 2, header: false, divisor: 1e-3 } },
  'a shape': { text: rows, options: { inputShape: [1, 2, 1], seed: 7, testFraction: 0.5 } },
  'line breaks in quotes': { text: `"a","b\nc","d"\n${rows}`, options: {} },
};
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const heavy = (content: string): Seed => ({ name: 'plain', bytes: text(content), heavy: true, hostile: true });

export const csv: FuzzParser = {
  name: 'csv',
  tokens: ['"', '""', ',', ';', '\n', '\r\n', '\r', '\ufeff', ' ', 'nan', 'inf', '1e999', '-0', '1_000', '0x10', '1.5', 'cat', '__proto__', '\u2028', `${'"'.repeat(33)}`, `"${'\n'.repeat(50)}"`],
  seeds: () => [
    ...Object.entries(VARIANTS).map(([name, variant]): Seed => ({ name, bytes: text(variant.text) })),
    ...Object.entries(VARIANTS).map(([name, variant]): Seed => ({ name: `second: ${name}`, bytes: text(variant.text) })),
    heavy('"'.repeat(2 ** 20 + 1)),
    heavy(','.repeat(2 ** 20)),
    heavy('1'.repeat(2 ** 23 + 10)),
    heavy(`1,"${'a'.repeat(2 ** 20)}"`),
    heavy(`${'n'.repeat(2 ** 20)},b\nx,1`),
    heavy('\n'.repeat(2 ** 21)),
    heavy(`"${'\n'.repeat(2 ** 21)}`),
    heavy(Array.from({ length: 200_000 }, (_, i) => `0,${i}`).join('\n')),
    { ...heavy('0,1\n0,2\n'.repeat(100_000)), hostile: undefined },
  ],
  parse(bytes, { seed, folder }) {
    const name = seed.replace('second: ', '');
    const whole = text(VARIANTS[name].text);
    const parts: Record<string, Uint8Array> = name === seed ? { file: bytes } : { file: whole, test: bytes };
    return readUpload('csv', { parts, options: VARIANTS[name].options, folder });
  },
};
