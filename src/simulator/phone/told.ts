import { formatMajor } from '#core/money/money.ts';
import type { LedgerRow } from '../vipps/ledger.ts';

/** What the customer's app says of one payment. */
export interface Told {
  /** One sentence: how it stands with their money. */
  readonly title: string;
  readonly detail: string;
}

const plain = (minor: number): string => formatMajor(minor);

function tellReserved({ reserved, open, captured, currency }: LedgerRow): Told {
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

function tellRefunded({ captured, refunded, currency }: LedgerRow): Told {
  const paid = captured - refunded;
  return {
    title: `You paid ${plain(captured)}; ${plain(refunded)} was refunded.`,
    detail: paid === 0 ? 'In the end you paid nothing.' : `You paid ${plain(paid)} ${currency}.`,
  };
}

function tellSettled(row: LedgerRow, hasDropped: boolean): Told {
  const { reserved, captured, released, refunded, currency } = row;
  if (refunded > 0) return tellRefunded(row);
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

/** The sentences for a payment. `hasDropped`: the machine gave something out since it began. */
export function tellPayment(row: LedgerRow, hasDropped: boolean): Told {
  switch (row.state) {
    case 'CREATED':
      return {
        title: `Reserve ${plain(row.requested)} ${row.currency}?`,
        detail: 'You pay the price of what drops. The rest comes back at once.',
      };
    case 'AUTHORIZED':
      return row.open > 0 ? tellReserved(row) : tellSettled(row, hasDropped);
    case 'ABORTED':
      return { title: 'You declined. Nothing is charged.', detail: '' };
    case 'EXPIRED':
    case 'TERMINATED':
      return { title: 'The request has ended. Nothing is charged.', detail: '' };
  }
}
