/**
 * A process that asks: so many connections, each with one request at a time, the same bytes over and over. It reads no more of an answer than its
 * head, so that it takes as little as it can of the processors that the server needs.
 */
import { connect, type Socket } from 'node:net';

export interface Load {
  port: number;
  /** a whole HTTP/1.1 request */
  request: Uint8Array;
  connections: number;
  seconds: number;
}

export interface Measured {
  requestsPerSecond: number;
  /** milliseconds */
  p50: number;
  p99: number;
  /** answers other than 200 */
  errors: number;
}

const HEAD_END = Buffer.from('\r\n\r\n');

class Connection {
  readonly #socket: Socket;
  readonly #request: Uint8Array;
  readonly #answered: (milliseconds: number, ok: boolean) => void;
  #head: Buffer = Buffer.alloc(0);
  /** bytes of the answer's body that are still to come; -1: its head is */
  #left = -1;
  #ok = true;
  #asked = 0;
  #ended = false;

  constructor({ port, request }: Load, answered: (milliseconds: number, ok: boolean) => void) {
    this.#request = request;
    this.#answered = answered;
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket.on('connect', () => this.#ask());
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', () => this.#answered(0, false));
  }

  #ask(): void {
    this.#asked = performance.now();
    this.#socket.write(this.#request);
  }

  #read(chunk: Buffer): void {
    if (this.#left < 0) {
      const bytes = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
      const end = bytes.indexOf(HEAD_END);
      if (end < 0) {
        this.#head = bytes;
        return;
      }
      const head = bytes.toString('latin1', 0, end);
      this.#ok = head.startsWith('HTTP/1.1 200');
      this.#left = Number(/content-length: (\d+)/i.exec(head)![1]) - (bytes.length - end - 4);
      this.#head = Buffer.alloc(0);
    } else this.#left -= chunk.length;
    if (this.#left > 0) return;
    this.#left = -1;
    this.#answered(performance.now() - this.#asked, this.#ok);
    if (!this.#ended) this.#ask();
  }

  end(): void {
    this.#ended = true;
    this.#socket.destroy();
  }
}

async function measure(load: Load): Promise<Measured> {
  const times: number[] = [];
  let errors = 0;
  const connections = Array.from({ length: load.connections }, () => new Connection(load, (milliseconds, ok) => {
    if (ok) times.push(milliseconds);
    else errors += 1;
  }));
  const start = performance.now();
  await new Promise((resolve) => setTimeout(resolve, load.seconds * 1000));
  const seconds = (performance.now() - start) / 1000;
  for (const connection of connections) connection.end();
  const sorted = Float64Array.from(times).sort();
  return { requestsPerSecond: times.length / seconds, p50: sorted[Math.floor(0.5 * sorted.length)] ?? NaN, p99: sorted[Math.floor(0.99 * sorted.length)] ?? NaN, errors };
}

process.on('message', (load: Load) => void measure(load).then((measured) => process.send!(measured)));
