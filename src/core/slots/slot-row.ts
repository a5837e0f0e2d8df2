import type { Slot } from './slot.ts';

/**
 * A slot as it stands in one value of the change log (field `row`), when the whole slot comes or goes. Always the same
 * text for the same slot. `position`: its place in the catalogue.
 */
export function slotRowText(slot: Slot, position: number): string {
  return JSON.stringify({
    position,
    item: slot.item,
    product: slot.product,
    priceMinor: slot.priceMinor,
    vatRate: slot.vatRate,
    vatCategory: slot.vatCategory ?? null,
    stock: slot.stock,
    capacity: slot.capacity,
    minimumAge: slot.minimumAge,
    allergens: slot.allergens,
    isCountDue: slot.isCountDue,
    failures: slot.failures,
    isLatched: slot.isLatched,
    isBlocked: slot.isBlocked,
    place: slot.place === undefined ? null : [slot.place.tray, slot.place.column, slot.place.width],
  });
}
