import { once } from 'node:events';
import { createServer } from 'node:http';

/** The operator's server that receives alerts. */
export interface OperatorHook {
  readonly url: string;
  received(): readonly string[];
  close(): Promise<void>;
}

export async function operatorHook(): Promise<OperatorHook> {
  const received: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (bytes: Buffer) => (body += bytes.toString()));
    request.on('end', () => {
      received.push(body);
      response.writeHead(204, { connection: 'close' }).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${String(port)}/alerts`,
    received: () => received,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
