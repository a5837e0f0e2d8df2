import { err, ok, type Result } from '#core/base/result.ts';
import { createServer } from 'node:http';
import type { RelayConfig } from '../config/relay-config.ts';
import type { Reach } from './reach.ts';

/**
 * Listens where the relay would, and answers nothing but the question of the check. Everything else gets 503, so that Vipps
 * sends it again. The error: the port is taken.
 */
export function openTestListener(
  { listen }: Pick<RelayConfig, 'listen'>,
  reach: Reach,
): Promise<Result<() => Promise<void>, 'taken'>> {
  const server = createServer((request, response) => {
    const token = /\/reach\/([^/?]+)$/.exec(request.url ?? '')?.[1] ?? '';
    const proof = request.method === 'GET' ? reach.answer(token) : undefined;
    response.writeHead(proof === undefined ? 503 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(proof === undefined ? {} : { proof }));
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => {
        resolve();
      });
      server.closeAllConnections();
    });
  return new Promise((resolve) => {
    server.once('error', () => {
      resolve(err('taken'));
    });
    server.listen(listen.port, listen.host, () => {
      resolve(ok(close));
    });
  });
}
