import { scanPauseAfter, SCAN_PAUSE_LOOKS_AT } from '#core/admission/scan-pause.ts';
import type { Clock } from '#core/base/ports.ts';
import type { SaleStore } from '#core/store/sale-store.ts';

/** Keeps the pause after scans that nobody approved: its end does not move when the wall clock does. */
export function createScanPause({
  store,
  clock,
}: {
  readonly store: Pick<SaleStore, 'lastSales'>;
  readonly clock: Pick<Clock, 'nowMs' | 'monotonicMs'>;
}): { readonly isOn: () => boolean } {
  let known: { readonly reference: string; readonly untilMonotonicMs: number } | undefined;
  return {
    isOn: () => {
      const pause = scanPauseAfter(store.lastSales(SCAN_PAUSE_LOOKS_AT), clock.nowMs());
      if (pause === undefined) return false;
      const nowMs = clock.monotonicMs();
      if (known?.reference !== pause.reference) {
        known = { reference: pause.reference, untilMonotonicMs: nowMs + pause.leftMs };
      }
      return nowMs < known.untilMonotonicMs;
    },
  };
}
