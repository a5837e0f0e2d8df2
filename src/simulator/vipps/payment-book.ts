import type { PaymentEventName } from '#contract/vipps/epayment.ts';
import type { Clock } from '#core/base/ports.ts';
import { randomUUID } from 'node:crypto';
import type { PaymentRecord, RecordedEvent } from './payment-record.ts';

/** The customer's time to approve (Vipps, timeouts). */
const APPROVAL_MS = 10 * 60_000;

export interface EventOrigin {
  readonly name: PaymentEventName;
  readonly amountMinor: number;
  readonly key?: string | undefined;
  /** Generated if absent. */
  readonly pspReference?: string;
}

/** All payments with their event logs; expires those that nobody approves. */
export interface PaymentBook {
  find(merchantSerialNumber: string, reference: string): PaymentRecord | undefined;
  /** In any sales unit; the oldest one if several have the reference. */
  findAnywhere(reference: string): PaymentRecord | undefined;
  /** Without adopted past payments. */
  list(): readonly PaymentRecord[];
  /** The payment with its sums at an earlier time, wall clock. */
  asOf(payment: PaymentRecord, atMs: number): PaymentRecord;
  eventsOf(payment: PaymentRecord): readonly RecordedEvent[];
  /** Stores the payment with a new event, and sends its webhook. */
  put(payment: PaymentRecord, origin: EventOrigin): PaymentRecord;
  /** Adds a past payment with its log; sends no webhook. */
  adopt(payment: PaymentRecord, log: readonly RecordedEvent[]): void;
  /** Stores the payment without an event. */
  amend(payment: PaymentRecord): void;
  /** Drops payments whose last event is older than this, wall clock. */
  forgetEnded(beforeMs: number): void;
  close(): void;
}

/** The sums as they stood at `atMs`. */
interface DatedSums {
  readonly atMs: number;
  readonly capturedMinor: number;
  readonly cancelledMinor: number;
  readonly refundedMinor: number;
}

function idOf(payment: PaymentRecord): string {
  return placeOf(payment.unit.merchantSerialNumber, payment.reference);
}

function placeOf(merchantSerialNumber: string, reference: string): string {
  return `${merchantSerialNumber}/${reference}`;
}

export function createPaymentBook(deps: {
  readonly clock: Clock;
  readonly onEvent: (payment: PaymentRecord, event: RecordedEvent) => void;
}): PaymentBook {
  const { clock } = deps;
  const records = new Map<string, PaymentRecord>();
  const events = new Map<string, readonly RecordedEvent[]>();
  const sums = new Map<string, readonly DatedSums[]>();
  const expiries = new Map<string, () => void>();
  const adopted = new Set<string>();

  function put(payment: PaymentRecord, origin: EventOrigin): PaymentRecord {
    const id = idOf(payment);
    records.set(id, payment);
    const { capturedMinor, cancelledMinor, refundedMinor } = payment;
    const dated = { atMs: clock.nowMs(), capturedMinor, cancelledMinor, refundedMinor };
    sums.set(id, [...(sums.get(id) ?? []), dated]);
    watchExpiry(id, payment);
    const event: RecordedEvent = {
      reference: payment.reference,
      pspReference: origin.pspReference ?? randomUUID(),
      name: origin.name,
      amountMinor: origin.amountMinor,
      currency: payment.currency,
      atMs: clock.nowMs(),
      idempotencyKey: origin.key,
    };
    events.set(id, [...(events.get(id) ?? []), event]);
    deps.onEvent(payment, event);
    return payment;
  }

  function watchExpiry(id: string, payment: PaymentRecord): void {
    expiries.get(id)?.();
    expiries.delete(id);
    if (payment.state !== 'CREATED') return;
    const cancelExpiry = clock.setTimer(APPROVAL_MS, () => {
      const { amountMinor } = payment;
      put({ ...payment, state: 'EXPIRED' }, { name: 'EXPIRED', amountMinor });
    });
    expiries.set(id, cancelExpiry);
  }

  return {
    find: (merchantSerialNumber, reference) =>
      records.get(placeOf(merchantSerialNumber, reference)),
    findAnywhere: (reference) => [...records.values()].find((one) => one.reference === reference),
    list: () => [...records].filter(([id]) => !adopted.has(id)).map(([, payment]) => payment),
    asOf: (payment, atMs) => {
      const then = sums.get(idOf(payment))?.findLast((dated) => dated.atMs <= atMs);
      const { capturedMinor = 0, cancelledMinor = 0, refundedMinor = 0 } = then ?? {};
      return { ...payment, capturedMinor, cancelledMinor, refundedMinor };
    },
    eventsOf: (payment) => events.get(idOf(payment)) ?? [],
    put,
    adopt(payment, log) {
      const id = idOf(payment);
      const { capturedMinor, cancelledMinor, refundedMinor, createdAtMs: atMs } = payment;
      adopted.add(id);
      records.set(id, payment);
      events.set(id, log);
      sums.set(id, [{ atMs, capturedMinor, cancelledMinor, refundedMinor }]);
    },
    amend(payment) {
      records.set(idOf(payment), payment);
    },
    forgetEnded(beforeMs) {
      for (const [id, payment] of records) {
        const last = events.get(id)?.at(-1)?.atMs ?? 0;
        if (payment.state === 'CREATED' || last >= beforeMs) continue;
        records.delete(id);
        adopted.delete(id);
        events.delete(id);
        sums.delete(id);
      }
    },
    close() {
      for (const cancelExpiry of expiries.values()) cancelExpiry();
      expiries.clear();
    },
  };
}
