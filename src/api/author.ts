import type { FastifyRequest } from 'fastify';
import type { Author } from '../models/index.ts';
import { principalOf } from './plugins/auth.ts';

/** Who changes something, for its history. */
export function authorOf(request: FastifyRequest): Author {
  const { keyId, name } = principalOf(request);
  return { keyId, name, at: new Date().toISOString() };
}
