import { TEST_SALE_MS, type TestSale } from '#core/kiosk/test-sale.ts';
import type { Clock, Log } from '#core/ports.ts';

interface TestSaleDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly onChange: () => void;
}

/** Waits for the scan that becomes a test sale. */
export interface TestSaleWatch {
  view(): TestSale | undefined;
  isAwaited(): boolean;
  await(): void;
  /** The scan came, and this is its sale. */
  begin(reference: string): void;
  /** Nobody waits any more, and nothing is shown. A sale that has begun goes on. */
  end(): void;
}

export function createTestSaleWatch({ clock, log, onChange }: TestSaleDeps): TestSaleWatch {
  let test: TestSale | undefined;
  let cancel: () => void = () => undefined;

  function become(next: TestSale | undefined): void {
    cancel();
    test = next;
    if (next !== undefined) log.info('test sale', { ...next });
    onChange();
  }
  return {
    view: () => test,
    isAwaited: () => test?.state === 'awaited',
    await: () => {
      become({ state: 'awaited', untilMs: clock.nowMs() + TEST_SALE_MS });
      cancel = clock.setTimer(TEST_SALE_MS, () => {
        become({ state: 'unheard', atMs: clock.nowMs() });
      });
    },
    begin: (reference) => {
      become({ state: 'begun', reference });
    },
    end: () => {
      if (test !== undefined) become(undefined);
    },
  };
}
