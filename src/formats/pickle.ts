/**
 * Python's pickles, as far as dictionaries of NumPy arrays need them (PEP 3154; protocols 2 to 5). A pickle is a program for a stack machine
 * that may name any function of any module. Here it may name the six that make up an array, and none of them is run: they are read as data.
 */
import { Machine, SAVE_AGAIN } from './pickle-machine.ts';
import { ArrayValue, type PickledArray } from './pickle-values.ts';
import { refuse } from './refuse.ts';

const MAX_ARRAYS = 10_000;

/** The arrays of a pickled dictionary by name; `file` names it in messages. Throws `invalid-input`; never runs code. */
export function readPickle(bytes: Uint8Array, file = 'the pickle'): Map<string, PickledArray> {
  const result = new Machine(bytes, file).run();
  if (!(result instanceof Map)) throw refuse(`${file} is not a dictionary.`, SAVE_AGAIN);
  if (result.size > MAX_ARRAYS) throw refuse(`${file} holds ${result.size} entries; at most ${MAX_ARRAYS} are read.`, SAVE_AGAIN);
  const arrays = new Map<string, PickledArray>();
  for (const [name, value] of result) {
    if (typeof name !== 'string') throw refuse(`${file} has a key that is no text.`, SAVE_AGAIN);
    if (!(value instanceof ArrayValue) || value.content === null) throw refuse(`${file}: the entry ${JSON.stringify(name.slice(0, 80))} is no NumPy array.`, SAVE_AGAIN);
    arrays.set(name, value.content);
  }
  return arrays;
}
