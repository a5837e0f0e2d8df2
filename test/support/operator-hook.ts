import { once } from 'node:events';
import { createServer } from 'node:http';

interface Received {
  readonly body: string;
  readonly signature: string | undefined;
}

export interface OperatorHook {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** The operator's server for alerts; refuses the first `refusals` posts. */
export async function openOperatorHook(refusals = 0): Promise<OperatorHook> {
  const received: Received[] = [];
  let left = refusals;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString()));
    request.on('end', () => {
      left -= 1;
      response.writeHead(left >= 0 ? 500 : 204, { connection: 'close' }).end();
      const signature = request.headers['x-vendskap-signature'];
      if (left < 0) received.push({ body, signature: String(signature) });
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/alerts`,
    received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
