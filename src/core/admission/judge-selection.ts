import type { HeldSelection } from '../sale/state.ts';
import type { VendSelection } from '../vend/controller.ts';
import { isStocked, type Slot } from '../slots/slot.ts';

export interface JudgedSelection {
  readonly selection: HeldSelection;
  readonly refusal: 'not-sellable' | undefined;
}

/** Named on the receipt when the machine does not say what it sold. */
const UNNAMED_PRODUCT = 'Vare';

/**
 * Joins what the machine asks with what the catalogue knows. The machine's price counts where it names one; whether
 * Vipps takes it, and whether it fits the reservation, is for the sale to say.
 * A machine that names no item (MDB FFFF or 0) is believed: the slot is then found by its price, and without a
 * single match the sale bears the highest VAT rate of the catalogue, and the highest age.
 */
export function judgeSelection(
  asked: VendSelection,
  slots: readonly Slot[],
  nowMs: number,
): JudgedSelection {
  const slot = slotOf(asked, slots);
  const priceMinor = asked.priceMinor ?? slot?.priceMinor ?? 0;
  return {
    selection: {
      requestId: asked.requestId,
      item: asked.item,
      priceMinor,
      answerByMs: nowMs + asked.answerWithinMs,
      cataloguePriceMinor: slot?.priceMinor === priceMinor ? undefined : slot?.priceMinor,
      ...productOf(slot, slots),
    },
    refusal: priceMinor > 0 && canSell(asked, slot, slots) ? undefined : 'not-sellable',
  };
}

function productOf(
  slot: Slot | undefined,
  slots: readonly Slot[],
): Pick<HeldSelection, 'selection' | 'product' | 'vatRate' | 'earlierFailures' | 'minimumAge'> {
  if (slot !== undefined) {
    const { selection, product, vatRate, failures, minimumAge } = slot;
    return { selection, product, vatRate, earlierFailures: failures, minimumAge };
  }
  const vatRate = Math.max(0, ...slots.map((known) => known.vatRate));
  const minimumAge = Math.max(0, ...slots.map((known) => known.minimumAge));
  return { selection: undefined, product: UNNAMED_PRODUCT, vatRate, minimumAge };
}

/** A slot that the machine names must be known; one that it does not name is believed to be filled. */
function canSell(asked: VendSelection, slot: Slot | undefined, slots: readonly Slot[]): boolean {
  if (slot !== undefined) return isStocked(slot);
  return asked.item === undefined && slots.some(isStocked);
}

function slotOf(asked: VendSelection, slots: readonly Slot[]): Slot | undefined {
  if (asked.item !== undefined) return slots.find((slot) => slot.item === asked.item);
  const atPrice = slots.filter((slot) => slot.priceMinor === asked.priceMinor);
  return atPrice.length === 1 ? atPrice[0] : undefined;
}
