/** Two words of shared memory between a consumer and a computing thread. The first: what the thread should do, or that it is too late. What is asked later counts only where it is stronger. */
export const CONTROL = { run: 0, stop: 1, handBack: 2, cancel: 3, publishing: 4 } as const;
export type ControlWord = (typeof CONTROL)[keyof typeof CONTROL];

/** What the thread is at, in a second word: told when it dies. */
export const PHASES = ['waiting', 'loading', 'training', 'evaluating', 'saving', 'publishing'] as const;
export type Phase = (typeof PHASES)[number];

export function createControl(): Int32Array<SharedArrayBuffer> {
  return new Int32Array(new SharedArrayBuffer(8));
}

export const readPhase = (control: Int32Array): Phase => PHASES[Atomics.load(control, 1)];

export const enterPhase = (control: Int32Array, phase: Phase): void => {
  Atomics.store(control, 1, PHASES.indexOf(phase));
};

export const readControl = (control: Int32Array): ControlWord => Atomics.load(control, 0) as ControlWord;

/** Asks a running thread; false when it is already publishing its result, which cannot be taken back. */
export function request(control: Int32Array, word: 1 | 2 | 3): boolean {
  for (;;) {
    const current = readControl(control);
    if (current >= word) return current !== CONTROL.publishing;
    if (Atomics.compareExchange(control, 0, current, word) === current) return true;
  }
}

/** The thread's own claim: false when it was asked for something else first. Being asked to stop means to publish. */
export function claimPublishing(control: Int32Array): boolean {
  return [CONTROL.run, CONTROL.stop].some((before) => Atomics.compareExchange(control, 0, before, CONTROL.publishing) === before);
}
