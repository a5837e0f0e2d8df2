import { reasonOf } from '#core/base/errors.ts';
import { parseAuthorization, WEBHOOK_HEADERS } from '#contract/vipps/webhook-signature.ts';
import type { Log } from '#core/base/ports.ts';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { WebhookIntake } from '../webhooks/webhook-intake.ts';
import { LARGEST_BODY } from './raw-body.ts';

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Vipps sends it twice, since a proxy may take Authorization away, or put its own user and password there. */
function signatureOf(request: IncomingMessage): string | undefined {
  const { authorization, authorizationCopy } = WEBHOOK_HEADERS;
  const said = [authorization, authorizationCopy].map((name) => header(request, name));
  return (
    said.find((text) => text !== undefined && parseAuthorization(text) !== undefined) ??
    said.find((text) => text !== undefined)
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

/** The whole body, or undefined when it is larger than any webhook: the rest is not kept. */
async function bodyOf(request: IncomingMessage): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    length += chunk.length;
    if (length <= LARGEST_BODY) chunks.push(chunk);
  }
  return length > LARGEST_BODY ? undefined : Buffer.concat(chunks);
}

async function serve(
  intake: WebhookIntake,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (Number(header(request, 'content-length') ?? 0) > LARGEST_BODY) {
    answer(response, 413, 'too large');
    return;
  }
  const rawBody = await bodyOf(request);
  if (rawBody === undefined) {
    answer(response, 413, 'too large');
    return;
  }
  const number = /\/webhooks\/vipps\/([^/?]+)$/.exec(request.url ?? '')?.[1] ?? '';
  const isPost = request.method === 'POST';
  const said = await intake.accept(isPost ? number : '', {
    date: header(request, 'x-ms-date'),
    contentSha256: header(request, 'x-ms-content-sha256'),
    authorization: signatureOf(request),
    rawBody,
  });
  answer(response, said.status, said.reason);
}

interface WebhookDeps {
  readonly intake: WebhookIntake;
  readonly basePath: string;
  readonly log: Log;
}

/**
 * `POST <base>/webhooks/vipps/<merchantSerialNumber>`; every other address below `webhooks` gets the same 401 as a
 * forgery. In front of the app: a customer waits for this one, and nothing else may stand in its way.
 */
export function withWebhooks(
  { intake, basePath, log }: WebhookDeps,
  app: RequestListener,
): RequestListener {
  return (request, response) => {
    if (request.url?.startsWith(`${basePath}/webhooks`) !== true) {
      app(request, response);
      return;
    }
    serve(intake, request, response).catch((error: unknown) => {
      log.error('a webhook could not be kept', { error: reasonOf(error) });
      // Vipps brings it again.
      if (!response.headersSent) answer(response, 503, 'not kept');
    });
  };
}
