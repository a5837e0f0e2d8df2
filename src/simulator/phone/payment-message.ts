import { formatMajor } from '#core/money/money.ts';
import type { LedgerRow } from '../vipps/ledger.ts';

/** What the customer's app says about a payment. */
export interface PaymentMessage {
  /** One sentence: where their money is. */
  readonly title: string;
  readonly detail: string;
}

const plain = (minor: number): string => formatMajor(minor);

function reservedMessage({ reserved, open, captured, currency }: LedgerRow): PaymentMessage {
  if (captured > 0) {
    return {
      title: `You pay ${plain(captured)} ${currency}.`,
      detail: `${plain(open)} is on its way back.`,
    };
  }
  return {
    title: `${plain(reserved)} ${currency} is reserved. Choose on the machine.`,
    detail: 'You pay the price of what drops. The rest comes back at once.',
  };
}

function refundedMessage({ captured, refunded, currency }: LedgerRow): PaymentMessage {
  const paid = captured - refunded;
  return {
    title: `You paid ${plain(captured)}; ${plain(refunded)} was refunded.`,
    detail: paid === 0 ? 'In the end you paid nothing.' : `You paid ${plain(paid)} ${currency}.`,
  };
}

function settledMessage(row: LedgerRow, hasDropped: boolean): PaymentMessage {
  const { reserved, captured, released, refunded, currency } = row;
  if (refunded > 0) return refundedMessage(row);
  const wasReserved = `${plain(reserved)} ${currency} was reserved.`;
  if (captured === 0) {
    return {
      title: hasDropped ? 'Nothing charged.' : 'Nothing dropped, nothing charged.',
      detail: `${wasReserved} All of it came back.`,
    };
  }
  if (released === 0) {
    return { title: `You paid ${plain(captured)} ${currency}.`, detail: 'Exactly its price.' };
  }
  return {
    title: `You paid ${plain(captured)}; ${plain(released)} came back.`,
    detail: wasReserved,
  };
}

/** The sentences for a payment. `hasDropped`: a product dropped since the payment began. */
export function messageFor(row: LedgerRow, hasDropped: boolean): PaymentMessage {
  switch (row.state) {
    case 'CREATED':
      return {
        title: `Reserve ${plain(row.requested)} ${row.currency}?`,
        detail: 'You pay the price of what drops. The rest comes back at once.',
      };
    case 'AUTHORIZED':
      return row.open > 0 ? reservedMessage(row) : settledMessage(row, hasDropped);
    case 'ABORTED':
      return { title: 'You declined. Nothing is charged.', detail: '' };
    case 'EXPIRED':
    case 'TERMINATED':
      return { title: 'The request has ended. Nothing is charged.', detail: '' };
  }
}
