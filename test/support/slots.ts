import { NEW_SLOT_DEFAULTS, type Slot } from '#core/slots/slot.ts';
import type { Database } from '#sqlite/database.ts';
import { insertSlot } from '../../src/main/store/catalogue.ts';

/** A cola in A1, but for what is said of it. */
export function slotWith(over: Partial<Slot> = {}): Slot {
  return {
    ...NEW_SLOT_DEFAULTS,
    selection: 'A1',
    item: 1,
    product: 'Cola',
    priceMinor: 2_500,
    vatRate: 1_500,
    stock: 5,
    capacity: 10,
    ...over,
  };
}

/** Puts a catalogue there as it is given, with no change of anybody's. */
export function replaceSlots(database: Database, slots: readonly Slot[]): void {
  database.atomically(() => {
    database.run('DELETE FROM slot');
    for (const [position, slot] of slots.entries()) insertSlot(database, slot, position);
  });
}
