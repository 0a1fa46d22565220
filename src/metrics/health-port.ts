/** A port beside the work, for supervisors and Prometheus: `/livez`, `/readyz`, `/metrics`. It asks for no key: leave it inside the network. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Health } from '../jobs/index.ts';
import type { Scrape } from './registry.ts';

export interface HealthPortOptions {
  host: string;
  port: number;
  health(): Promise<Health>;
  scrape(): Promise<Scrape>;
}

export interface HealthPort {
  port: number;
  close(): Promise<void>;
}

interface Answer {
  status: number;
  type: string;
  text: string;
}

const json = (status: number, body: unknown): Answer => ({ status, type: 'application/json; charset=utf-8', text: JSON.stringify(body) });

/** Settles when it listens. @throws Error naming HEALTH_PORT when it cannot. */
export async function openHealthPort(options: HealthPortOptions): Promise<HealthPort> {
  const { host, port } = options;
  const server = createServer((request, response) => {
    void answer(options, request.method, request.url)
      .catch((error: unknown) => json(500, { status: 'error', detail: String(error) }))
      .then((given) => send(response, given));
  });
  await listening(server, host, port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((settle) => {
      server.close(() => settle());
      server.closeAllConnections();
    }),
  };
}

async function answer({ health, scrape }: HealthPortOptions, method = '', url = ''): Promise<Answer> {
  if (method !== 'GET' && method !== 'HEAD') return json(405, { status: 'error', detail: 'use GET' });
  switch (url.split('?', 1)[0]) {
    case '/livez':
      return json(200, { status: 'ok' });
    case '/readyz': {
      const { ok, reasons, warnings } = await health();
      return ok ? json(200, { status: 'ok', warnings }) : json(503, { status: 'unavailable', reasons, warnings });
    }
    case '/metrics': {
      const { type, text } = await scrape();
      return { status: 200, type, text };
    }
    default:
      return json(404, { status: 'error', detail: 'there are /livez, /readyz and /metrics' });
  }
}

function send(response: ServerResponse, { status, type, text }: Answer): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(text), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...(status === 405 ? { allow: 'GET, HEAD' } : {}) });
  response.end(response.req.method === 'HEAD' ? undefined : text);
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((settle, refuse) => {
    server.once('error', (error: NodeJS.ErrnoException) => refuse(new Error(`HEALTH_PORT: ${host}:${port} cannot be listened on (${error.code}); set it to a free port, or to 0 for none`)));
    server.listen(port, host, settle);
  });
}
