import { readTensors } from '../../../src/models/import/read.ts';
import type { FuzzParser, Seed } from '../types.ts';
import { checkTensors, fixture, fixtures } from './support.ts';

const FORMS = ['C2', 'C3', 'C4', 'C5', 'F2', 'F3', 'F4', 'F5'];
const program = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\x80\x02${text}`, 'latin1'));
const hostile = (name: string, text: string): Seed => ({ name, bytes: program(text), hostile: true });

export const pickle: FuzzParser = {
  name: 'pickle',
  tokens: ['c_codecs\nencode\n', 'cnumpy\nndarray\n', 'cos\nsystem\n', 'cnumpy.core.multiarray\n_reconstruct\n', 'cconstructor\n__proto__\n', '}q\u0000', 'h\u0000', 's', 'u', '(', 't', 'R', 'b', '.', ')', 'N', 'K\u0001', '\u0093', '\u0094', 'd', '0', '2', 'latin1', 'f8'],
  seeds: () => [
    ...fixtures('imports', FORMS.flatMap((form) => [`two-layer-float32-${form}.pkl`, `two-layer-float64-${form}.pkl`])),
    { name: 'simple-convnet.pkl', bytes: fixture('imports/simple-convnet.pkl') },
    ...fixtures('imports', ['hostile-system.pkl', 'hostile-eval.pkl', 'hostile-inst.pkl', 'integers.pkl', 'list.pkl', 'objects.pkl', 'old.pkl', 'nan.pkl']).map((seed) => ({ ...seed, hostile: true as const })),
    hostile('an empty dictionary', '}.'),
    hostile('tuples in tuples', `)${'\x85'.repeat(1000)}.`),
    hostile('a dictionary in itself', '}q\x00X\x01\x00\x00\x00ah\x00s.'),
    { ...hostile('a million dictionaries', `(${'}'.repeat(2 ** 20)}t.`), heavy: true },
    { ...hostile('a million remembered marks', `${'('.repeat(2 ** 20)}t.`), heavy: true },
    { ...hostile('a long text again and again', `X\x00\x00\x10\x00${'a'.repeat(2 ** 20)}q\x00(${'c_codecs\nencode\nh\x00X\x06\x00\x00\x00latin1\x86R'.repeat(10_000)}t.`), heavy: true },
    { ...hostile('tuples of tuples of the same', `)${'q\x00h\x00\x86'.repeat(2 ** 16)}.`), heavy: true },
  ],
  parse: (bytes) => checkTensors(readTensors('book-pickle', bytes, { file: 'the pickle', parameters: 100 })),
};
