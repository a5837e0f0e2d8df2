import { ALERT_KINDS, alertMessageSchema, type AlertMessage } from '#contract/relay/messages.ts';
import { machineOf } from '#core/base/ids.ts';
import type { Result } from '#core/base/result.ts';
import { z } from 'zod';

/** What the operator is told. */
export interface OperatorNotice {
  readonly id: string;
  /** `unit:<merchantSerialNumber>` when it is about a whole sales unit: no machine can have it. */
  readonly machineId: string;
  readonly location: string;
  readonly kind: string;
  readonly reference?: string | undefined;
  readonly sinceMs: number;
  readonly amountMinor?: number | undefined;
  readonly currency?: string | undefined;
  /** One or two sentences for a person: what is, why, what to do. */
  readonly text: string;
}

/** One way to the operator. */
export interface AlertChannel {
  readonly name: 'webhook' | 'email';
  /** The error is one sentence. */
  send(notice: OperatorNotice): Promise<Result<void, string>>;
}

/** What the relay finds out by itself; a machine cannot say these. */
export const RELAY_ALERT_KINDS = [
  'checkInNotUnderstood',
  'webhookNotUnderstood',
  'checkInsElsewhere',
  'webhooksNotRegistered',
  'refundsAboveCap',
  'credentialUsedTwice',
] as const;
export type RelayAlertKind = (typeof RELAY_ALERT_KINDS)[number];

/** What the relay itself has found out. */
export interface RelayReport {
  readonly kind: RelayAlertKind;
  readonly about: { readonly machineId: string } | { readonly salesUnit: string };
  /** Joins the relay's sentence for the kind, without a full stop; empty: nothing to add. */
  readonly detail: string;
}

type KnownKind = (typeof ALERT_KINDS)[number];

const KINDS: Readonly<Record<KnownKind | RelayAlertKind, string>> = {
  settlementOverdue: 'Money of a sale has been waiting for half a day to be charged or released.',
  captureDeadlineNear: 'Money of a sale will be lost within a day if it cannot be charged.',
  receiptMissing:
    'A sale has no receipt: Vipps would not take it, and the customer sees no order details.',
  machineFault: 'The machine reports a fault.',
  checkInNotUnderstood:
    'Vipps sends scans that this relay does not understand: customers are turned away.',
  webhookNotUnderstood: 'Vipps sends payment events that this relay does not understand.',
  checkInsElsewhere:
    'Another webhook registration of the sales unit receives the scans: no machine of it can sell.',
  webhooksNotRegistered:
    'The webhooks of the sales unit could not be registered for ten minutes: no machine of it can sell.',
  refundsAboveCap: 'The machine asks for more refunds in a day than relay.json allows.',
  credentialUsedTwice:
    'Its credential is used from two places at the same time; the one that was connected first stays connected.',
};

const ADVICE: Readonly<Record<KnownKind | RelayAlertKind, string>> = {
  settlementOverdue:
    'The machine goes on trying. Check its connection, the relay and the state of Vipps.',
  captureDeadlineNear: 'Look at the sale in the merchant portal and at the machine now.',
  receiptMissing:
    'Order details are mandatory: look at Order Management of the sales unit, and send the customer a receipt. Others of today with the same reason stand in the machine’s review list.',
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
  credentialUsedTwice:
    'Somebody may have copied it: run relay -- machine rotate, and enrol the machine again.',
};

const UNKNOWN =
  'The machine reports something that this version of the relay has no words for. Look at the machine, and update the relay.';

function money({ amountMinor, currency }: AlertMessage): string {
  if (amountMinor === undefined || currency === undefined) return '';
  return ` ${(amountMinor / 100).toFixed(2)} ${currency}.`;
}

function isKnownKind(kind: string): kind is KnownKind {
  return ALERT_KINDS.some((known) => known === kind);
}

/** A machine's alert in the relay's own words: nothing that the machine could have written freely is passed on. */
export function noticeOf(
  place: { readonly machineId: string; readonly location: string },
  message: AlertMessage,
): OperatorNotice {
  const { id, sinceMs, amountMinor, currency } = message;
  const kind = isKnownKind(message.kind) ? message.kind : undefined;
  const isOwn = machineOf(message.reference ?? '') === place.machineId;
  const reference = isOwn ? message.reference : undefined;
  const sale = reference === undefined ? '' : ` Sale ${reference}.`;
  const said =
    kind === undefined ? UNKNOWN : `${KINDS[kind]}${sale}${money(message)} ${ADVICE[kind]}`;
  return {
    ...place,
    id,
    kind: kind ?? 'unknown',
    reference,
    sinceMs,
    amountMinor,
    currency,
    text: `${place.location} (${place.machineId}): ${said}`,
  };
}

/** The relay's own alerts stand in the store under no machine. */
export const OWN = '';

const storedReport = z.object({
  type: z.literal('report'),
  kind: z.enum(RELAY_ALERT_KINDS),
  about: z.union([z.object({ machineId: z.string() }), z.object({ salesUnit: z.string() })]),
  detail: z.string(),
  sinceMs: z.number(),
});

const LONGEST_DETAIL = 300;

/** As it is stored. */
export function bodyOfReport(report: RelayReport, sinceMs: number): string {
  return JSON.stringify({ type: 'report', ...report, detail: oneLine(report.detail), sinceMs });
}

/** What was stored, or undefined when it makes no sense to this version. */
export function readAlert(
  row: { readonly machineId: string; readonly id: string; readonly body: string },
  locationOf: (machineId: string) => string,
): OperatorNotice | undefined {
  const { machineId, id } = row;
  const value = jsonOf(row.body);
  if (machineId !== OWN) {
    const message = alertMessageSchema.safeParse(value);
    if (!message.success) return undefined;
    return noticeOf({ machineId, location: locationOf(machineId) }, message.data);
  }
  const report = storedReport.safeParse(value);
  if (!report.success) return undefined;
  const { kind, about, detail, sinceMs } = report.data;
  const place =
    'machineId' in about
      ? { machineId: about.machineId, location: locationOf(about.machineId) }
      : { machineId: `unit:${about.salesUnit}`, location: `Sales unit ${about.salesUnit}` };
  const who = 'machineId' in about ? `${place.location} (${place.machineId})` : place.location;
  return {
    ...place,
    id,
    kind,
    sinceMs,
    text: `${who}: ${KINDS[kind]}${detail === '' ? '' : ` ${detail}.`} ${ADVICE[kind]}`,
  };
}

/** Words of others may stand in a detail (keys of a body, a URL at Vipps): cut, and without control characters. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_DETAIL);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
