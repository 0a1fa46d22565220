/** What is answered to bytes that are no HTTP request, or one too slow: no route, no hook and no request is there yet. */
import type { Socket } from 'node:net';
import { newId } from '../ids/index.ts';
import { SAFE_HEADERS } from './plugins/headers.ts';
import { CLIENT_FAULTS, problemOf } from './problem.ts';

export function answerClientError({ code = '' }: { code?: string }, socket: Socket): void {
  if (code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) {
    socket.destroy();
    return;
  }
  const fault = Object.hasOwn(CLIENT_FAULTS, code) ? CLIENT_FAULTS[code] : CLIENT_FAULTS.other;
  const problem = problemOf(fault, { url: '', id: newId('req_') });
  const body = JSON.stringify(problem);
  const headers = { ...SAFE_HEADERS, 'cache-control': 'no-store', 'x-request-id': problem.requestId, 'content-type': 'application/problem+json; charset=utf-8', 'content-length': Buffer.byteLength(body), 'connection': 'close' };
  socket.end(`HTTP/1.1 ${problem.status} ${problem.title}\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`, () => socket.destroy());
}
