import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

const SECRETS = ['authorization', 'cookie', 'set-cookie', 'ticket', 'token', 'key', 'secret', 'apiKey'];
/** Where a request or what came with it is logged; by name, because patterns cost ten times as much at every line. */
const PLACES = ['', 'headers', 'body', 'query', 'request', 'request.headers', 'request.body', 'request.query', 'res.headers', 'err.headers'];
const paths = PLACES.flatMap((place) => SECRETS.map((name) => `${place}["${name}"]`));

/** An address with the values of its secrets taken out. */
export function printableUrl(url: string): string {
  return url.replace(/([?&](?:ticket|token|key|secret|apiKey)=)[^&#]*/gi, '$1[redacted]');
}

/** A log into which no key, cookie, ticket or link gets by way of a request. */
export function safeLog(log: FastifyBaseLogger): FastifyBaseLogger {
  const req = ({ method, url, host, ip }: FastifyRequest) => ({ method, url: printableUrl(url), host, remoteAddress: ip });
  return (log as Logger).child({}, { serializers: { req }, redact: { paths, censor: '[redacted]' } });
}
