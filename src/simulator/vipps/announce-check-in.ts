import { CHECK_IN_EVENT } from '#contract/vipps/webhook-events.ts';
import { randomBytes } from 'node:crypto';
import type { Behaviours } from './behaviours.ts';
import { isoOf } from './payment-record.ts';
import type { QueuedWebhook } from './webhook-lane.ts';
import type { WebhookRegistry } from './webhook-registry.ts';
import type { WebhookSender } from './webhook-sender.ts';

export interface CheckInCall {
  readonly merchantSerialNumber: string;
  readonly merchantQrId: string;
  readonly customerToken: string;
  readonly initiatedAtMs: number;
}

/** Sends check-ins: one attempt, without a queue, because the customer is waiting. */
export interface CheckInAnnouncer {
  /** @returns the HTTP status; undefined without an answer or without a registration */
  checkedIn(call: CheckInCall): Promise<number | undefined>;
}

/** Vipps writes check-in times with seven fractional digits. */
function preciseIsoOf(atMs: number): string {
  return isoOf(atMs).replace('Z', '1965Z');
}

export function createCheckInAnnouncer(deps: {
  readonly behaviours: Behaviours;
  readonly registry: WebhookRegistry;
  readonly sender: WebhookSender;
}): CheckInAnnouncer {
  const { behaviours, registry, sender } = deps;
  return {
    async checkedIn(call) {
      const { merchantQrId, merchantSerialNumber: msn } = call;
      const [registration] = registry.listeners(msn, CHECK_IN_EVENT);
      if (registration === undefined) return undefined;
      if (behaviours.take('webhook-lost') !== undefined) return undefined;
      const initiatedAt = preciseIsoOf(call.initiatedAtMs);
      const lane = `check-in ${merchantQrId}`;
      const webhookWith = (customerToken: string): QueuedWebhook => {
        const body = JSON.stringify({ customerToken, merchantQrId, msn, initiatedAt });
        return { registration, lane, name: CHECK_IN_EVENT, body };
      };
      if (behaviours.take('forged-webhook') !== undefined) {
        const forged = webhookWith(randomBytes(48).toString('base64'));
        await sender.sendNow({ ...forged, isForged: true });
      }
      const isTwice = behaviours.take('webhook-twice') !== undefined;
      const status = await sender.sendNow(webhookWith(call.customerToken));
      if (isTwice) await sender.sendNow(webhookWith(call.customerToken));
      return status;
    },
  };
}
