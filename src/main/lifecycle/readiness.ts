import { isSellable } from '#core/catalogue/slot.ts';
import { canReserveMaximum, reserveMinor, type ReserveLimits } from '#core/desk/reserve.ts';
import { isQuiet } from '#core/kiosk/quiet-hours.ts';
import { notReadyReasons, type NotReadyReason } from '#core/kiosk/readiness.ts';
import { isPayable } from '#core/money.ts';
import type { SalesTerms } from '#core/payment/gateway.ts';
import type { Clock } from '#core/ports.ts';
import type { SaleStore } from '#core/store/sale-store.ts';
import type { LinkWatch } from './link-watch.ts';
import type { MachineRoom } from './machine-room.ts';
import type { Runner } from './runner.ts';

export interface Readiness {
  /** What the next customer is asked to reserve, in øre; nothing while nothing can be sold. */
  reserve(): number | undefined;
  /** Why no customer is served now; empty when one is. */
  notReady(): readonly NotReadyReason[];
}

/** Asks everything that can keep the machine from selling. */
export function createReadiness(deps: {
  readonly store: SaleStore;
  readonly terms: () => SalesTerms | undefined;
  readonly links: Pick<LinkWatch, 'facts'>;
  readonly runner: Pick<Runner, 'foreground' | 'canWrite' | 'isJournalWhole'>;
  readonly room: Pick<MachineRoom, 'isDoorOpen' | 'hasMachineFault'>;
  readonly canWriteStore: () => boolean;
  readonly hasHeldSelection: () => boolean;
  readonly isInServiceMode: () => boolean;
  readonly isStopping: () => boolean;
  readonly clock: Clock;
}): Readiness {
  const { store, runner, room } = deps;
  const limits = (): ReserveLimits => ({
    capMinor: deps.terms()?.maxAmountCapMinor ?? 0,
    partialCapture: deps.terms()?.partialCapture ?? false,
  });
  const reserve = (): number | undefined =>
    reserveMinor(store.slots(), store.settings().maxAmount, limits());
  return {
    reserve,
    notReady: () => {
      const slots = store.slots();
      const amount = reserve();
      const currency = deps.terms()?.currency ?? 'NOK';
      return notReadyReasons({
        ...deps.links.facts(),
        hasHeldSelection: deps.hasHeldSelection(),
        isOccupied: runner.foreground() !== undefined,
        isStoreWritable: runner.canWrite() && deps.canWriteStore(),
        isJournalWhole: runner.isJournalWhole(),
        isInServiceMode: deps.isInServiceMode(),
        isQuietHour: isQuiet(store.settings().quietHours, new Date(deps.clock.nowMs()).getHours()),
        isStopping: deps.isStopping(),
        isDoorOpen: room.isDoorOpen(),
        hasMachineFault: room.hasMachineFault(),
        sellableCount: slots.filter(isSellable).length,
        reserveMinor: amount,
        isReservePayable: amount !== undefined && isPayable(amount, currency),
        canReserveMaximum: canReserveMaximum(slots, amount, limits()),
      });
    },
  };
}
