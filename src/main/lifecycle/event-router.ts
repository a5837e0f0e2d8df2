import { judgeSelection } from '#core/admission/judge-selection.ts';
import { atQuotedPrices } from '#core/admission/quoted-prices.ts';
import type { Slot } from '#core/slots/slot.ts';
import type { PaymentReference } from '#core/base/ids.ts';
import { isBelowLeast, isPayable } from '#core/money/money.ts';
import type { CheckIn, CheckInAnswer, RelayEvent } from '#core/payment/relay-feed.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import type { SaleFact } from '#core/sale/event.ts';
import type { HeldSelection } from '#core/sale/state.ts';
import type {
  DenyReason,
  VendController,
  VendEvent,
  VendSelection,
} from '#core/vend/controller.ts';
import { createCheckInAdmission, type CheckInAdmissionDeps } from './check-in-admission.ts';
import type { SaleNotes } from './sale-notes.ts';

export interface EventRouterDeps extends CheckInAdmissionDeps {
  readonly machine: VendController;
  readonly onChange: () => void;
  readonly notes: Pick<SaleNotes, 'begin'>;
}

/** Receives customers, selections and messages, and hands each to the sale it belongs to. */
export interface EventRouter {
  /** Accept or refuse, at once and for good. */
  onCheckIn(checkIn: CheckIn): CheckInAnswer;
  onVendEvent(event: VendEvent): void;
  onRelayEvent(event: RelayEvent): void;
  /** A selection waits at the machine for somebody to pay (always idle). */
  hasHeldSelection(): boolean;
  stop(): void;
}

function priceDenial(
  priceMinor: number,
  { currency, maxAmountCapMinor }: SalesTerms,
): DenyReason | undefined {
  if (isBelowLeast(priceMinor, currency)) return 'price-below-least';
  return isPayable(priceMinor, currency) && priceMinor <= maxAmountCapMinor ? undefined : 'unpaid';
}

export function createEventRouter(deps: EventRouterDeps): EventRouter {
  let held: { selection: HeldSelection; cancelTimer: () => void } | undefined;

  function clearHeldSelection(): HeldSelection | undefined {
    const selection = held?.selection;
    held?.cancelTimer();
    held = undefined;
    deps.onChange();
    return selection;
  }

  function deny(requestId: string, reason: DenyReason): void {
    deps.log.info('sale.selection-denied', { requestId, reason });
    void deps.machine.deny(requestId, reason);
  }

  /** A customer who has scanned pays the quoted prices. */
  function slotsFor(reference: PaymentReference | undefined): readonly Slot[] {
    const slots = deps.store.slots();
    const book = reference === undefined ? undefined : deps.store.quotedPrices(reference);
    return book === undefined ? slots : atQuotedPrices(slots, book);
  }

  function onSelection(asked: VendSelection): void {
    const sale = deps.runner.activeSale();
    const judged = judgeSelection(asked, slotsFor(sale?.reference), deps.clock.nowMs());
    if (sale === undefined) {
      holdOrDeny(judged.selection, judged.refusal);
      return;
    }
    const isKept = deps.runner.dispatch(sale.reference, { kind: 'vend.requested', ...judged });
    if (!isKept) deny(asked.requestId, 'not-sellable');
  }

  function holdOrDeny(selection: HeldSelection, refusal: 'not-sellable' | undefined): void {
    const sales = deps.salesTerms();
    const { priceMinor } = selection;
    const reason = refusal ?? (sales === undefined ? 'unpaid' : priceDenial(priceMinor, sales));
    if (reason !== undefined || !deps.machine.capabilities.alwaysIdle) {
      deny(selection.requestId, reason ?? 'unpaid');
      return;
    }
    clearHeldSelection();
    const cancelTimer = deps.clock.setTimer(selection.answerByMs - deps.clock.nowMs(), () => {
      clearHeldSelection();
      deny(selection.requestId, 'unpaid');
    });
    held = { selection, cancelTimer };
    deps.log.info('sale.selection-held', { requestId: selection.requestId });
    deps.onChange();
  }

  /** Gives the active sale a fact, if there is one. */
  function tellActiveSale(fact: SaleFact): void {
    const sale = deps.runner.activeSale();
    if (sale !== undefined) deps.runner.dispatch(sale.reference, fact);
  }

  function onResult(event: Extract<VendEvent, { kind: 'vendResult' }>): void {
    const { requestId, outcome } = event;
    if (held?.selection.requestId === requestId) clearHeldSelection();
    const reference = deps.runner.saleOfRequest(requestId);
    if (reference === undefined) {
      deps.log.warn('sale.result-unmatched', { requestId, outcome, detail: event.detail });
      return;
    }
    if (outcome !== 'succeeded')
      deps.runner.dispatch(reference, { kind: `vend.${outcome}`, requestId });
    else
      deps.runner.dispatch(reference, {
        kind: 'vend.succeeded',
        requestId,
        proof: event.confirmation,
      });
  }

  function onApprovalRefused(requestId: string): void {
    const reference = deps.runner.saleOfRequest(requestId);
    if (reference === undefined) return;
    deps.runner.dispatch(reference, { kind: 'vend.approvalRefused', requestId });
  }

  function onSessionEnded(by: 'machine' | 'app' | 'reset' | 'link'): void {
    if (by === 'machine') tellActiveSale({ kind: 'session.ended' });
    else if (by !== 'app') tellActiveSale({ kind: 'machine.lost' });
  }

  function onVendEvent(event: VendEvent): void {
    switch (event.kind) {
      case 'selection':
        onSelection(event.selection);
        break;
      case 'vendResult':
        onResult(event);
        break;
      case 'approvalRefused':
        onApprovalRefused(event.requestId);
        break;
      case 'sessionRefused':
        tellActiveSale({ kind: 'session.refused' });
        break;
      case 'sessionEnded':
        onSessionEnded(event.by);
        break;
      case 'link':
        if (event.state === 'down') tellActiveSale({ kind: 'machine.lost' });
        break;
      case 'cashSale':
        deps.log.info('sale.cash', { item: event.item, priceMinor: event.priceMinor });
        break;
      default:
        // About the machine, not about a sale.
        break;
    }
  }

  function onCheckInVoid(checkInId: string): void {
    const sale = deps.runner.openSales().find((open) => open.checkInId === checkInId);
    if (sale !== undefined) deps.runner.dispatch(sale.reference, { kind: 'customer.turnedAway' });
  }

  return {
    onCheckIn: createCheckInAdmission({
      ...deps,
      held: () => held?.selection,
      onBegun: (reference) => {
        deps.notes.begin(reference, held !== undefined);
        clearHeldSelection();
      },
    }),
    onVendEvent,
    onRelayEvent: (event) => {
      if (event.kind === 'payment') deps.runner.dispatch(event.reference, event.fact);
      if (event.kind === 'checkInVoid') onCheckInVoid(event.checkInId);
    },
    hasHeldSelection: () => held !== undefined,
    stop: () => {
      const selection = clearHeldSelection();
      if (selection !== undefined) deny(selection.requestId, 'shutting-down');
    },
  };
}
