import { connect } from 'node:net';
import type { NetConnectOpts } from 'node:net';

/** Whether a Redis answers PONG there, asked on a bare socket. A Redis that is still loading its file does not. */
export function ping(address: NetConnectOpts, timeoutMs = 1000): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(address);
    const finish = (answer: boolean) => {
      socket.destroy();
      settle(answer);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('connect', () => socket.write('PING\r\n'));
    socket.once('data', (data) => finish(data.toString().startsWith('+PONG')));
  });
}
