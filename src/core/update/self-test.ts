import { paymentReference, type MachineId } from '../base/ids.ts';
import type { SaleEffect } from '../sale/effect.ts';
import type { SaleFact } from '../sale/event.ts';
import { NO_MONEY, type Aggregate, type SaleState } from '../sale/state.ts';
import { transition } from '../sale/transition.ts';

const RESERVED_MINOR = 5_000;
const PRICE_MINOR = 3_000;
const NO_ULID = '0'.repeat(26);

/** One sale at an imaginary moment: what is decided, and what is ordered. Nothing of it leaves this function. */
export function playSale(facts: readonly SaleFact[]): {
  readonly sale: SaleState;
  readonly effects: readonly SaleEffect[];
} {
  let sale: SaleState = { name: 'idle' };
  const effects: SaleEffect[] = [];
  for (const fact of facts) {
    const step = transition(sale, { ...fact, atMs: 0, isMachineReady: true, elapsedMs: 0 });
    sale = step.state;
    effects.push(...step.effects);
  }
  return { sale, effects };
}

function money(sums: Partial<Aggregate>): Aggregate {
  return { ...NO_MONEY, authorizedMinor: RESERVED_MINOR, ...sums };
}

function untilVend(machineId: MachineId): readonly SaleFact[] {
  const selection = {
    requestId: '1',
    selection: 'A1',
    item: 1,
    product: '',
    priceMinor: PRICE_MINOR,
  };
  return [
    {
      kind: 'customer.checkedIn',
      reference: paymentReference(machineId, NO_ULID),
      checkInId: 'self-test',
      ageMs: 0,
      currency: 'NOK',
      amountMinor: RESERVED_MINOR,
      terms: {
        ...{ approvalMs: 1, selectionMs: 1, vendResultMs: 1 },
        onUnknownOutcome: 'release',
        postReceipt: false,
      },
      held: undefined,
    },
    { kind: 'payment.created' },
    { kind: 'payment.authorized', amountMinor: RESERVED_MINOR },
    {
      kind: 'vend.requested',
      selection: { ...selection, vatRate: 0, answerByMs: 1 },
      refusal: undefined,
    },
  ];
}

/**
 * Whether this version decides a sale right: the price is captured and the rest released after a drop, and everything is
 * released after a failed one. Nothing is written, sent or turned.
 */
export function passesSelfTest(machineId: MachineId, decide = playSale): boolean {
  const before = untilVend(machineId);
  const sold = decide([
    ...before,
    { kind: 'vend.succeeded', requestId: '1' },
    { kind: 'payment.captured', aggregate: money({ capturedMinor: PRICE_MINOR }) },
    {
      kind: 'payment.released',
      aggregate: money({
        capturedMinor: PRICE_MINOR,
        cancelledMinor: RESERVED_MINOR - PRICE_MINOR,
      }),
    },
    {
      kind: 'payment.observed',
      aggregate: money({
        capturedMinor: PRICE_MINOR,
        cancelledMinor: RESERVED_MINOR - PRICE_MINOR,
      }),
    },
  ]);
  const failed = decide([
    ...before,
    { kind: 'vend.failed', requestId: '1' },
    { kind: 'payment.released', aggregate: money({ cancelledMinor: RESERVED_MINOR }) },
    { kind: 'payment.observed', aggregate: money({ cancelledMinor: RESERVED_MINOR }) },
  ]);
  const captures = [...sold.effects, ...failed.effects].flatMap((effect) =>
    effect.kind === 'capturePayment' ? [effect.amountMinor] : [],
  );
  const areSettled = sold.sale.name === 'settled' && failed.sale.name === 'settled';
  return areSettled && captures.length === 1 && captures[0] === PRICE_MINOR;
}
