/** What the short way found out about a request before it gave it to Fastify after all. */
import type { IncomingMessage } from 'node:http';
import type { Principal } from '../../access/index.ts';

export interface Early {
  /** counted already */
  principal: Principal;
  /** all of it */
  body: Buffer;
}

const known = new WeakMap<IncomingMessage, Early>();

/** What is left of the request, which is its end, is read. */
export function remember(request: IncomingMessage, early: Early): void {
  known.set(request, early);
  request.resume();
}

export const earlyOf = (request: IncomingMessage): Early | undefined => known.get(request);
