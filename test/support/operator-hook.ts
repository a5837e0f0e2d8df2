import { createServer, type Server } from 'node:http';

interface Received {
  readonly body: string;
  readonly signature: string | undefined;
}

export interface OperatorHook {
  readonly url: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
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
      response.statusCode = left >= 0 ? 500 : 204;
      response.setHeader('connection', 'close');
      response.end();
      const signature = request.headers['x-vendskap-signature'];
      if (left < 0) received.push({ body, signature: String(signature) });
    });
  });
  return {
    url: `http://127.0.0.1:${String(await listen(server))}/alerts`,
    received,
    close: () =>
      new Promise((resolve) =>
        server.close(() => {
          resolve();
        }),
      ),
  };
}
