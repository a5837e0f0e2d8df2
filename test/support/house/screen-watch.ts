import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';

/** What the screen showed, in order, without repetitions. */
export interface ScreenWatch {
  readonly see: (snapshot: KioskSnapshot) => void;
  readonly seen: () => readonly KioskSnapshot[];
  /** Forgets everything shown so far. */
  readonly forget: () => void;
}

/** Everything that a person would notice, except the clock. */
function whatIsRead(snapshot: KioskSnapshot): string {
  const { state, reasons, sale, lastSales, settlingCount, reviewCount, stockNotes } = snapshot;
  const { machine, sheet, setUpHold } = snapshot;
  const faults = machine.faults.map(({ id }) => id);
  const [newest] = lastSales;
  const counts = [settlingCount, reviewCount];
  return JSON.stringify([
    state,
    reasons,
    sale?.state,
    counts,
    stockNotes,
    faults,
    newest,
    sheet,
    setUpHold,
  ]);
}

export function createScreenWatch(): ScreenWatch {
  const seen: KioskSnapshot[] = [];
  let last = '';
  return {
    see: (snapshot) => {
      const read = whatIsRead(snapshot);
      if (read === last) return;
      last = read;
      seen.push(snapshot);
    },
    seen: () => seen,
    forget: () => {
      seen.length = 0;
      last = '';
    },
  };
}
