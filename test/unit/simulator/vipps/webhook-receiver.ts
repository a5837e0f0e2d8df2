import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { z } from 'zod';

export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface WebhookReceiver {
  readonly server: Server;
  readonly origin: string;
  readonly received: ReceivedWebhook[];
  /** For the next ones, in turn; `silence` never answers. Afterwards 200. */
  readonly answers: (number | 'silence')[];
}

/** The relay's end of the wire: takes webhooks, answering with the statuses it is given. */
export async function listenForWebhooks(): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const answers: (number | 'silence')[] = [];
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => {
      text += chunk;
    });
    request.on('end', () => {
      const { headers, url = '' } = request;
      const body = z.record(z.string(), z.unknown()).parse(JSON.parse(text));
      received.push({ path: url, headers, text, body });
      const status = answers.shift() ?? 200;
      if (status !== 'silence') response.writeHead(status).end();
    });
  });
  return { server, origin: await listen(server), received, answers };
}

export async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  return `http://127.0.0.1:${String(address.port)}`;
}
