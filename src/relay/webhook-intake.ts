import {
  checkInEventSchema,
  dedupeKey,
  paymentWebhookSchema,
  type PaymentWebhook,
} from '#contract/vipps/webhook-events.ts';
import { machineOf } from '#core/ids.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { CheckIns } from './check-ins.ts';
import type { MachineLinks } from './machine-links.ts';
import type { ActiveSalesUnit, SalesUnits } from './sales-units.ts';
import type { RelayStore } from './store/relay-store.ts';
import { webhookFault, type SignedRequest } from './verify-webhook.ts';
import type { WebhookSecrets } from './webhook-secrets.ts';

export interface WebhookAnswer {
  readonly status: 200 | 400 | 401 | 503;
  readonly reason: string;
}

/** Everything that Vipps sends: verified, then answered by its class (design §5). */
export interface WebhookIntake {
  accept(merchantSerialNumber: string, request: SignedRequest): Promise<WebhookAnswer>;
}

interface IntakeDeps {
  readonly store: RelayStore;
  readonly links: MachineLinks;
  readonly checkIns: CheckIns;
  readonly units: SalesUnits;
  readonly secrets: WebhookSecrets;
  readonly clock: Clock;
  readonly log: Log;
}

const DECODER = new TextDecoder('utf-8', { fatal: true });

function parseBody(
  rawBody: Uint8Array,
): { readonly text: string; readonly value: unknown } | undefined {
  try {
    const text = DECODER.decode(rawBody);
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

export function createWebhookIntake(deps: IntakeDeps): WebhookIntake {
  const { store, links, log } = deps;

  /** Durable before the 200, then on its way to the machine. */
  async function keep(webhook: PaymentWebhook, body: string): Promise<WebhookAnswer> {
    const machineId = machineOf(webhook.reference);
    const key = `${webhook.merchantSerialNumber}:${dedupeKey(webhook)}`;
    const delivery = await store.keepEvent({ machineId, key, body, atMs: deps.clock.nowMs() });
    if (machineId === undefined) log.warn('an event of nobody', { reference: webhook.reference });
    else if (delivery !== undefined) links.deliver(machineId, delivery);
    return { status: 200, reason: delivery === undefined ? 'known already' : 'kept' };
  }

  async function checkIn(
    unit: ActiveSalesUnit,
    value: unknown,
  ): Promise<WebhookAnswer | undefined> {
    const event = checkInEventSchema.safeParse(value);
    if (!event.success) return undefined;
    const verdict = await deps.checkIns.decide(event.data);
    if (verdict.accepted) return { status: 200, reason: 'accepted' };
    return { status: unit.config.refuseCheckInsWith, reason: verdict.reason };
  }

  return {
    accept: async (merchantSerialNumber, request) => {
      const unit = deps.units.find(merchantSerialNumber);
      const fault =
        unit === undefined
          ? 'no such address'
          : webhookFault(request, deps.secrets.registered(unit));
      if (unit === undefined || fault !== undefined) {
        log.warn('a webhook is refused', { merchantSerialNumber, fault });
        return { status: 401, reason: 'not from Vipps' };
      }
      const body = parseBody(request.rawBody);
      if (body === undefined) return { status: 400, reason: 'not JSON' };
      const webhook = paymentWebhookSchema.safeParse(body.value);
      if (webhook.success) return keep(webhook.data, body.text);
      const answer = await checkIn(unit, body.value);
      if (answer !== undefined) return answer;
      // An event of a kind we did not ask for must not be retried for a week.
      log.warn('a webhook of an unknown kind', { merchantSerialNumber });
      return { status: 200, reason: 'not understood' };
    },
  };
}
