import { NEW_SLOT_DEFAULTS, type Slot } from '#core/slots/slot.ts';
import type { Database } from '#sqlite/database.ts';
import { insertSlot } from '../../src/main/store/catalogue.ts';

/** A slot A1 with cola, with these fields changed. */
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

/** Replaces all slots, without an audit entry. */
export function replaceSlots(database: Database, slots: readonly Slot[]): void {
  database.atomically(() => {
    database.run('DELETE FROM slot');
    for (const [position, slot] of slots.entries()) insertSlot(database, slot, position);
  });
}
