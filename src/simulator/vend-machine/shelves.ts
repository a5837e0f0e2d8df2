import type { MachineSlot } from './profile.ts';
import type { Dispensed } from './view.ts';

/** What is in the machine, what lies in its tray, and what has ever dropped. */
export interface Shelves {
  slots(): readonly MachineSlot[];
  tray(): readonly string[];
  dispensed(): readonly Dispensed[];
  drop(slot: MachineSlot, atMs: number): void;
  /** The customer takes what lies in the tray. */
  empty(): void;
}

/** Older drops are forgotten. */
const MAX_DROPS = 5_000;

export function createShelves(filled: readonly MachineSlot[]): Shelves {
  let slots = [...filled];
  let tray: string[] = [];
  const dispensed: Dispensed[] = [];
  return {
    slots: () => slots,
    tray: () => tray,
    dispensed: () => dispensed,
    drop: ({ selection, product, priceMinor }, atMs) => {
      slots = slots.map((slot) =>
        slot.selection === selection ? { ...slot, count: slot.count - 1 } : slot,
      );
      tray = [...tray, product];
      dispensed.push({ atMs, selection, product, priceMinor });
      if (dispensed.length > MAX_DROPS) dispensed.shift();
    },
    empty: () => {
      tray = [];
    },
  };
}
