import type { MachineSlot } from './profile.ts';
import type { Dispensed } from './view.ts';

/** Products in the slots, in the tray, and every drop so far. */
export interface Shelves {
  slots(): readonly MachineSlot[];
  tray(): readonly string[];
  dispensed(): readonly Dispensed[];
  drop(slot: MachineSlot, atMs: number): void;
  /** A test vend: the product lands in the tray without a sale. */
  push(slot: MachineSlot): void;
  /** The next product sticks where no sensor sees it: the machine believes that it dropped. */
  hangNext(): void;
  /** The customer empties the tray. */
  empty(): void;
}

/** Keeps only the newest drops. */
const MAX_DROPS = 5_000;

export function createShelves(filled: readonly MachineSlot[]): Shelves {
  let slots = [...filled];
  let tray: string[] = [];
  let isHanging = false;
  const dispensed: Dispensed[] = [];

  function push({ selection, product }: MachineSlot): void {
    slots = slots.map((slot) =>
      slot.selection === selection ? { ...slot, count: slot.count - 1 } : slot,
    );
    tray = [...tray, product];
  }

  return {
    push,
    slots: () => slots,
    tray: () => tray,
    dispensed: () => dispensed,
    drop: (slot, atMs) => {
      if (isHanging) {
        isHanging = false;
        return;
      }
      const { selection, product, priceMinor } = slot;
      push(slot);
      dispensed.push({ atMs, selection, product, priceMinor });
      if (dispensed.length > MAX_DROPS) dispensed.shift();
    },
    hangNext: () => {
      isHanging = true;
    },
    empty: () => {
      tray = [];
    },
  };
}
