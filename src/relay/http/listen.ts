import { KioskError } from '#core/base/errors.ts';
import type { Server } from 'node:http';

/** @returns the address it listens at. Throws `status/port-in-use`. */
export function listen(
  server: Server,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => {
      const message = `${host}:${String(port)} cannot be listened at: another program has the port, or the address is not here.`;
      reject(new KioskError('status/port-in-use', message, { cause }));
    });
    server.listen(port, host, () => {
      const address = server.address();
      const actual = typeof address === 'object' && address !== null ? address.port : port;
      resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(actual)}`);
    });
  });
}

/** With every connection; harmless when it does not listen. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });
}
