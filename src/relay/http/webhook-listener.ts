import { parseAuthorization, WEBHOOK_HEADERS } from '#contract/vipps/webhook-signature.ts';
import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { WebhookIntake } from '../webhooks/webhook-intake.ts';
import { readBody } from './read-body.ts';

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Vipps sends the signature in two headers, because a proxy may remove Authorization or replace it. */
function signatureOf(request: IncomingMessage): string | undefined {
  const { authorization, authorizationCopy } = WEBHOOK_HEADERS;
  const values = [authorization, authorizationCopy].map((name) => header(request, name));
  return (
    values.find((text) => text !== undefined && parseAuthorization(text) !== undefined) ??
    values.find((text) => text !== undefined)
  );
}

function answer(response: ServerResponse, status: number, result: string): void {
  const body = JSON.stringify({ result });
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(body);
}

async function receive(
  intake: WebhookIntake,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const rawBody = await readBody(request);
  if (rawBody === undefined) {
    answer(response, 413, 'too large');
    return;
  }
  const number = /\/webhooks\/vipps\/([^/?]+)$/.exec(request.url ?? '')?.[1] ?? '';
  const isPost = request.method === 'POST';
  const { status, reason } = await intake.accept(isPost ? number : '', {
    date: header(request, 'x-ms-date'),
    contentSha256: header(request, 'x-ms-content-sha256'),
    authorization: signatureOf(request),
    rawBody,
  });
  answer(response, status, reason);
}

interface ListenerDeps {
  readonly intake: WebhookIntake;
  readonly basePath: string;
  readonly log: Log;
}

/**
 * Receives `POST <base>/webhooks/vipps/<merchantSerialNumber>`. Every other address below `webhooks` gets the same 401 as a
 * forged webhook. Runs before Express (docs/adr/0009), because a customer waits for the answer.
 */
export function withWebhooks(
  { intake, basePath, log }: ListenerDeps,
  app: RequestListener,
): RequestListener {
  return (request, response) => {
    if (request.url?.startsWith(`${basePath}/webhooks`) !== true) {
      app(request, response);
      return;
    }
    receive(intake, request, response).catch((error: unknown) => {
      log.error('relay.webhook-not-kept', { error: reasonOf(error) });
      // Vipps sends it again.
      if (!response.headersSent) answer(response, 503, 'not kept');
    });
  };
}
