import { TEST_SALE_MS, type TestSale } from '#core/kiosk/test-sale.ts';
import type { Log } from '#core/base/ports.ts';
import type { RelayFeed } from '#core/payment/relay-feed.ts';
import type { OperatorCommand } from '#core/store/operator-commands.ts';
import { createQrVerificationWatch, type QrVerificationWatch } from './qr-verification-watch.ts';
import { createScanWatch, type ScanWatch, type ScanWatchDeps } from './scan-watch.ts';

export type ScanCommand = Extract<OperatorCommand, { kind: 'proof' | 'testSale' }>;

interface ScanDeps extends ScanWatchDeps {
  readonly log: Log;
  readonly feed: Pick<RelayFeed, 'reportScansElsewhere'>;
  readonly isInServiceMode: () => boolean;
}

/** The next scan can be a technician's instead of a customer's: for one purpose at a time, and in service mode only. */
export interface TechnicianScans {
  readonly qrVerification: QrVerificationWatch;
  /** For the scan that becomes a test sale; a sale that has begun goes on when nobody waits any more. */
  readonly testSale: ScanWatch<Extract<TestSale, { readonly state: 'begun' }>>;
  /** `done`, or why not. */
  order(order: ScanCommand): string;
  /** Nobody waits any more, and nothing is shown. */
  end(): void;
}

export function createTechnicianScans(deps: ScanDeps): TechnicianScans {
  const verification = createQrVerificationWatch(deps);
  const testSale: TechnicianScans['testSale'] = createScanWatch(deps, {
    note: (next) => {
      deps.log.info('service.test-sale', { ...next });
    },
    withinMs: TEST_SALE_MS,
  });
  return {
    qrVerification: verification,
    testSale,
    order: ({ kind, isOn }) => {
      if (!deps.isInServiceMode()) return 'not-in-service';
      const [wanted, other] =
        kind === 'proof' ? [verification, testSale] : [testSale, verification];
      if (isOn && other.isAwaited()) other.end();
      if (isOn) wanted.await();
      else wanted.end();
      return 'done';
    },
    end: () => {
      verification.end();
      testSale.end();
    },
  };
}
