/** Does something again and again, never twice at once. What fails is told, and tried again next time. Returns how to stop. */
export function repeat(work: () => Promise<void>, everyMs: number, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;
  const schedule = (): void => {
    if (stopped) return;
    timer = setTimeout(() => void work().catch(failed).finally(schedule), everyMs);
    timer.unref();
  };
  schedule();
  return () => {
    stopped = true;
    if (timer) clearTimeout(timer);
  };
}
