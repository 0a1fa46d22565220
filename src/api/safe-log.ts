import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

const HEADERS = ['authorization', 'cookie', 'set-cookie'];
const MEMBERS = ['ticket', 'token', 'key', 'secret', 'apiKey'];
/** As deep as a request is logged by anybody. */
const paths = [
  ...[...HEADERS, ...MEMBERS].flatMap((name) => [`["${name}"]`, `*["${name}"]`]),
  ...HEADERS.flatMap((name) => [`*.headers["${name}"]`, `*.*.headers["${name}"]`]),
];

/** An address with the values of its secrets taken out. */
export function printableUrl(url: string): string {
  return url.replace(/([?&](?:ticket|token|key|secret|apiKey)=)[^&#]*/gi, '$1[redacted]');
}

/** A log into which no key, cookie, ticket or link gets by way of a request. */
export function safeLog(log: FastifyBaseLogger): FastifyBaseLogger {
  const req = ({ method, url, host, ip }: FastifyRequest) => ({ method, url: printableUrl(url), host, remoteAddress: ip });
  return (log as Logger).child({}, { serializers: { req }, redact: { paths, censor: '[redacted]' } });
}
