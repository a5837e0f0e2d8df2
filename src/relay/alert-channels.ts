import type { AlertMessage } from '#contract/relay/messages.ts';
import type { Result } from '#core/result.ts';

/** What the operator is told. */
export interface OperatorNotice {
  readonly id: string;
  readonly machineId: string;
  readonly location: string;
  readonly alert: Omit<AlertMessage, 'type' | 'id'>;
  /** One or two sentences for a person: what is, why, what to do. */
  readonly text: string;
}

/** One way to the operator. */
export interface AlertChannel {
  readonly name: 'webhook' | 'email';
  /** The error is one sentence. */
  send(notice: OperatorNotice): Promise<Result<void, string>>;
}

const KINDS: Readonly<Record<AlertMessage['kind'], string>> = {
  settlementOverdue: 'Money of a sale has been waiting for half a day to be charged or released.',
  captureDeadlineNear: 'Money of a sale will be lost within a day if it cannot be charged.',
  machineFault: 'The machine reports a fault.',
};

const ADVICE: Readonly<Record<AlertMessage['kind'], string>> = {
  settlementOverdue:
    'The machine goes on trying. Check its connection, the relay and the state of Vipps.',
  captureDeadlineNear: 'Look at the sale in the merchant portal and at the machine now.',
  machineFault: 'Look at the machine.',
};

function money({ amountMinor, currency }: OperatorNotice['alert']): string {
  if (amountMinor === undefined || currency === undefined) return '';
  return ` ${(amountMinor / 100).toFixed(2)} ${currency}.`;
}

export function noticeOf(
  place: { readonly machineId: string; readonly location: string },
  message: AlertMessage,
): OperatorNotice {
  const { type: _frame, id, ...alert } = message;
  const sale = alert.reference === undefined ? '' : ` Sale ${alert.reference}.`;
  const text = `${place.location} (${place.machineId}): ${KINDS[alert.kind]}${sale}${money(alert)} ${ADVICE[alert.kind]}`;
  return { ...place, id, alert, text };
}
