/** Pickles of NumPy arrays against files that Python wrote (test/fixtures/imports), and against everything that is none. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { TrainyardError } from '../../src/engine/index.ts';
import { readNpz } from '../../src/formats/npz.ts';
import { readPickle } from '../../src/formats/pickle.ts';

const file = (name: string): Uint8Array => Uint8Array.from(readFileSync(new URL(`../fixtures/imports/${name}`, import.meta.url)));
const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

function refusal(content: Uint8Array): string {
  try {
    readPickle(content, 'params.pkl');
  } catch (error) {
    if (error instanceof TrainyardError && error.code === 'invalid-input' && error.hint !== '') return error.message;
    throw error;
  }
  return 'read';
}

describe.each(['float32', 'float64'])('%s', (type) => {
  const known = readNpz(file(`two-layer-${type}.npz`), { totalBytes: 2 ** 20 });

  test.each(['C2', 'C3', 'C4', 'C5', 'F2', 'F3', 'F4', 'F5'])('order and protocol %s', (form) => {
    const arrays = readPickle(file(`two-layer-${type}-${form}.pkl`));
    expect([...arrays.keys()]).toEqual(['W1', 'b1', 'W2', 'b2']);
    for (const [name, { shape, data }] of arrays) {
      expect(shape).toEqual(known.get(name)!.shape);
      expect(data.constructor.name.toLowerCase()).toBe(`${type}array`);
      expect(Array.from(data)).toEqual(Array.from(known.get(name)!.data as Float64Array));
    }
  });
});

test('modules of NumPy 2 mean the same', () => {
  const old = Buffer.from(file('two-layer-float64-C3.pkl')).toString('latin1');
  expect([...readPickle(bytes(old.replaceAll('numpy.core.multiarray', 'numpy._core.multiarray')))]).toEqual([...readPickle(file('two-layer-float64-C3.pkl'))]);
});

describe('what is no dictionary of arrays is refused, and nothing in it is run', () => {
  test.each([
    ['hostile-system.pkl', /names "(posix|nt)\.system"/],
    ['hostile-eval.pkl', /names "builtins\.eval"/],
    ['hostile-inst.pkl', /instruction \(0x/],
    ['list.pkl', /instruction|not a dictionary/],
    ['objects.pkl', /type "O8"/],
    ['integers.pkl', /type "i8"/],
    ['old.pkl', /protocol 2/],
  ])('%s', (name, reason) => {
    expect(refusal(file(name))).toMatch(reason);
  });

  test.each([
    ['a type that is called', '\x80\x02cnumpy\nndarray\n)R.', /calls a type/],
    ['a state for a function', '\x80\x02cnumpy\nndarray\n)b.', /gives a state/],
    ['an array that was never filled', '\x80\x02}X\x01\x00\x00\x00acnumpy.core.multiarray\n_reconstruct\n)Rs.', /no NumPy array/],
    ['a value that is not there', '\x80\x02.', /does not end with one value/],
    ['a memory that is empty', '\x80\x02h\x07.', /not there/],
    ['a name that is a dictionary', '\x80\x04}}\x93.', /names something by a value that is no text/],
    ['a type that is a dictionary', '\x80\x02cnumpy\ndtype\n}\x85R.', /has an element type that is no text/],
    ['a length of four billion', '\x80\x02B\xff\xff\xff\xff.', /ends in the middle/],
    ['a length of 2^63', '\x80\x04\x8e\x00\x00\x00\x00\x00\x00\x00\x80.', /ends in the middle/],
    ['something behind its end', '\x80\x02}..', /goes on after its end/],
    ['a key that is no text', '\x80\x02}K\x01Ns.', /key that is no text/],
    ['a name without an end', '\x80\x02cnumpy', /without an end|middle/],
    ['text that is no UTF-8', '\x80\x02X\x01\x00\x00\x00\xff.', /UTF-8/],
    ['nothing', '', /protocol 2/],
  ])('%s', (_, content, reason) => {
    expect(refusal(bytes(content))).toMatch(reason);
  });

  test('the same bytes named again and again', () => {
    // remembers a text of 1000 letters, then encodes it ten thousand times
    const text = `X\xe8\x03\x00\x00${'a'.repeat(1000)}q\x00`;
    const again = '0'.repeat(0) + 'c_codecs\nencode\nh\x00X\x06\x00\x00\x00latin1\x86R';
    expect(refusal(bytes(`\x80\x02(${text}${again.repeat(10_000)}t.`))).toMatch(/again and again|not a dictionary/);
  });

  test('a file of nothing but values, each of which takes a hundred times its byte', () => {
    expect(refusal(bytes(`\x80\x02(${'}'.repeat(600_000)}t.`))).toMatch(/more than 500000 instructions/);
  });

  test('a file cut anywhere', () => {
    for (const name of ['two-layer-float32-C2.pkl', 'two-layer-float64-F5.pkl']) {
      const whole = file(name);
      for (let length = 0; length < whole.length; length++) expect(refusal(whole.subarray(0, length))).not.toBe('read');
    }
  });

  test('noise, and files with a few bytes changed: an answer or a refusal, never anything else', () => {
    const whole = file('two-layer-float64-C4.pkl');
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (noise) => void refusal(Uint8Array.from([0x80, 4, ...noise]))), { numRuns: 2000, seed: 3 });
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }), (changes) => {
      const damaged = whole.slice();
      for (const [at, value] of changes) damaged[at] = value;
      refusal(damaged);
    }), { numRuns: 3000, seed: 4 });
  });
});
