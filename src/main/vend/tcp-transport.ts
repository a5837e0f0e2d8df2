import { err, ok, type Result } from '#core/base/result.ts';
import { connect } from 'node:net';
import type { Transport, TransportHandlers } from './transport.ts';

const CONNECT_TIMEOUT_MS = 5_000;

/** A serial server on the network, or the simulator: `tcp://host:port`. */
export function openTcp(
  path: string,
  handlers: TransportHandlers,
): Promise<Result<Transport, string>> {
  const { hostname, port } = new URL(path);
  const socket = connect({ host: hostname.replace(/^\[|\]$/g, ''), port: Number(port) });
  socket.setNoDelay(true);
  socket.setTimeout(CONNECT_TIMEOUT_MS);
  return new Promise((resolve) => {
    let isOpen = false;
    let isClosing = false;
    let reason = 'the connection ended';
    const transport: Transport = {
      write: (bytes) =>
        new Promise((written) => {
          socket.write(bytes, (error) => {
            written(error ? err(error.message) : ok(undefined));
          });
        }),
      close: () =>
        new Promise((closed) => {
          isClosing = true;
          if (socket.destroyed) closed();
          else {
            socket.once('close', () => {
              closed();
            });
            socket.end();
            socket.setTimeout(500, () => socket.destroy());
          }
        }),
    };
    socket.once('connect', () => {
      isOpen = true;
      socket.setTimeout(0);
      resolve(ok(transport));
    });
    socket.once('timeout', () => {
      reason = 'it does not answer';
      socket.destroy();
    });
    socket.on('data', (bytes) => {
      if (!isClosing) handlers.onBytes(bytes);
    });
    socket.once('error', (error) => {
      reason = error.message;
    });
    socket.once('close', () => {
      if (!isOpen) resolve(err(`${path} cannot be reached: ${reason}`));
      else if (!isClosing) handlers.onLost(`${path}: ${reason}`);
    });
  });
}
