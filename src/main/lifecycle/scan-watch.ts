import type { Clock } from '#core/base/ports.ts';

export interface ScanWatchDeps {
  readonly clock: Clock;
  readonly onChange: () => void;
}

/** While a technician waits, and when nobody scanned. Wall clock. */
export type ScanAwaited =
  | { readonly state: 'awaited'; readonly untilMs: number }
  | { readonly state: 'unheard'; readonly atMs: number };

/** Waits for the scan that is a technician's. */
export interface ScanWatch<Heard> {
  readonly view: () => ScanAwaited | Heard | undefined;
  readonly isAwaited: () => boolean;
  readonly await: () => void;
  /** The scan came, and this is what it was. */
  readonly finish: (heard: Heard) => void;
  /** Nobody waits any more, and nothing is shown. */
  readonly end: () => void;
}

/** `note`: told each state, for the log. `withinMs`: so long the technician has to scan. */
export function createScanWatch<Heard extends { readonly state: string }>(
  { clock, onChange }: ScanWatchDeps,
  {
    note,
    withinMs,
  }: { readonly note: (next: ScanAwaited | Heard) => void; readonly withinMs: number },
): ScanWatch<Heard> {
  let shown: ScanAwaited | Heard | undefined;
  let cancel: () => void = () => undefined;

  function become(next: ScanAwaited | Heard | undefined): void {
    cancel();
    shown = next;
    if (next !== undefined) note(next);
    onChange();
  }
  return {
    view: () => shown,
    isAwaited: () => shown?.state === 'awaited',
    await: () => {
      become({ state: 'awaited', untilMs: clock.nowMs() + withinMs });
      cancel = clock.setTimer(withinMs, () => {
        become({ state: 'unheard', atMs: clock.nowMs() });
      });
    },
    finish: become,
    end: () => {
      if (shown !== undefined) become(undefined);
    },
  };
}
