import { isPaymentReference, machineOf, type MachineId } from '#core/base/ids.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import { isLedgerEffect } from '#core/sale/effect.ts';
import type { SaleEvent, SaleFact } from '#core/sale/event.ts';
import { replay } from '#core/sale/replay.ts';
import type { SaleState } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import { settingsFrom, termsOf } from '#core/settings/settings.ts';
import type { SaleStore } from '#core/store/sale-store.ts';

/** A payment that the relay let the PC before make. */
export interface EarlierPayment {
  readonly reference: string;
  readonly checkInId: string;
  /** Of the check-in, wall clock of the relay. */
  readonly atMs: number;
}

export interface TakenOver {
  /** Sales of the bundle with something left to do. */
  readonly openSales: number;
  /** Sales that began after it was made, or that were made by another PC since. */
  readonly unknownSales: number;
}

interface Order {
  readonly machineId: MachineId;
  readonly payments: readonly EarlierPayment[];
  readonly currency: SalesTerms['currency'];
  readonly nowMs: number;
}

type Taking = Pick<SaleStore, 'commit' | 'eventsOf' | 'openReferences'>;

/** Gives the sale facts and writes each down; its orders are given by the kiosk when it starts. */
function tell(
  store: Taking,
  before: SaleState,
  { facts, atMs }: { readonly facts: readonly SaleFact[]; readonly atMs: number },
): void {
  let sale = before;
  for (const fact of facts) {
    const event: SaleEvent = { ...fact, atMs, isMachineReady: false };
    const { state, effects } = transition(sale, event);
    if (state.name === 'idle' || (state === sale && effects.length === 0)) continue;
    const { reference } = state;
    const ledger = effects.filter(isLedgerEffect);
    store.commit({ reference, event, state, ledger, notes: [] });
    sale = state;
  }
}

/**
 * A sale that the bundle does not know: whatever is reserved on it is released, and what the PC before charged stays
 * charged, because that PC saw its product drop.
 */
function unknownSale(
  { reference, checkInId }: EarlierPayment,
  { currency }: Order,
): SaleFact | undefined {
  if (!isPaymentReference(reference)) return undefined;
  const terms = {
    ...termsOf(settingsFrom(new Map()), false),
    onUnknownOutcome: 'release',
  } as const;
  const nothing = { amountMinor: 0, held: undefined };
  return { kind: 'customer.checkedIn', reference, checkInId, currency, terms, ...nothing };
}

/** Whether the database knows the payment. */
function isKnown(store: Taking, { reference }: EarlierPayment): boolean {
  return isPaymentReference(reference) && store.eventsOf(reference).length > 0;
}

/**
 * Makes the sales of the PC before this one's: none of them is offered any more, and those that the bundle does not know
 * are begun so far that they are settled. Not in one commit: for a database that no kiosk works on yet.
 */
export function takeOverSales(store: Taking, order: Order): TakenOver {
  const { payments, machineId, nowMs } = order;
  const open = store.openReferences();
  for (const reference of open) {
    const before = replay(store.eventsOf(reference));
    tell(store, before, { facts: [{ kind: 'kiosk.replaced' }], atMs: nowMs });
  }
  const own = payments.filter(({ reference }) => machineOf(reference) === machineId);
  const unknown = own.filter((payment) => !isKnown(store, payment));
  for (const payment of unknown) {
    const begun = unknownSale(payment, order);
    if (begun === undefined) continue;
    const facts = [begun, { kind: 'kiosk.replaced' }] as const;
    tell(store, { name: 'idle' }, { facts, atMs: payment.atMs });
  }
  return { openSales: open.length, unknownSales: unknown.length };
}
