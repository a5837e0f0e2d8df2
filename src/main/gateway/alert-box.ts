import type { AlertMessage } from '#contract/relay/messages.ts';
import type { OperatorAlert } from '#core/payment/gateway.ts';

/** Alerts on their way to the relay. They stand in the journal too, so the end of the program loses none. */
export interface AlertBox {
  add(alert: OperatorAlert): void;
  acknowledge(id: string): void;
  /** To be sent now: at each connection, and when one is added. */
  waiting(): readonly AlertMessage[];
}

function messageOf(order: OperatorAlert): AlertMessage {
  const { alert, reference, sinceMs, amountMinor, currency } = order;
  const detail =
    alert === 'settlementOverdue'
      ? 'The money of a sale has not been settled for half a day; the machine goes on trying.'
      : 'The money of a sale will be lost soon: the capture deadline is near.';
  return {
    type: 'alert',
    id: `${reference}:${alert}`,
    kind: alert,
    reference,
    sinceMs,
    amountMinor,
    currency,
    detail,
  };
}

export function createAlertBox(): AlertBox {
  const waiting = new Map<string, AlertMessage>();
  return {
    add: (alert) => {
      const message = messageOf(alert);
      waiting.set(message.id, message);
    },
    acknowledge: (id) => {
      waiting.delete(id);
    },
    waiting: () => [...waiting.values()],
  };
}
