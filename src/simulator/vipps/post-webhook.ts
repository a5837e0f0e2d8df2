import {
  authorizationHeader,
  stringToSign,
  WEBHOOK_HEADERS,
} from '#contract/vipps/webhook-signature.ts';
import type { Clock } from '#core/base/ports.ts';
import { createHash, createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

/** A later answer counts as none (Webhooks API, delivery). */
const ANSWER_DEADLINE_MS = 10_000;

export interface OutgoingWebhook {
  /** As registered: used for the signature and as Host. */
  readonly url: string;
  readonly webhookId: string;
  readonly secret: string;
  readonly body: string;
}

export interface WebhookPoster {
  /** @returns the HTTP status; undefined without an answer in time */
  post(webhook: OutgoingWebhook): Promise<number | undefined>;
  /** Aborts running requests. */
  close(): void;
}

/** The headers of a delivery, dated when it is sent. */
export function signedHeaders(
  webhook: OutgoingWebhook,
  nowMs: number,
): Readonly<Record<string, string>> {
  const { host, pathname, search } = new URL(webhook.url);
  const date = new Date(nowMs).toUTCString();
  const contentSha256 = createHash('sha256').update(webhook.body).digest('base64');
  const text = stringToSign({ pathAndQuery: pathname + search, date, host, contentSha256 });
  const signature = createHmac('sha256', webhook.secret).update(text).digest('base64');
  const authorization = authorizationHeader(signature);
  return {
    host,
    [WEBHOOK_HEADERS.date]: date,
    [WEBHOOK_HEADERS.contentSha256]: contentSha256,
    [WEBHOOK_HEADERS.authorization]: authorization,
    [WEBHOOK_HEADERS.authorizationCopy]: authorization,
    [WEBHOOK_HEADERS.webhookId]: webhook.webhookId,
    'content-type': 'application/json',
    'user-agent': 'Vipps MobilePay/1.0 Webhooks/1.0',
  };
}

/** Where to connect: the registered URL, or the same path at `forwardTo`. */
function destinationOf(url: string, forwardTo: string | undefined): URL {
  const registered = new URL(url);
  if (forwardTo === undefined) return registered;
  return new URL(registered.pathname + registered.search, forwardTo);
}

export function createWebhookPoster(deps: {
  readonly clock: Clock;
  /** Origin such as `http://127.0.0.1:8080`, for when the registered one cannot be reached from here. */
  readonly forwardTo: string | undefined;
}): WebhookPoster {
  const underWay = new Set<() => void>();
  return {
    post(webhook) {
      const destination = destinationOf(webhook.url, deps.forwardTo);
      const open = destination.protocol === 'https:' ? requestHttps : requestHttp;
      const headers = signedHeaders(webhook, deps.clock.nowMs());
      return new Promise((resolve) => {
        const call = open(destination, { method: 'POST', headers, agent: false });
        const cancelDeadline = deps.clock.setTimer(ANSWER_DEADLINE_MS, breakOff);
        underWay.add(breakOff);

        function settle(status: number | undefined): void {
          cancelDeadline();
          underWay.delete(breakOff);
          resolve(status);
        }
        function breakOff(): void {
          call.destroy();
          settle(undefined);
        }

        call.on('response', (response) => {
          response.resume();
          settle(response.statusCode);
        });
        call.on('error', () => {
          settle(undefined);
        });
        call.end(webhook.body);
      });
    },
    close() {
      for (const breakOff of [...underWay]) breakOff();
    },
  };
}
