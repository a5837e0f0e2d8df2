import { alertMessageSchema, ALERT_KINDS } from '#contract/relay/messages.ts';
import type { Result } from '#core/result.ts';
import { z } from 'zod';

/** What the relay finds out by itself; a machine cannot say these. */
export const RELAY_ALERT_KINDS = [
  'checkInNotUnderstood',
  'webhookNotUnderstood',
  'checkInsElsewhere',
  'webhooksNotRegistered',
  'refundsAboveCap',
] as const;
export type RelayAlertKind = (typeof RELAY_ALERT_KINDS)[number];

/** An alert as it is stored: a machine's, or the relay's own. */
export const storedAlertSchema = alertMessageSchema.extend({
  kind: z.enum([...ALERT_KINDS, ...RELAY_ALERT_KINDS]),
});
export type StoredAlert = z.infer<typeof storedAlertSchema>;

/** What the operator is told. */
export interface OperatorNotice {
  readonly id: string;
  readonly machineId: string;
  readonly location: string;
  readonly alert: Omit<StoredAlert, 'type' | 'id'>;
  /** One or two sentences for a person: what is, why, what to do. */
  readonly text: string;
}

/** One way to the operator. */
export interface AlertChannel {
  readonly name: 'webhook' | 'email';
  /** The error is one sentence. */
  send(notice: OperatorNotice): Promise<Result<void, string>>;
}

const KINDS: Readonly<Record<StoredAlert['kind'], string>> = {
  settlementOverdue: 'Money of a sale has been waiting for half a day to be charged or released.',
  captureDeadlineNear: 'Money of a sale will be lost within a day if it cannot be charged.',
  machineFault: 'The machine reports a fault.',
  checkInNotUnderstood:
    'Vipps sends scans that this relay does not understand: customers are turned away.',
  webhookNotUnderstood: 'Vipps sends payment events that this relay does not understand.',
  checkInsElsewhere:
    'Another webhook registration of the sales unit receives the scans: no machine of it can sell.',
  webhooksNotRegistered:
    'The webhooks of the sales unit could not be registered for ten minutes: no machine of it can sell.',
  refundsAboveCap: 'The machine asks for more refunds in a day than relay.json allows.',
};

const ADVICE: Readonly<Record<StoredAlert['kind'], string>> = {
  settlementOverdue:
    'The machine goes on trying. Check its connection, the relay and the state of Vipps.',
  captureDeadlineNear: 'Look at the sale in the merchant portal and at the machine now.',
  machineFault: 'Look at the machine.',
  checkInNotUnderstood: 'Update the relay, and send its log to its makers.',
  webhookNotUnderstood:
    'Sales go on, since machines ask Vipps themselves. Update the relay, and send its log to its makers.',
  checkInsElsewhere:
    'Vipps allows one registration of user.checked-in.v1 for each sales unit. Run relay -- webhook list to see it; ' +
    'if nothing else needs it, run relay -- webhook remove with its id.',
  webhooksNotRegistered:
    'The relay goes on trying. Check its keys in relay.json, its publicUrl and the state of Vipps.',
  refundsAboveCap:
    'Make sure that its people meant these refunds; if so, raise dailyRefundCap, if not, run relay -- machine rotate.',
};

function money({ amountMinor, currency }: OperatorNotice['alert']): string {
  if (amountMinor === undefined || currency === undefined) return '';
  return ` ${(amountMinor / 100).toFixed(2)} ${currency}.`;
}

/** What a machine adds in its own words is not passed on. */
function ownWords({ kind, detail }: OperatorNotice['alert']): string {
  const isOwn = RELAY_ALERT_KINDS.some((known) => known === kind);
  return isOwn && detail !== '' ? ` ${detail}.` : '';
}

export function noticeOf(
  place: { readonly machineId: string; readonly location: string },
  message: StoredAlert,
): OperatorNotice {
  const { type: _frame, id, ...alert } = message;
  const sale = alert.reference === undefined ? '' : ` Sale ${alert.reference}.`;
  const text = `${place.location} (${place.machineId}): ${KINDS[alert.kind]}${ownWords(alert)}${sale}${money(alert)} ${ADVICE[alert.kind]}`;
  return { ...place, id, alert, text };
}
