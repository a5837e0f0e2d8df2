import type { MachineSlot } from './profile.ts';
import type { Dispensed } from './view.ts';

/** What is in the machine, what lies in its tray, and what has ever dropped. */
export interface Shelves {
  slots(): readonly MachineSlot[];
  tray(): readonly string[];
  dispensed(): readonly Dispensed[];
  drop(slot: MachineSlot, atMs: number): void;
  /** A test pushes one out: it lies in the tray, and nobody has bought it. */
  push(slot: MachineSlot): void;
  /** The next product that would drop stays hanging where no sensor sees it: the machine takes it for dropped. */
  hangNext(): void;
  /** The customer takes what lies in the tray. */
  empty(): void;
}

/** Older drops are forgotten. */
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
