import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Access, Principal } from '../../access/index.ts';
import type { ApiApp } from '../deps.ts';

/** Gives out signals that fire when the client goes away, the key that opened the stream is no longer good, or the server closes. */
export type OpenStream = (reply: FastifyReply) => AbortSignal;

export interface StreamsOptions {
  access: Pick<Access, 'keys'>;
  /** is told how many are open */
  changed(open: number): void;
}

/** Milliseconds that streams have to write their last bytes before their sockets are cut. */
const GRACE = 1000;

/** For requests under way to be answered, when the server closes; what takes longer is cut. */
const REQUESTS = 5000;

/** Between looks whether the keys of open streams are still good. */
const LOOK = 5000;

interface Open {
  closed: Promise<unknown>;
  principal: Principal | null;
}

/** Open streams would keep `close` waiting for ever: end them first, and let requests end. */
export function addStreams(app: ApiApp, { access, changed }: StreamsOptions): OpenStream {
  const open = new Map<AbortController, Open>();
  let closing = false;

  async function endRevoked(): Promise<void> {
    const hashes = new Set([...open.values()].flatMap(({ principal }) => principal?.sha256 ?? []));
    for (const hash of hashes) {
      if (await access.keys.ofHash(hash)) continue;
      for (const [controller, { principal }] of open) if (principal?.sha256 === hash) controller.abort();
    }
  }
  const looking = setInterval(() => void endRevoked().catch(() => {}), LOOK).unref(); // with Redis away nobody knows

  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (closing) reply.header('connection', 'close');
    done();
  });
  app.addHook('preClose', async () => {
    closing = true;
    clearInterval(looking);
    const ended = Promise.all([...open.values()].map(({ closed }) => closed));
    for (const controller of open.keys()) controller.abort();
    const timer = new AbortController();
    await Promise.race([ended, sleep(GRACE, null, { signal: timer.signal }).catch(() => {})]);
    timer.abort();
    setTimeout(() => app.server.closeAllConnections(), REQUESTS).unref();
  });
  return ({ raw, request: { principal } }) => {
    const controller = new AbortController();
    const closed = once(raw, 'close').catch(() => {}).then(() => {
      open.delete(controller);
      changed(open.size);
      controller.abort();
    });
    open.set(controller, { closed, principal });
    changed(open.size);
    return controller.signal;
  };
}
