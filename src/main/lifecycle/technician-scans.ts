import type { RelayFeed } from '#core/payment/gateway.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { PersonOrder } from '#core/store/person-orders.ts';
import { createProofWatch, type ProofWatch } from './proof-watch.ts';
import { createTestSaleWatch, type TestSaleWatch } from './test-sale-watch.ts';

export type ScanOrder = Extract<PersonOrder, { kind: 'proof' | 'testSale' }>;

interface ScanDeps {
  readonly feed: Pick<RelayFeed, 'awaitProof'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly isInServiceMode: () => boolean;
  readonly onChange: () => void;
}

/** The next scan can be a technician's instead of a customer's: for one purpose at a time, and in service mode only. */
export interface TechnicianScans {
  readonly proof: ProofWatch;
  readonly testSale: TestSaleWatch;
  /** `done`, or why not. */
  order(order: ScanOrder): string;
  /** Nobody waits any more, and nothing is shown. */
  end(): void;
}

export function createTechnicianScans(deps: ScanDeps): TechnicianScans {
  const proof = createProofWatch(deps);
  const testSale = createTestSaleWatch(deps);
  return {
    proof,
    testSale,
    order: ({ kind, isOn }) => {
      if (!deps.isInServiceMode()) return 'not-in-service';
      const [wanted, other] = kind === 'proof' ? [proof, testSale] : [testSale, proof];
      if (isOn && other.isAwaited()) other.end();
      if (isOn) wanted.await();
      else wanted.end();
      return 'done';
    },
    end: () => {
      proof.end();
      testSale.end();
    },
  };
}
