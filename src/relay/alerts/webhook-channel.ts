import { err, ok } from '#core/base/result.ts';
import { createHmac } from 'node:crypto';
import type { WebhookAlertConfig } from '../config/relay-config.ts';
import type { HttpClient } from '../runtime/http-client.ts';
import type { AlertChannel } from './alert-channel.ts';

/**
 * Posts JSON; any 2xx answer is a delivery. With a secret the body is signed:
 * `x-vendskap-signature: sha256=<HMAC-SHA256 of the body, hex>`.
 */
export function createWebhookChannel(
  { url, secret }: WebhookAlertConfig,
  http: HttpClient,
): AlertChannel {
  return {
    name: 'webhook',
    send: async (notice) => {
      const { id, machineId, location, kind, text } = notice;
      const body = JSON.stringify({
        id,
        machineId,
        location,
        kind,
        reference: notice.reference ?? null,
        since: new Date(notice.sinceMs).toISOString(),
        amount: notice.amountMinor ?? null,
        currency: notice.currency ?? null,
        text,
      });
      const signature =
        secret === undefined ? undefined : createHmac('sha256', secret).update(body).digest('hex');
      const reply = await http.send({
        method: 'POST',
        url,
        headers: {
          'content-type': 'application/json',
          ...(signature === undefined ? {} : { 'x-vendskap-signature': `sha256=${signature}` }),
        },
        body,
      });
      if (!reply.ok) return err(`The alert webhook is ${reply.error}.`);
      const { status } = reply.value;
      return status >= 200 && status < 300
        ? ok(undefined)
        : err(`The alert webhook answered ${String(status)}.`);
    },
  };
}
