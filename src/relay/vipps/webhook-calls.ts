import { VIPPS_PATHS } from '#contract/vipps/calls.ts';
import { WEBHOOK_EVENT_NAMES } from '#contract/vipps/webhook-events.ts';
import {
  registerWebhookResponseSchema,
  webhookListSchema,
  type RegisterWebhookResponse,
  type WebhookRegistration,
} from '#contract/vipps/webhooks.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { ActiveSalesUnit } from './sales-units.ts';

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Every registration of the sales unit at Vipps, whoever made it. */
export async function listWebhooks(
  unit: ActiveSalesUnit,
): Promise<Result<readonly WebhookRegistration[], string>> {
  const reply = await unit.vipps.send({ method: 'GET', path: VIPPS_PATHS.webhooks });
  if (!reply.ok) return reply;
  const parsed = webhookListSchema.safeParse(json(reply.value.body));
  if (reply.value.status !== 200 || !parsed.success) {
    return err(`Vipps answered ${String(reply.value.status)} when asked for the webhooks`);
  }
  return ok(parsed.data.webhooks);
}

/** Registers this relay for all events; the secret is told this once. */
export async function registerWebhooks(
  unit: ActiveSalesUnit,
): Promise<Result<RegisterWebhookResponse, string>> {
  const reply = await unit.vipps.send({
    method: 'POST',
    path: VIPPS_PATHS.webhooks,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ url: unit.webhookUrl.href, events: WEBHOOK_EVENT_NAMES }),
  });
  if (!reply.ok) return reply;
  const parsed = registerWebhookResponseSchema.safeParse(json(reply.value.body));
  if (reply.value.status >= 300 || !parsed.success) {
    return err(`Vipps answered ${String(reply.value.status)} to the registration of webhooks`);
  }
  return ok(parsed.data);
}
