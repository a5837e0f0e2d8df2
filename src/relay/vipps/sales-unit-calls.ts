import { merchantQrPath, VIPPS_PATHS, webhookPath } from '#contract/vipps/calls.ts';
import { buildMerchantQrPutRequest } from '#contract/vipps/qr.ts';
import { WEBHOOK_EVENT_NAMES } from '#contract/vipps/webhook-events.ts';
import {
  registerWebhookResponseSchema,
  webhookListSchema,
  type RegisterWebhookResponse,
  type WebhookRegistration,
} from '#contract/vipps/webhooks.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { ActiveSalesUnit } from './sales-units.ts';

const JSON_BODY = { 'content-type': 'application/json' };

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Creates a machine's callback QR, or changes the text that the app shows after the scan. */
export async function putCallbackQr(
  unit: ActiveSalesUnit,
  machineId: string,
  text: string,
): Promise<Result<void, string>> {
  const reply = await unit.vipps.send({
    method: 'PUT',
    path: merchantQrPath(machineId),
    headers: JSON_BODY,
    body: JSON.stringify(buildMerchantQrPutRequest(text)),
  });
  if (!reply.ok) return reply;
  return reply.value.status < 300
    ? ok(undefined)
    : err(`Vipps answered ${String(reply.value.status)} when asked for the QR`);
}

/** Lists every webhook registration of the sales unit at Vipps, whoever made it. */
export async function listWebhooks(
  unit: ActiveSalesUnit,
): Promise<Result<readonly WebhookRegistration[], string>> {
  const reply = await unit.vipps.send({ method: 'GET', path: VIPPS_PATHS.webhooks });
  if (!reply.ok) return reply;
  const parsed = webhookListSchema.safeParse(parseJson(reply.value.body));
  if (reply.value.status !== 200 || !parsed.success) {
    return err(`Vipps answered ${String(reply.value.status)} when asked for the webhooks`);
  }
  return ok(parsed.data.webhooks);
}

/** Registers this relay for all events. Vipps tells the secret only in this answer. */
export async function registerWebhooks(
  unit: ActiveSalesUnit,
): Promise<Result<RegisterWebhookResponse, string>> {
  const reply = await unit.vipps.send({
    method: 'POST',
    path: VIPPS_PATHS.webhooks,
    headers: JSON_BODY,
    body: JSON.stringify({ url: unit.webhookUrl.href, events: WEBHOOK_EVENT_NAMES }),
  });
  if (!reply.ok) return reply;
  const parsed = registerWebhookResponseSchema.safeParse(parseJson(reply.value.body));
  if (reply.value.status >= 300 || !parsed.success) {
    return err(`Vipps answered ${String(reply.value.status)} to the registration of webhooks`);
  }
  return ok(parsed.data);
}

export async function deleteWebhook(
  unit: ActiveSalesUnit,
  id: string,
): Promise<Result<void, string>> {
  const reply = await unit.vipps.send({ method: 'DELETE', path: webhookPath(id) });
  if (!reply.ok) return reply;
  return reply.value.status < 300
    ? ok(undefined)
    : err(`Vipps answered ${String(reply.value.status)}`);
}
