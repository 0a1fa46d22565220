/** Mutations of bytes: each a function of the bytes and of a stream of random words. */
import type { RandomStream } from '../../src/engine/random.ts';

export interface Source {
  random: RandomStream;
  /** another seed of the same parser */
  other: Uint8Array;
  tokens: readonly string[];
}

type Mutation = (bytes: Uint8Array, source: Source) => Uint8Array;

const LONGEST_PIECE = 4096;
const EXTREMES = [0n, 1n, 2n, 0x7fn, 0x80n, 0xffn, 0x7fffn, 0x8000n, 0xffffn, 0x7fffffffn, 0x80000000n, 0xfffffffen, 0xffffffffn, 2n ** 53n - 1n, 2n ** 53n, 2n ** 63n - 1n, 2n ** 63n, 2n ** 64n - 1n];
const NUMBERS = ['0', '-1', '1', '255', '256', '65536', '2147483647', '2147483648', '4294967295', '4294967296', '9007199254740991', '9007199254740992', '99999999999999999999', '1e308', '1e999', '0.5', '-0', 'NaN', 'null', ''];
const JSON_VALUES = ['null', 'true', '-1', '0', '1e999', '9007199254740991', '""', '"x"', '[]', '{}', '[[]]', '{"toString":1}', '["F32"]', '[0,9007199254740991]', '[-1]', '"__proto__"', '"constructor"', '"toString"'];

const joined = (...pieces: Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(pieces));
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const pick = <T>(random: RandomStream, list: readonly T[]): T => list[random.integer(list.length)];

/** Mostly short, seldom long. */
const lengthUpTo = (random: RandomStream, most: number): number => 1 + random.integer(Math.max(1, Math.min(most, pick(random, [4, 16, 64, 512, LONGEST_PIECE]))));
const replaced = (bytes: Uint8Array, [from, to]: readonly [number, number], by: Uint8Array): Uint8Array => joined(bytes.subarray(0, from), by, bytes.subarray(to));

function range(bytes: Uint8Array, random: RandomStream): [number, number] {
  const from = random.integer(bytes.length + 1);
  return [from, Math.min(bytes.length, from + lengthUpTo(random, LONGEST_PIECE))];
}

/** One of the places where the pattern is found, in what begins or ends the file. */
function found(bytes: Uint8Array, pattern: RegExp, random: RandomStream): [number, number] | null {
  const start = bytes.length > 4096 && random.integer(2) === 0 ? bytes.length - 4096 : 0;
  const places = [...Buffer.from(bytes.subarray(start, start + 4096)).toString('latin1').matchAll(pattern)];
  if (places.length === 0) return null;
  const place = pick(random, places);
  return [start + place.index, start + place.index + place[0].length];
}

/** A word of 1 to 8 bytes, in either order, becomes an extreme, the length of the file, or a little more or less than it was. */
const word: Mutation = (bytes, { random }) => {
  const size = pick(random, [1, 2, 4, 8]);
  if (bytes.length < size) return bytes;
  const copy = Buffer.from(bytes);
  const at = random.integer(bytes.length < 256 || random.integer(2) === 0 ? bytes.length - size + 1 : 64);
  const little = random.integer(2) === 0;
  let before = 0n;
  for (let i = 0; i < size; i++) before |= BigInt(bytes[at + (little ? i : size - 1 - i)]) << BigInt(8 * i);
  const near = BigInt(random.integer(9) - 4);
  let value = BigInt.asUintN(8 * size, pick(random, [pick(random, EXTREMES), BigInt(bytes.length) + near, before + near, before * 2n]));
  for (let i = 0; i < size; i++, value >>= 8n) copy[at + (little ? i : size - 1 - i)] = Number(value & 0xffn);
  return new Uint8Array(copy);
};

const MUTATIONS: readonly Mutation[] = [
  function flipBits(bytes, { random }) {
    const copy = bytes.slice();
    for (let n = 1 + random.integer(8); n > 0 && copy.length > 0; n--) copy[random.integer(copy.length)] ^= 1 << random.integer(8);
    return copy;
  },
  function setBytes(bytes, { random }) {
    const copy = bytes.slice();
    for (let n = 1 + random.integer(4); n > 0 && copy.length > 0; n--) copy[random.integer(copy.length)] = random.integer(256);
    return copy;
  },
  word, word, word,
  (bytes, { random }) => bytes.subarray(0, random.integer(bytes.length + 1)),
  (bytes, { random }) => bytes.subarray(random.integer(Math.min(bytes.length, 64) + 1)),
  function remove(bytes, { random }) {
    return replaced(bytes, range(bytes, random), new Uint8Array(0));
  },
  function duplicate(bytes, { random }) {
    const [from, to] = range(bytes, random);
    const times = pick(random, [1, 1, 1, 2, 16]);
    return replaced(bytes, [to, to], joined(...Array.from({ length: times }, () => bytes.subarray(from, to))));
  },
  function copyElsewhere(bytes, { random }) {
    const [from, to] = range(bytes, random);
    const at = random.integer(bytes.length + 1);
    return replaced(bytes, [at, Math.min(bytes.length, at + random.integer(2) * (to - from))], bytes.subarray(from, to));
  },
  function splice(bytes, { random, other }) {
    const [from, to] = range(other, random);
    return replaced(bytes, range(bytes, random), other.subarray(from, to));
  },
  function headOfOneTailOfTheOther(bytes, { random, other }) {
    return joined(bytes.subarray(0, random.integer(bytes.length + 1)), other.subarray(random.integer(other.length + 1)));
  },
  function fill(bytes, { random }) {
    const [from, to] = range(bytes, random);
    return replaced(bytes, [from, random.integer(2) === 0 ? from : to], new Uint8Array(to - from).fill(pick(random, [0, 0xff, 0x20, 0x5b, 0x22, 0x0a])));
  },
  function token(bytes, { random, tokens }) {
    if (tokens.length === 0) return bytes;
    const [from, to] = range(bytes, random);
    return replaced(bytes, [from, random.integer(2) === 0 ? from : Math.min(to, from + 8)], text(pick(random, tokens)));
  },
  function number(bytes, { random }) {
    const place = found(bytes, /-?\d+/g, random);
    return place === null ? bytes : replaced(bytes, place, text(pick(random, NUMBERS)));
  },
  function jsonValue(bytes, { random }) {
    const place = found(bytes, /"[^"]*"|\[[^[\]]*\]|\{[^{}]*\}|-?\d+|null/g, random);
    return place === null ? bytes : replaced(bytes, place, text(pick(random, JSON_VALUES)));
  },
];

/** One to six mutations, one after the other. */
export function mutate(bytes: Uint8Array, source: Source): Uint8Array {
  let result = bytes;
  do result = pick(source.random, MUTATIONS)(result, source);
  while (source.random.integer(2) === 0 && result.length < 2 ** 22);
  return result;
}
