/**
 * Preloaded into the API and the consumer by the launcher: when the launcher dies without a word (kill -9), the channel breaks
 * and this process ends too. Its Redis goes at the same moment, so there is nothing left to finish in order.
 */
const GRACE_MS = 3000;

if (process.channel) {
  process.once('disconnect', () => {
    setTimeout(() => process.exit(1), GRACE_MS).unref();
    process.kill(process.pid, 'SIGTERM');
  });
  // the channel alone must not keep a process alive that has finished
  process.channel.unref();
}
export {};
