import { isSellable, type Slot } from '../slots/slot.ts';
import { isPayable } from '../money/money.ts';
import type { HeldSelection } from '../sale/state.ts';
import type { Settings } from '../settings/settings.ts';
import { canReserveMaximum, reservationMinor, type ReserveLimits } from './reservation.ts';

/** What the next customer is asked for. */
export interface PaymentPlan {
  /** Minor units. */
  readonly amountMinor: number;
  /** Youngest customer that Vipps lets pay, years; 0: any. */
  readonly ageLimit: number;
  /**
   * What to ask for without a limit when Vipps refuses the customer under it, minor units; undefined: nothing, the sale
   * ends.
   */
  readonly fallbackMinor: number | undefined;
}

interface SaleSetup {
  readonly slots: readonly Slot[];
  readonly settings: Pick<Settings, 'maxAmount' | 'ageGate'>;
  readonly limits: ReserveLimits;
}

/** The highest age among the slots that could be vended for this amount. */
function ageLimitOf({ slots, limits }: SaleSetup, amountMinor: number): number {
  const could = slots.filter(
    (slot) => isSellable(slot, limits.currency) && slot.priceMinor <= amountMinor,
  );
  return Math.max(0, ...could.map((slot) => slot.minimumAge));
}

/** The amount for products without a minimum age; undefined: there are none, or the operator set `ageGate` to `limit`. */
function fallbackMinor({ slots, settings, limits }: SaleSetup): number | undefined {
  if (settings.ageGate === 'limit') return undefined;
  const anybodys = slots.filter((slot) => slot.minimumAge === 0);
  const amount = reservationMinor(anybodys, settings.maxAmount, limits);
  const isPossible =
    amount !== undefined &&
    isPayable(amount, limits.currency) &&
    canReserveMaximum(anybodys, amount, limits);
  return isPossible ? amount : undefined;
}

/** Amount and age limit of the next payment (design §3.2, §4 Age); undefined: nothing can be sold. */
export function planPayment(
  shelf: SaleSetup,
  held: HeldSelection | undefined,
): PaymentPlan | undefined {
  const amountMinor =
    held?.priceMinor ?? reservationMinor(shelf.slots, shelf.settings.maxAmount, shelf.limits);
  if (amountMinor === undefined) return undefined;
  const ageLimit = held === undefined ? ageLimitOf(shelf, amountMinor) : (held.minimumAge ?? 0);
  return {
    amountMinor,
    ageLimit,
    fallbackMinor: ageLimit === 0 ? undefined : fallbackMinor(shelf),
  };
}
