import { isSellable, type Slot } from '#core/slots/slot.ts';
import {
  canReserveMaximum,
  reservationMinor,
  type ReserveLimits,
} from '#core/admission/reservation.ts';
import { planPayment, type PaymentPlan } from '#core/admission/payment-plan.ts';
import { isQuiet } from '#core/settings/quiet-hours.ts';
import { notReadyReasons, type NotReadyReason } from '#core/kiosk/readiness.ts';
import { isPayable } from '#core/money/money.ts';
import type { SalesTerms } from '#core/payment/sales-terms.ts';
import type { Clock } from '#core/base/ports.ts';
import type { HeldSelection } from '#core/sale/state.ts';
import type { Settings } from '#core/settings/settings.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { LinkWatch } from './link-watch.ts';
import type { MachineSupervisor } from './machine-supervisor.ts';
import type { Runner } from './runner.ts';

/** What the machine sells, and whether it does: one reading of the store, all of the same moment. */
export interface SalesReadiness {
  readonly slots: readonly Slot[];
  readonly settings: Settings;
  /** What the next customer is asked to reserve, in øre; nothing while nothing can be sold. */
  readonly reserveMinor: number | undefined;
  /** Why no customer is served now; empty when one is. */
  readonly notReady: readonly NotReadyReason[];
}

export interface Readiness {
  now(): SalesReadiness;
  /** What the next customer is asked for; nothing while nothing can be sold. */
  plan(held: HeldSelection | undefined): PaymentPlan | undefined;
  /** Why no customer is served now; empty when one is. */
  notReady(): readonly NotReadyReason[];
}

/** Asks everything that can keep the machine from selling. */
export function createReadiness(deps: {
  readonly store: SaleStore;
  readonly terms: () => SalesTerms | undefined;
  readonly links: Pick<LinkWatch, 'facts'>;
  readonly runner: Pick<Runner, 'activeSale' | 'canWrite' | 'isJournalWhole'>;
  readonly supervisor: Pick<MachineSupervisor, 'isDoorOpen' | 'hasMachineFault'>;
  readonly canWriteStore: () => boolean;
  readonly hasHeldSelection: () => boolean;
  readonly isInServiceMode: () => boolean;
  readonly isSetUpUnfinished: () => boolean;
  readonly isReplaced: () => boolean;
  readonly isUpdating: () => boolean;
  readonly isStopping: () => boolean;
  readonly isScanPaused: () => boolean;
  readonly clock: Clock;
}): Readiness {
  const { store, runner, supervisor: room } = deps;
  const limits = (): ReserveLimits => ({
    capMinor: deps.terms()?.maxAmountCapMinor ?? 0,
    partialCapture: deps.terms()?.partialCapture ?? false,
    currency: deps.terms()?.currency ?? 'NOK',
  });
  const reserveOf = (slots: readonly Slot[], settings: Settings): number | undefined =>
    reservationMinor(slots, settings.maxAmount, limits());

  function now(): SalesReadiness {
    const slots = store.slots();
    const settings = store.settings();
    const amount = reserveOf(slots, settings);
    const { currency } = limits();
    const notReady = notReadyReasons({
      ...deps.links.facts(),
      hasHeldSelection: deps.hasHeldSelection(),
      isOccupied: runner.activeSale() !== undefined,
      isStoreWritable: runner.canWrite() && deps.canWriteStore(),
      isJournalWhole: runner.isJournalWhole(),
      isInServiceMode: deps.isInServiceMode(),
      isSetUpUnfinished: deps.isSetUpUnfinished(),
      isReplaced: deps.isReplaced(),
      isQuietHour: isQuiet(settings.quietHours, new Date(deps.clock.nowMs()).getHours()),
      isUpdating: deps.isUpdating(),
      isStopping: deps.isStopping(),
      isDoorOpen: room.isDoorOpen(),
      hasMachineFault: room.hasMachineFault(),
      sellableCount: slots.filter((slot) => isSellable(slot, currency)).length,
      reserveMinor: amount,
      isReservePayable: amount !== undefined && isPayable(amount, currency),
      canReserveMaximum: canReserveMaximum(slots, amount, limits()),
      isScanPaused: deps.isScanPaused(),
    });
    return { slots, settings, reserveMinor: amount, notReady };
  }
  return {
    now,
    plan: (held) =>
      planPayment({ slots: store.slots(), settings: store.settings(), limits: limits() }, held),
    notReady: () => now().notReady,
  };
}
