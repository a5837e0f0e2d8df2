import type { HeldSelection } from '../sale/state.ts';
import type { VendSelection } from '../vend/controller.ts';
import { isSellable, type Slot } from './slot.ts';

export interface JudgedSelection {
  readonly selection: HeldSelection;
  readonly refusal: 'not-sellable' | undefined;
}

/** Named on the receipt when the machine does not say what it sold. */
const UNNAMED_PRODUCT = 'Vare';

/**
 * Joins what the machine asks with what the catalogue knows. The machine's price counts where it names one.
 * A machine that names no item (MDB FFFF or 0) is believed: the slot is then found by its price, and without a
 * single match the sale bears the highest VAT rate of the catalogue.
 */
export function judgeSelection(
  asked: VendSelection,
  slots: readonly Slot[],
  nowMs: number,
): JudgedSelection {
  const slot = slotOf(asked, slots);
  const priceMinor = asked.priceMinor ?? slot?.priceMinor ?? 0;
  const isNamed = asked.item !== undefined;
  const canSell = slot === undefined ? !isNamed && slots.some(isSellable) : isSellable(slot);
  return {
    selection: {
      requestId: asked.requestId,
      selection: slot?.selection,
      item: asked.item,
      product: slot?.product ?? UNNAMED_PRODUCT,
      priceMinor,
      vatRate: slot?.vatRate ?? Math.max(0, ...slots.map((known) => known.vatRate)),
      answerByMs: nowMs + asked.answerWithinMs,
    },
    refusal: canSell && priceMinor > 0 ? undefined : 'not-sellable',
  };
}

function slotOf(asked: VendSelection, slots: readonly Slot[]): Slot | undefined {
  if (asked.item !== undefined) return slots.find((slot) => slot.item === asked.item);
  const atPrice = slots.filter((slot) => slot.priceMinor === asked.priceMinor);
  return atPrice.length === 1 ? atPrice[0] : undefined;
}
