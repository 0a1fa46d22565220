/** The stack machine of pickles, with the instructions that dictionaries of arrays consist of and no others. */
import { columnMajor } from './npy.ts';
import { ArrayValue, bytesOf, ElementType, GLOBALS, latin1, MARK, Named, Tuple, type Value, values } from './pickle-values.ts';
import { refuse } from './refuse.ts';

const MAX_DIMENSIONS = 32;
/** Ten thousand arrays take some thirty each. Every instruction may leave a value, so this bounds the memory of a file of nothing but values. */
const MAX_INSTRUCTIONS = 500_000;
export const SAVE_AGAIN = 'Give the file that pickle.dump wrote of a dictionary of NumPy arrays (the book\'s save_params), or save the arrays with numpy.savez.';

export class Machine {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #file: string;
  readonly #stack: (Value | typeof MARK)[] = [];
  readonly #memo = new Map<number, Value>();
  #at = 0;
  /** bytes of arrays made so far: never more than a small multiple of the file, however often it refers to the same data */
  #made = 0;

  constructor(bytes: Uint8Array, file: string) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#file = file;
  }

  run(): Value {
    if (this.#bytes[0] !== 0x80) throw refuse(`${this.#file} is no pickle of protocol 2 or later.`, 'Save it with pickle.dump(params, file, protocol=2) or a later protocol.');
    for (let count = 0; ; count++) {
      if (count === MAX_INSTRUCTIONS) throw this.#error(`has more than ${MAX_INSTRUCTIONS} instructions`);
      const opcode = this.#byte();
      if (opcode === 0x2e) break; // STOP
      const operation = OPERATIONS[opcode];
      if (operation === undefined) throw this.#error(`has an instruction (0x${opcode.toString(16).padStart(2, '0')}) that dictionaries of arrays do not need`);
      operation(this);
    }
    if (this.#at !== this.#bytes.length) throw this.#error('goes on after its end');
    const [result, ...rest] = this.#stack;
    if (result === undefined || result === MARK || rest.length > 0) throw this.#error('does not end with one value');
    return result;
  }

  #error(what: string): Error {
    return refuse(`${this.#file} ${what} (byte ${this.#at}).`, SAVE_AGAIN);
  }

  #byte(): number {
    if (this.#at >= this.#bytes.length) throw this.#error('ends in the middle');
    return this.#bytes[this.#at++];
  }

  /** The next `length` bytes, not copied. */
  take(length: number): Uint8Array {
    if (!Number.isSafeInteger(length) || length < 0 || length > this.#bytes.length - this.#at) throw this.#error('ends in the middle');
    this.#at += length;
    return this.#bytes.subarray(this.#at - length, this.#at);
  }

  unsigned(size: 1 | 2 | 4 | 8): number {
    const start = this.#at;
    this.take(size);
    if (size === 8) return Number(this.#view.getBigUint64(start, true));
    return size === 4 ? this.#view.getUint32(start, true) : size === 2 ? this.#view.getUint16(start, true) : this.#view.getUint8(start);
  }

  signed4(): number {
    this.take(4);
    return this.#view.getInt32(this.#at - 4, true);
  }

  double(): number {
    this.take(8);
    return this.#view.getFloat64(this.#at - 8, false);
  }

  /** Two's complement, little-endian, of up to six bytes. */
  long(): number {
    const digits = this.take(this.unsigned(1));
    if (digits.length > 6) throw this.#error('has a number that no shape needs');
    const value = digits.reduceRight((sum, digit) => sum * 256 + digit, 0);
    return digits.length > 0 && digits[digits.length - 1] >= 128 ? value - 256 ** digits.length : value;
  }

  line(): string {
    const end = this.#bytes.indexOf(0x0a, this.#at);
    if (end < 0 || end - this.#at > 256) throw this.#error('has a name without an end');
    const text = latin1(this.take(end - this.#at));
    this.take(1);
    return text;
  }

  text(length: number): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(this.take(length));
    } catch (error) {
      throw error instanceof TypeError ? this.#error('has a text that is no UTF-8') : error;
    }
  }

  push(value: Value | typeof MARK): void {
    this.#stack.push(value);
  }

  pop(): Value {
    const value = this.#stack.pop();
    if (value === undefined || value === MARK) throw this.#error('takes a value that is not there');
    return value;
  }

  /** Everything above the last mark, which goes too. */
  popToMark(): Value[] {
    const mark = this.#stack.lastIndexOf(MARK);
    if (mark < 0) throw this.#error('refers to a mark that is not there');
    return this.#stack.splice(mark).slice(1) as Value[];
  }

  remember(index: number = this.#memo.size): void {
    const value = this.pop();
    this.#memo.set(index, value);
    this.push(value);
  }

  recall(index: number): void {
    const value = this.#memo.get(index);
    if (value === undefined) throw this.#error('refers to a value that is not there');
    this.push(value);
  }

  name(module: Value, name: Value): void {
    if (typeof module !== 'string' || typeof name !== 'string') throw this.#error('names something by a value that is no text');
    const known = GLOBALS[`${module} ${name}`];
    if (known === undefined) throw this.#error(`names ${JSON.stringify(`${module}.${name}`.slice(0, 80))}, which arrays do not need; it is not run`);
    this.push(new Named(known));
  }

  setItems(pairs: readonly Value[]): void {
    const target = this.pop();
    if (!(target instanceof Map) || pairs.length % 2 !== 0) throw this.#error('sets items of something that is no dictionary');
    for (let i = 0; i < pairs.length; i += 2) target.set(pairs[i], pairs[i + 1]);
    this.push(target);
  }

  /** A call of one of the named functions, read as what it would make. */
  reduce(): void {
    const given = this.pop();
    const called = this.pop();
    if (!(called instanceof Named) || !(given instanceof Tuple)) throw this.#error('calls something that is no function');
    const { items } = given;
    switch (called.callable) {
      case 'reconstruct':
        this.push(new ArrayValue());
        return;
      case 'dtype':
        this.push(this.#elementType(items[0]));
        return;
      case 'encode': {
        if (typeof items[0] !== 'string' || items[1] !== 'latin1') throw this.#error('encodes something other than the bytes of an array');
        this.#count(items[0].length);
        this.push(bytesOf(items[0]));
        return;
      }
      case 'scalar':
        this.push(this.#array(new Tuple([]), items[0], { fortran: false, data: items[1] }));
        return;
      case 'frombuffer': {
        const [data, type, shape, order] = items;
        this.push(this.#array(shape, type, { fortran: order === 'F', data }));
        return;
      }
      default:
        throw this.#error('calls a type');
    }
  }

  #count(bytes: number): void {
    this.#made += bytes;
    if (this.#made > 3 * this.#bytes.length) throw this.#error('repeats the same values again and again');
  }

  #elementType(code: Value): ElementType {
    if (typeof code !== 'string') throw this.#error('has an element type that is no text');
    if (code !== 'f4' && code !== 'f8') throw this.#error(`holds values of type ${JSON.stringify(code.slice(0, 20))}; float32 and float64 are read`);
    return new ElementType(code);
  }

  /** What follows _reconstruct and dtype: their state. */
  build(): void {
    const state = this.pop();
    const target = this.pop();
    if (!(state instanceof Tuple)) throw this.#error('has a state that arrays do not have');
    if (target instanceof ElementType) {
      const order = state.items[1];
      if (order !== '<' && order !== '>' && order !== '|' && order !== '=') throw this.#error('has an element type that arrays do not have');
      target.order = order;
      this.push(target);
    } else if (target instanceof ArrayValue && target.content === null) {
      const [, shape, type, fortran, data] = state.items;
      target.content = this.#array(shape, type, { fortran: fortran === true || fortran === 1, data }).content;
      this.push(target);
    } else {
      throw this.#error('gives a state to something that has none');
    }
  }

  #array(shape: Value, type: Value, { fortran, data }: { fortran: boolean; data: Value }): ArrayValue {
    const sides = shape instanceof Tuple ? shape.items : null;
    const raw = bytesOf(data);
    if (sides === null || sides.length > MAX_DIMENSIONS || !sides.every((side) => Number.isSafeInteger(side) && (side as number) >= 0) || !(type instanceof ElementType) || raw === null) {
      throw this.#error('has an array without shape, type or values');
    }
    const size = type.code === 'f4' ? 4 : 8;
    const length = (sides as number[]).reduce((product, side) => product * side, 1);
    if (!Number.isSafeInteger(length * size) || raw.length !== length * size) throw this.#error(`has an array of shape (${sides.join(', ')}) with ${raw.length} bytes`);
    this.#count(raw.length);
    const made = new ArrayValue();
    made.content = { shape: sides as number[], data: values(raw, { length, big: type.order === '>', double: size === 8, place: fortran ? columnMajor(sides as number[]) : null }) };
    return made;
  }
}

/** The instructions that dictionaries of arrays consist of, by their byte. */
const OPERATIONS: Readonly<Record<number, (machine: Machine) => void>> = {
  0x80: (m) => void m.unsigned(1), // PROTO
  0x95: (m) => void m.unsigned(8), // FRAME
  0x28: (m) => m.push(MARK),
  0x4e: (m) => m.push(null), // NONE
  0x88: (m) => m.push(true),
  0x89: (m) => m.push(false),
  0x4a: (m) => m.push(m.signed4()), // BININT
  0x4b: (m) => m.push(m.unsigned(1)),
  0x4d: (m) => m.push(m.unsigned(2)),
  0x8a: (m) => m.push(m.long()), // LONG1
  0x47: (m) => m.push(m.double()), // BINFLOAT
  0x58: (m) => m.push(m.text(m.unsigned(4))), // BINUNICODE
  0x8c: (m) => m.push(m.text(m.unsigned(1))),
  0x8d: (m) => m.push(m.text(m.unsigned(8))),
  0x55: (m) => m.push(latin1(m.take(m.unsigned(1)))), // SHORT_BINSTRING, of Python 2
  0x54: (m) => m.push(latin1(m.take(m.signed4()))),
  0x42: (m) => m.push(m.take(m.unsigned(4))), // BINBYTES
  0x43: (m) => m.push(m.take(m.unsigned(1))),
  0x8e: (m) => m.push(m.take(m.unsigned(8))),
  0x96: (m) => m.push(m.take(m.unsigned(8))), // BYTEARRAY8
  0x7d: (m) => m.push(new Map()), // EMPTY_DICT
  0x64: (m) => { // DICT
    const pairs = m.popToMark();
    m.push(new Map());
    m.setItems(pairs);
  },
  0x73: (m) => { // SETITEM
    const value = m.pop();
    m.setItems([m.pop(), value]);
  },
  0x75: (m) => m.setItems(m.popToMark()), // SETITEMS
  0x29: (m) => m.push(new Tuple([])),
  0x74: (m) => m.push(new Tuple(m.popToMark())),
  0x85: (m) => m.push(new Tuple([m.pop()])),
  0x86: (m) => m.push(new Tuple([m.pop(), m.pop()].reverse())),
  0x87: (m) => m.push(new Tuple([m.pop(), m.pop(), m.pop()].reverse())),
  0x71: (m) => m.remember(m.unsigned(1)), // BINPUT
  0x72: (m) => m.remember(m.unsigned(4)),
  0x94: (m) => m.remember(),
  0x68: (m) => m.recall(m.unsigned(1)), // BINGET
  0x6a: (m) => m.recall(m.unsigned(4)),
  0x63: (m) => m.name(m.line(), m.line()), // GLOBAL
  0x93: (m) => { // STACK_GLOBAL
    const name = m.pop();
    m.name(m.pop(), name);
  },
  0x52: (m) => m.reduce(),
  0x62: (m) => m.build(),
};
