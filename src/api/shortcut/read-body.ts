import type { IncomingMessage } from 'node:http';
import { release } from './release.ts';

/** All `length` bytes, without a copy where they come at once. Never settles where the client goes away. */
export function readBody(request: IncomingMessage, length: number): Promise<Buffer> {
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
