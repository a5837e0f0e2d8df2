import type { PaymentEventName } from '#contract/vipps/epayment.ts';
import { PAYMENT_WEBHOOK_EVENTS, type WebhookEventName } from '#contract/vipps/webhook-events.ts';
import type { Clock } from '#core/base/ports.ts';
import { randomUUID } from 'node:crypto';
import type { Behaviours } from './behaviours.ts';
import { createReordering } from './reordering.ts';
import { eventBody, isoOf, type PaymentRecord, type RecordedEvent } from './payment-record.ts';
import type { QueuedWebhook } from './webhook-lane.ts';
import type { WebhookRegistry } from './webhook-registry.ts';
import type { WebhookSender } from './webhook-sender.ts';

/** How long a reordered webhook waits by default for a later one to overtake it. */
const OVERTAKE_MS = 5000;
const AUTHORIZED_EVENT = 'epayments.payment.authorized.v1';

/** An event that never happened, from somebody who knows the webhook secret. */
export interface FalseEvent {
  readonly name: PaymentEventName;
  readonly amountMinor: number;
  readonly idempotencyKey?: string | undefined;
}

export interface PaymentAnnouncer {
  readonly paymentChanged: (payment: PaymentRecord, event: RecordedEvent) => void;
  /** Sends an AUTHORIZED with a wrong signature. @returns the status of each answer */
  sendForged(payment: PaymentRecord): Promise<readonly (number | undefined)[]>;
  /** Sends any false event, validly signed. @returns the status of each answer */
  sendFalse(payment: PaymentRecord, event: FalseEvent): Promise<readonly (number | undefined)[]>;
  close(): void;
}

function webhookNameOf(name: PaymentEventName): WebhookEventName {
  const wanted = `epayments.payment.${name.toLowerCase()}.v1`;
  return PAYMENT_WEBHOOK_EVENTS.find((known) => known === wanted) ?? AUTHORIZED_EVENT;
}

function bodyOf(payment: PaymentRecord, event: RecordedEvent): string {
  const { guaranteedUntilMs } = payment;
  const isGuarantee = event.name === 'AUTHORIZED' && guaranteedUntilMs !== undefined;
  return JSON.stringify({
    msn: payment.unit.merchantSerialNumber,
    ...eventBody(event),
    ...(isGuarantee ? { captureGuaranteedUntil: isoOf(guaranteedUntilMs) } : {}),
  });
}

export function createPaymentAnnouncer(deps: {
  readonly clock: Clock;
  readonly behaviours: Behaviours;
  readonly registry: WebhookRegistry;
  readonly sender: WebhookSender;
}): PaymentAnnouncer {
  const { clock, behaviours, sender } = deps;
  const reordering = createReordering(clock);

  function webhooksOf(payment: PaymentRecord, event: RecordedEvent): readonly QueuedWebhook[] {
    const name = webhookNameOf(event.name);
    const body = bodyOf(payment, event);
    return deps.registry
      .listeners(payment.unit.merchantSerialNumber, name)
      .map((registration) => ({ registration, lane: payment.reference, name, body }));
  }

  function falseWebhooksOf(
    payment: PaymentRecord,
    falseEvent: FalseEvent,
  ): readonly QueuedWebhook[] {
    const { reference, currency } = payment;
    const event: RecordedEvent = {
      reference,
      pspReference: randomUUID(),
      name: falseEvent.name,
      amountMinor: falseEvent.amountMinor,
      currency,
      atMs: clock.nowMs(),
      idempotencyKey: falseEvent.idempotencyKey,
    };
    return webhooksOf(payment, event);
  }

  function forgeriesOf(payment: PaymentRecord): readonly QueuedWebhook[] {
    const { amountMinor } = payment;
    return falseWebhooksOf(payment, { name: 'AUTHORIZED', amountMinor }).map((webhook) => ({
      ...webhook,
      isForged: true,
    }));
  }

  const sendNow = (webhooks: readonly QueuedWebhook[]): Promise<readonly (number | undefined)[]> =>
    Promise.all(webhooks.map((webhook) => sender.sendNow(webhook)));

  function send(payment: PaymentRecord, event: RecordedEvent): void {
    const isForging = behaviours.take('forged-webhook') !== undefined;
    const isTwice = behaviours.take('webhook-twice') !== undefined;
    const webhooks = webhooksOf(payment, event);
    const forgeries = isForging ? forgeriesOf(payment) : [];
    for (const webhook of [...forgeries, ...webhooks, ...(isTwice ? webhooks : [])]) {
      sender.enqueue(webhook);
    }
  }

  return {
    paymentChanged(payment, event) {
      if (behaviours.take('webhook-lost') !== undefined) return;
      const { reference } = payment;
      const goSend = (): void => {
        send(payment, event);
      };
      const reorder = reordering.isHeld(reference)
        ? undefined
        : behaviours.take('webhook-reordered');
      if (reorder !== undefined) {
        reordering.hold(reference, goSend, reorder.afterMs ?? OVERTAKE_MS);
        return;
      }
      goSend();
      reordering.release(reference);
    },
    sendForged: (payment) => sendNow(forgeriesOf(payment)),
    sendFalse: (payment, event) => sendNow(falseWebhooksOf(payment, event)),
    close() {
      reordering.close();
    },
  };
}
