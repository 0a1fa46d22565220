import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { ApiApp } from '../deps.ts';

/** Gives out signals that fire when the client goes away or the server closes. */
export type OpenStream = (reply: FastifyReply) => AbortSignal;

/** Milliseconds that streams have to write their last bytes before their sockets are cut. */
const GRACE = 1000;

/** Open streams would keep `close` waiting for ever: end them first. `changed` is told how many are open. */
export function addStreams(app: ApiApp, changed: (open: number) => void): OpenStream {
  const open = new Map<AbortController, Promise<unknown>>();
  app.addHook('preClose', async () => {
    const closing = Promise.all(open.values());
    for (const controller of open.keys()) controller.abort();
    const timer = new AbortController();
    await Promise.race([closing, sleep(GRACE, null, { signal: timer.signal }).catch(() => {})]);
    timer.abort();
  });
  return ({ raw }) => {
    const controller = new AbortController();
    const closed = once(raw, 'close').catch(() => {}).then(() => {
      open.delete(controller);
      changed(open.size);
      controller.abort();
    });
    open.set(controller, closed);
    changed(open.size);
    return controller.signal;
  };
}
