import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface SlowLine {
  url: string;
  /** Nothing comes through any more, of event streams alone or of every answer; the connections stay. */
  hold(what: 'streams' | 'everything'): void;
  /** What was held comes through, all of it. */
  release(): void;
  /** Ends the connections that are open. */
  cut(): void;
  close(): Promise<void>;
}

/** A line between a browser and the service on which things go wrong as they do between people and servers. */
export async function startSlowLine(to: string): Promise<SlowLine> {
  const { hostname, port } = new URL(to);
  let held: 'nothing' | 'streams' | 'everything' = 'nothing';
  const open = new Set<() => void>();
  const isHeld = (answer: IncomingMessage): boolean => held === 'everything' || (held === 'streams' && answer.headers['content-type']?.startsWith('text/event-stream') === true);
  const forward = (answer: IncomingMessage, response: ServerResponse): void => {
    const waiting: Buffer[] = [];
    const pass = () => {
      if (isHeld(answer) || response.destroyed) return;
      if (!response.headersSent) response.writeHead(answer.statusCode!, answer.headers).flushHeaders();
      for (const chunk of waiting.splice(0)) response.write(chunk);
      if (answer.readableEnded) response.end();
    };
    open.add(pass);
    answer.on('data', (chunk: Buffer) => {
      waiting.push(chunk);
      pass();
    }).on('end', pass).on('error', () => response.destroy());
    response.on('close', () => {
      open.delete(pass);
      answer.destroy();
    });
    pass();
  };
  const server = createServer((incoming, response) => {
    const { method, url: path, headers } = incoming;
    incoming.pipe(request({ hostname, port, method, path, headers }, (answer) => forward(answer, response)).on('error', () => response.destroy()));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hold: (what) => void (held = what),
    release() {
      held = 'nothing';
      for (const pass of open) pass();
    },
    cut: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
