import type { AlertKind, AlertMessage } from '#contract/relay/messages.ts';
import type { OperatorAlert } from '#core/payment/operator-alerts.ts';

/** Alerts on their way to the relay. They stand in the journal too, so the end of the program loses none. */
export interface AlertOutbox {
  add(alert: OperatorAlert): void;
  acknowledge(id: string): void;
  /** The kinds that the relay listed in its welcome; undefined: an older relay, which lists none. */
  understands(kinds: readonly string[] | undefined): void;
  /**
   * To be sent now: at each connection, and when one is added. A kind that the relay does not understand goes as a
   * fault of the machine, since an older relay ends the link over what it does not know.
   */
  waiting(): readonly AlertMessage[];
}

/** The kinds that every relay understands. */
const OLDEST_KINDS: readonly AlertKind[] = [
  'settlementOverdue',
  'captureDeadlineNear',
  'machineFault',
];

const DETAILS: Readonly<Record<OperatorAlert['alert'], string>> = {
  settlementOverdue:
    'The money of a sale has not been settled for half a day; the machine goes on trying.',
  captureDeadlineNear: 'The money of a sale will be lost soon: the capture deadline is near.',
  receiptMissing: 'The receipt of a sale could not be posted: the customer sees no order details.',
};

/** Longest code that is kept of what Vipps said. */
const LONGEST_CODE = 40;

/** Sales without a receipt for one reason on one day (UTC) are one alert: each stands in the review list. */
function idOf({ alert, reference, sinceMs, code = '' }: OperatorAlert): string {
  if (alert !== 'receiptMissing') return `${reference}:${alert}`;
  const day = new Date(sinceMs).toISOString().slice(0, 10);
  return `${alert}:${day}:${code.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, LONGEST_CODE)}`;
}

function messageOf(order: OperatorAlert): AlertMessage {
  const { alert, reference, sinceMs, amountMinor, currency, code } = order;
  const said = code === undefined ? '' : ` (${code.slice(0, LONGEST_CODE)})`;
  return {
    type: 'alert',
    id: idOf(order),
    kind: alert,
    reference,
    sinceMs,
    amountMinor,
    currency,
    detail: `${DETAILS[alert]}${said}`,
  };
}

export function createAlertOutbox(): AlertOutbox {
  const waiting = new Map<string, AlertMessage>();
  let understood: readonly string[] = OLDEST_KINDS;
  return {
    add: (alert) => {
      const message = messageOf(alert);
      // Keep the first of several alerts with the same id.
      if (!waiting.has(message.id)) waiting.set(message.id, message);
    },
    acknowledge: (id) => {
      waiting.delete(id);
    },
    understands: (kinds) => {
      understood = kinds ?? OLDEST_KINDS;
    },
    waiting: () =>
      [...waiting.values()].map((message) =>
        understood.includes(message.kind) ? message : { ...message, kind: 'machineFault' },
      ),
  };
}
