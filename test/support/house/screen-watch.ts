import type { KioskSnapshot } from '#core/kiosk/snapshot.ts';

/** What stood on the screen, in order, without what was shown twice in a row. */
export interface ScreenWatch {
  readonly see: (snapshot: KioskSnapshot) => void;
  readonly seen: () => readonly KioskSnapshot[];
  /** What was shown until now does not count. */
  readonly forget: () => void;
}

/** Everything that a person would read differently, but for the clock. */
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
