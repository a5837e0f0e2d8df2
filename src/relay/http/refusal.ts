import { isKioskError } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { ServerResponse } from 'node:http';

/** No webhook and no machine's call is larger. A larger body is answered with 413. */
export const LARGEST_BODY = 64 * 1024;

export interface Refusal {
  readonly status: number;
  readonly error: string;
  readonly message: string;
}

/** Answers with a refusal of the relay itself, marked so that the kiosk does not take it for an answer of Vipps. */
export function refuse(response: ServerResponse, { status, error, message }: Refusal): void {
  const body = JSON.stringify({ error, message });
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-relay-refusal': '1',
    ...(status === 429 ? { 'retry-after': '60' } : {}),
    // The rest of the body is not worth reading.
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(body);
}

/** `store/…`: the database is away or locked; the caller tries again. */
function statusOf(error: unknown): number {
  if (isKioskError(error) && error.code.startsWith('store/')) return 503;
  if (!(error instanceof Error) || !('status' in error)) return 500;
  return typeof error.status === 'number' ? error.status : 500;
}

const MESSAGES: Readonly<Record<number, string>> = {
  413: 'The body is too large.',
  503: 'The database of the relay cannot be used now. Try again.',
};

/** Answers a request that ended in an error, and logs what is the relay's own fault. */
export function refuseFailed(
  response: ServerResponse,
  error: unknown,
  { path, log }: { readonly path: string; readonly log: Log },
): void {
  const status = statusOf(error);
  const about = { path, error: String(error) };
  if (status === 503) log.error('relay.request-without-database', about);
  else if (status >= 500) log.error('relay.request-failed', about);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const message = MESSAGES[status] ?? 'The request cannot be served.';
  refuse(response, { status, error: `http-${String(status)}`, message });
}
