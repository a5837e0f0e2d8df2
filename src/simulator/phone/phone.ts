import { formatMajor } from '#core/money/money.ts';
import type { Clock } from '#core/base/ports.ts';
import type { VendingMachine } from '../vend-machine/machine.ts';
import type { LedgerRow } from '../vipps/ledger.ts';
import type { ScanOptions, ScanOutcome } from '../vipps/scan.ts';
import type { SimulatedVipps } from '../vipps/simulated-vipps.ts';
import { messageFor, type PaymentMessage } from './payment-message.ts';

/** A line of the receipt in the app. */
export interface ReceiptLine {
  readonly text: string;
  readonly amount: string;
}

/** What the customer's phone shows. */
export interface PhoneView extends PaymentMessage {
  /** The payment request that awaits an answer. */
  readonly request: LedgerRow | undefined;
  /** Empty until the receipt arrives. */
  readonly receipt: readonly ReceiptLine[];
}

export interface Phone {
  /** A customer scans the sticker; from now on the phone is theirs. */
  scan(merchantQrId: string, options?: ScanOptions): Promise<ScanOutcome>;
  view(): PhoneView;
}

interface LastScan {
  readonly atMs: number;
  readonly outcome: ScanOutcome | undefined;
}

const REST: PaymentMessage = { title: 'Scan the code on the machine.', detail: '' };
const UNREACHED: PaymentMessage = {
  title: 'The machine cannot be reached. Nothing is charged.',
  detail: 'Try again in a moment.',
};

function tellScan({ outcome }: LastScan): PaymentMessage {
  if (outcome === undefined) return { title: 'One moment …', detail: '' };
  if (outcome.screen === 'qrNotFound') return { title: 'This code is not known.', detail: '' };
  if (outcome.screen === 'cannotConnect') return UNREACHED;
  return { title: 'Waiting for the machine …', detail: '' };
}

const percent = (hundredths: number): string => String(hundredths / 100);

function receiptOf(row: LedgerRow): readonly ReceiptLine[] {
  const lines = row.receipt?.orderLines ?? [];
  return lines.flatMap((line) => [
    { text: line.name, amount: formatMajor(line.totalAmount) },
    {
      text: `of which VAT ${percent(line.taxRate ?? 0)} %`,
      amount: formatMajor(line.totalTaxAmount),
    },
  ]);
}

/** The phone of the last customer who scanned. Its amounts come from the ledger. */
export function createPhone(deps: {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly vipps: Pick<SimulatedVipps, 'control' | 'ledger'>;
  readonly machine: Pick<VendingMachine, 'dispensed'>;
}): Phone {
  const { clock, vipps, machine } = deps;
  let last: LastScan | undefined;

  return {
    async scan(merchantQrId, options) {
      const atMs = Math.floor(clock.nowMs());
      last = { atMs, outcome: undefined };
      const outcome = await vipps.control.scan(merchantQrId, options);
      last = { atMs, outcome };
      return outcome;
    },
    view() {
      const row = vipps.ledger.rows().at(-1);
      const beganMs = row === undefined ? -1 : Date.parse(row.createdAt);
      if (last !== undefined && beganMs < last.atMs) {
        return { ...tellScan(last), request: undefined, receipt: [] };
      }
      if (row === undefined) return { ...REST, request: undefined, receipt: [] };
      const hasDropped = machine.dispensed().some(({ atMs }) => atMs >= beganMs);
      return {
        ...messageFor(row, hasDropped),
        request: row.state === 'CREATED' ? row : undefined,
        receipt: receiptOf(row),
      };
    },
  };
}
