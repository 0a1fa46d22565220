const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;
/** npm hands on the Ctrl-C that the terminal has sent to everybody: so soon after the first it is no second wish. */
const ECHO_MS = 1000;

/** Calls `stop` at the first signal that asks for an end, and `hurry` at a Ctrl-C after that. Other signals may be repeated: nothing is cut short by them. */
export function onStopSignal(stop: () => void, hurry: () => void): void {
  let first: number | null = null;
  for (const signal of SIGNALS) process.on(signal, () => {
    if (first === null) {
      first = performance.now();
      stop();
    } else if (signal === 'SIGINT' && performance.now() - first > ECHO_MS) hurry();
  });
}
