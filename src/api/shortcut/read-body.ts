import type { IncomingMessage } from 'node:http';

/** All `length` bytes, without a copy where they come at once. Never settles where the client goes away. */
export function readBody(request: IncomingMessage, length: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let body: Buffer | null = null;
    let at = 0;
    request.on('data', (chunk: Buffer) => {
      if (body === null) body = chunk.length === length ? chunk : Buffer.allocUnsafeSlow(length);
      if (body !== chunk) chunk.copy(body, at);
      at += chunk.length;
    });
    request.on('end', () => resolve(body!));
  });
}
