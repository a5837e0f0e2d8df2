import { VIPPS_PATHS } from '#contract/vipps/calls.ts';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Ledger, VippsAnswer } from './ledger.ts';
import type { Registrations } from './registrations.ts';

/** The simulated Vipps as relays see it. It checks no keys: whoever holds a relay.json is let in. */
export interface VippsServer {
  readonly url: string;
  /** Calls so far, whoever made them. */
  calls(): number;
  close(): void;
}

interface VippsParts {
  readonly ledger: Ledger;
  readonly registrations: Registrations;
}

interface Call {
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly body: unknown;
}

const MISSING: VippsAnswer = { status: 404, body: { title: 'Not Found' } };
const PAYMENT = new RegExp(`^${VIPPS_PATHS.payments}/([^/]+)(?:/(capture|cancel))?$`);
const ORDER = /^\/order-management\/v2\/ecom\/receipts\/([^/]+)$/;

function payment({ ledger }: VippsParts, { method, path, key, body }: Call): VippsAnswer {
  const [, reference = '', verb] = PAYMENT.exec(path) ?? [];
  if (method === 'GET' && verb === undefined) return ledger.read(reference);
  if (verb === 'capture') return ledger.capture(reference, body, key);
  return verb === 'cancel' ? ledger.cancel(reference, body, key) : MISSING;
}

function webhook({ registrations }: VippsParts, { method, path, body }: Call): VippsAnswer {
  if (method === 'GET') return registrations.list();
  if (method === 'POST') return registrations.add(body);
  return registrations.remove(path.slice(VIPPS_PATHS.webhooks.length + 1));
}

function qr({ method, path }: Call): VippsAnswer {
  if (method === 'PUT') return { status: 200, body: {} };
  const merchantQrId = path.split('/').at(-1) ?? '';
  const url = `https://qr.example/${merchantQrId}`;
  const told = { merchantSerialNumber: '', merchantQrId, locationDescription: merchantQrId };
  return { status: 200, body: { ...told, qrImageUrl: url, qrContent: url } };
}

function answerTo(parts: VippsParts, call: Call): VippsAnswer {
  const { path, method } = call;
  if (path === VIPPS_PATHS.accessToken) {
    return { status: 200, body: { access_token: 'load', expires_in: '86400' } };
  }
  if (path === VIPPS_PATHS.payments && method === 'POST') {
    return parts.ledger.create(call.body, call.key);
  }
  if (path.startsWith(VIPPS_PATHS.payments)) return payment(parts, call);
  if (path.startsWith(VIPPS_PATHS.webhooks)) return webhook(parts, call);
  if (path.startsWith(VIPPS_PATHS.merchantQrs)) return qr(call);
  const [, order] = ORDER.exec(path) ?? [];
  return order === undefined ? MISSING : parts.ledger.receipt(order);
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  request.setEncoding('utf8');
  for await (const chunk of request) text += String(chunk);
  return text === '' ? undefined : JSON.parse(text);
}

async function serve(
  parts: VippsParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method = '', url = '', headers } = request;
  const answer = answerTo(parts, {
    method,
    path: url.split('?')[0] ?? '',
    key: String(headers['idempotency-key'] ?? ''),
    body: await bodyOf(request),
  });
  response.writeHead(answer.status, { 'content-type': 'application/json' });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}

/** @param port 0: any free one */
export async function startVippsServer(parts: VippsParts, port: number): Promise<VippsServer> {
  let calls = 0;
  const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
    calls += 1;
    serve(parts, request, response).catch(() => {
      response.destroy();
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const actual = typeof address === 'object' && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${String(actual)}`,
    calls: () => calls,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
