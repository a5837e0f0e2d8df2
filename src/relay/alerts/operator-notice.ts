import { ALERT_KINDS, alertMessageSchema, type AlertMessage } from '#contract/relay/messages.ts';
import { machineOf } from '#core/base/ids.ts';
import {
  idOfSubject,
  NO_MACHINE,
  storedReportSchema,
  type RelayAlertKind,
  type Subject,
} from './relay-report.ts';

/** One message to the operator. */
export interface OperatorNotice {
  readonly id: string;
  /** `unit:<merchantSerialNumber>`: it concerns a whole sales unit. `relay:`: the relay itself. No machine can have such an id. */
  readonly machineId: string;
  readonly location: string;
  readonly kind: string;
  readonly reference?: string | undefined;
  readonly sinceMs: number;
  readonly amountMinor?: number | undefined;
  readonly currency?: string | undefined;
  /** Says to a person what happened and what to do. */
  readonly text: string;
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
  needsFixing: 'The relay looked at itself and found something that a person must put right.',
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
  needsFixing: 'Run relay -- check for everything that it looks at.',
};

const UNKNOWN =
  'The machine reports something that this version of the relay has no words for. Look at the machine, and update the relay.';

function amountText({ amountMinor, currency }: AlertMessage): string {
  if (amountMinor === undefined || currency === undefined) return '';
  return ` ${(amountMinor / 100).toFixed(2)} ${currency}.`;
}

function isKnownKind(kind: string): kind is KnownKind {
  return ALERT_KINDS.some((known) => known === kind);
}

/** Says a machine's alert in the relay's own words. Free text of a machine never reaches the operator. */
export function noticeOf(
  place: { readonly machineId: string; readonly location: string },
  message: AlertMessage,
): OperatorNotice {
  const { id, sinceMs, amountMinor, currency } = message;
  const kind = isKnownKind(message.kind) ? message.kind : undefined;
  const isOwn = machineOf(message.reference ?? '') === place.machineId;
  const reference = isOwn ? message.reference : undefined;
  const sale = reference === undefined ? '' : ` Sale ${reference}.`;
  const sentence =
    kind === undefined ? UNKNOWN : `${KINDS[kind]}${sale}${amountText(message)} ${ADVICE[kind]}`;
  return {
    ...place,
    id,
    kind: kind ?? 'unknown',
    reference,
    sinceMs,
    amountMinor,
    currency,
    text: `${place.location} (${place.machineId}): ${sentence}`,
  };
}

/** Reads a stored alert. Undefined when this version cannot understand it. */
export async function readAlert(
  row: { readonly machineId: string; readonly id: string; readonly body: string },
  locationOf: (machineId: string) => Promise<string>,
): Promise<OperatorNotice | undefined> {
  const { machineId, id } = row;
  const value = parseJson(row.body);
  if (machineId !== NO_MACHINE) {
    const message = alertMessageSchema.safeParse(value);
    if (!message.success) return undefined;
    return noticeOf({ machineId, location: await locationOf(machineId) }, message.data);
  }
  const report = storedReportSchema.safeParse(value);
  if (!report.success) return undefined;
  const { kind, about, detail, sinceMs } = report.data;
  const place = { machineId: idOfSubject(about), location: await placeOf(about, locationOf) };
  const who = 'machineId' in about ? `${place.location} (${place.machineId})` : place.location;
  return {
    ...place,
    id,
    kind,
    sinceMs,
    text: `${who}: ${KINDS[kind]}${detail === '' ? '' : ` ${detail}.`} ${ADVICE[kind]}`,
  };
}

async function placeOf(
  about: Subject,
  locationOf: (machineId: string) => Promise<string>,
): Promise<string> {
  if ('machineId' in about) return locationOf(about.machineId);
  return 'salesUnit' in about ? `Sales unit ${about.salesUnit}` : 'Relay';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
