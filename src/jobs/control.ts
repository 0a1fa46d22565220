/** One word of shared memory between a consumer and a computing thread: what the thread should do, or that it is too late. */
export const CONTROL = { run: 0, cancel: 1, handBack: 2, publishing: 3 } as const;
export type ControlWord = (typeof CONTROL)[keyof typeof CONTROL];

export function createControl(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(4));
}

export const readControl = (control: Int32Array): ControlWord => Atomics.load(control, 0) as ControlWord;

/** Asks a running thread; false when it is already publishing its result, which cannot be taken back. */
export function request(control: Int32Array, word: 1 | 2): boolean {
  return Atomics.compareExchange(control, 0, CONTROL.run, word) !== CONTROL.publishing;
}

/** The thread's own claim: false when it was asked to stop first. */
export function claimPublishing(control: Int32Array): boolean {
  return Atomics.compareExchange(control, 0, CONTROL.run, CONTROL.publishing) === CONTROL.run;
}
