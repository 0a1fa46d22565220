import { createServer } from 'node:net';

const TRIES = 100;

/**
 * The wanted port if nothing listens there, else the next free one above it; 0 asks the system for any.
 * @throws Error when the host cannot be listened on at all, or a hundred ports in a row are busy.
 */
export async function freePort(host: string, wanted: number): Promise<number> {
  for (let port = wanted; port < Math.min(wanted + TRIES, 65536); port++) {
    const found = await tryListen(host, port);
    if (found !== null) return found;
  }
  throw new Error(`PORT: ${wanted} and the ${TRIES - 1} ports after it are busy; set PORT to a free one`);
}

function tryListen(host: string, port: number): Promise<number | null> {
  return new Promise((settle, refuse) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') return settle(null);
      const variable = error.code === 'EACCES' ? 'PORT' : 'HOST';
      refuse(new Error(`${variable}: ${host}:${port} cannot be listened on (${error.code}); set ${variable} to another value`));
    });
    server.listen(port, host, () => {
      const address = server.address();
      server.close(() => settle(typeof address === 'object' && address !== null ? address.port : port));
    });
  });
}
