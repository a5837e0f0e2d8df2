import type { Slot } from '#core/slots/slot.ts';
import type { PaymentReference } from '#core/base/ids.ts';
import { isLedgerEffect } from '#core/sale/effect.ts';
import type { SaleFact } from '#core/sale/event.ts';
import { NO_MONEY, type Aggregate, type SaleState, type SaleTerms } from '#core/sale/state.ts';
import { transition } from '#core/sale/transition.ts';
import type { HealthStore } from '#core/store/health-store.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { Chance, Fate } from './customers.ts';

interface Writing {
  readonly store: SaleStore;
  readonly health: HealthStore;
  readonly chance: Chance;
}

interface Visit {
  readonly reference: PaymentReference;
  readonly atMs: number;
  readonly fate: Fate;
  readonly terms: SaleTerms;
  /** The amount to reserve, minor units. */
  readonly reserveMinor: number;
  readonly slot: Slot;
  /** Whether a sensor confirms drops. */
  readonly hasDropSensor: boolean;
  /** Who refunds. */
  readonly owner: string;
}

const SECOND = 1_000;

/** Feeds one sale to the real transition, and stores each step with the real store. */
function createTeller({ store, chance }: Writing, { reference, atMs }: Visit) {
  let sale: SaleState = { name: 'idle' };
  let nowMs = atMs;
  return {
    /** @returns the time of the fact */
    tell(fact: SaleFact, afterMs = 0): number {
      nowMs += Math.round(afterMs * (0.7 + 0.6 * chance()));
      const elapsedMs = nowMs - atMs;
      const event = { ...fact, atMs: nowMs, isMachineReady: true, elapsedMs, relayAtMs: nowMs };
      const { state, effects } = transition(sale, event);
      if (state.name === 'idle') throw new Error(`${fact.kind} began no sale.`);
      const ledger = effects.filter(isLedgerEffect);
      store.commit({ reference, event, state, ledger, notes: [] });
      sale = state;
      return nowMs;
    },
    state: () => sale.name,
  };
}

/** Vipps' aggregate at the end. */
function moneyOf({ fate, reserveMinor, slot }: Visit): Aggregate {
  if (fate === 'declined' || fate === 'notApproved') return NO_MONEY;
  const capturedMinor = fate === 'sold' || fate === 'refunded' ? slot.priceMinor : 0;
  const cancelledMinor = reserveMinor - capturedMinor;
  return { authorizedMinor: reserveMinor, capturedMinor, cancelledMinor, refundedMinor: 0 };
}

function vendFacts(visit: Visit, chance: Chance): readonly (readonly [SaleFact, number])[] {
  const { slot, fate, hasDropSensor } = visit;
  const requestId = `history-${visit.reference.slice(-8)}`;
  const { selection, item, product, priceMinor, vatRate, minimumAge } = slot;
  const chosen = { requestId, selection, item, product, priceMinor, vatRate, minimumAge };
  const tookMs = Math.round(2_200 + 1_600 * chance());
  const proof = { drop: hasDropSensor ? 'confirmed' : 'assumed', tookMs } as const;
  return [
    [
      { kind: 'vend.requested', selection: { ...chosen, answerByMs: 0 }, refusal: undefined },
      6_000,
    ],
    fate === 'vendFailed'
      ? [{ kind: 'vend.failed', requestId }, tookMs]
      : [{ kind: 'vend.succeeded', requestId, proof }, tookMs],
  ];
}

function facts(visit: Visit, chance: Chance): readonly (readonly [SaleFact, number])[] {
  const { fate, reserveMinor } = visit;
  const money = moneyOf(visit);
  const seen: readonly [SaleFact, number] = [{ kind: 'payment.observed', aggregate: money }, 250];
  if (fate === 'declined') return [[{ kind: 'payment.aborted' }, 8 * SECOND], seen];
  if (fate === 'notApproved') {
    return [
      [{ kind: 'deadline.passed', deadline: 'approval' }, 120 * SECOND],
      [{ kind: 'payment.terminated' }, 400],
      seen,
    ];
  }
  const captured = { ...money, cancelledMinor: 0 };
  const isCharged = captured.capturedMinor > 0;
  return [
    [{ kind: 'payment.authorized', amountMinor: reserveMinor }, 9 * SECOND],
    ...(fate === 'noSelection'
      ? ([[{ kind: 'deadline.passed', deadline: 'selection' }, 60 * SECOND]] as const)
      : vendFacts(visit, chance)),
    ...(isCharged ? ([[{ kind: 'payment.captured', aggregate: captured }, 320]] as const) : []),
    ...(money.cancelledMinor > 0
      ? ([[{ kind: 'payment.released', aggregate: money }, 280]] as const)
      : []),
    seen,
    ...(isCharged ? ([[{ kind: 'receipt.posted' }, 350]] as const) : []),
  ];
}

const BACK_AFTER_MS = 25 * 60 * SECOND;

/** Writes one past sale, from scan to settlement. */
export function playSale(writing: Writing, visit: Visit): void {
  const { reference, fate, slot, terms } = visit;
  const teller = createTeller(writing, visit);
  teller.tell({
    kind: 'customer.checkedIn',
    reference,
    checkInId: `history-${reference}`,
    ageMs: Math.round(200 + 300 * writing.chance()),
    currency: 'NOK',
    amountMinor: visit.reserveMinor,
    terms,
    held: undefined,
  });
  teller.tell({ kind: 'payment.created' }, 350);
  for (const [fact, afterMs] of facts(visit, writing.chance)) {
    const atMs = teller.tell(fact, afterMs);
    if (fact.kind === 'payment.authorized') writing.health.noteCredit(reference, atMs + 180);
  }
  if (teller.state() !== 'settled') throw new Error(`A sale of the past is ${teller.state()}.`);
  if (fate !== 'refunded') return;
  const amountMinor = slot.priceMinor;
  const refund = { refundId: reference, amountMinor, reason: 'Nothing came', by: visit.owner };
  teller.tell({ kind: 'refund.requested', refund }, BACK_AFTER_MS);
  const refunded = { ...moneyOf(visit), refundedMinor: amountMinor };
  teller.tell({ kind: 'payment.refunded', aggregate: refunded }, 400);
}
