import type { IncomingMessage } from 'node:http';
import { hangUpWhenStalled } from '../plugins/bodies.ts';
import { release } from './release.ts';

/** All `length` bytes, at once where they came with the head, and without a copy where they came in one piece. Never settles where the client goes away. */
export function readBody(request: IncomingMessage, length: number): Buffer | Promise<Buffer> {
  if (request.readableLength === length) return request.read() as Buffer;
  hangUpWhenStalled(request);
  return new Promise((resolve) => {
    let body: Buffer | null = null;
    let at = 0;
    request.on('data', (chunk: Buffer) => {
      if (body === null && chunk.length === length) body = chunk;
      else {
        body ??= Buffer.allocUnsafeSlow(length);
        chunk.copy(body, at);
        at += chunk.length;
        release(chunk);
      }
    });
    request.on('end', () => resolve(body!));
  });
}
