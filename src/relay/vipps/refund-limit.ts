import type { Clock } from '#core/base/ports.ts';
import type { RelayReport } from '../alerts/operator-notice.ts';
import type { SalesUnitConfig } from '../config/relay-config.ts';
import type { RelayStore } from '../store/ports/relay-store.ts';

const DAY_MS = 24 * 3_600_000;
/** Times the dearest sale, where relay.json says nothing: a bad day of one machine, and not its whole takings. */
const CAP_IN_SALES = 10;

export interface MachineRefund {
  readonly machineId: string;
  readonly unit: SalesUnitConfig;
  readonly reference: string;
  readonly amountMinor: number;
  readonly key: string | undefined;
}

/** What one machine may give back within 24 hours. */
export interface RefundLimit {
  /** Why this refund may not be passed on; undefined: it may, and is counted, durably and once for its key. */
  take(refund: MachineRefund): Promise<string | undefined>;
  /** Vipps did not do it. */
  giveBack(refund: MachineRefund): Promise<void>;
}

interface LimitDeps {
  readonly store: Pick<RelayStore, 'takeRefund' | 'dropRefund'>;
  readonly clock: Clock;
  readonly report: (report: RelayReport) => void;
}

function idOf({ machineId, reference, amountMinor, key }: MachineRefund): {
  readonly machineId: string;
  readonly key: string;
} {
  return { machineId, key: `${reference} ${key ?? String(amountMinor)}` };
}

export function createRefundLimit({ store, clock, report }: LimitDeps): RefundLimit {
  return {
    take: async (refund) => {
      const { machineId, unit, amountMinor, reference } = refund;
      const capMinor = unit.dailyRefundCap ?? CAP_IN_SALES * unit.maxAmountCap;
      const atMs = clock.nowMs();
      const isTaken = await store.takeRefund(
        { ...idOf(refund), amountMinor, atMs },
        { capMinor, sinceMs: atMs - DAY_MS },
      );
      if (isTaken) return undefined;
      const detail = `Refund of ${String(amountMinor)} minor units for ${reference}, cap ${String(capMinor)}`;
      report({ kind: 'refundsAboveCap', about: { machineId }, detail });
      return 'its refunds of the last 24 hours are at the cap of relay.json (dailyRefundCap)';
    },
    giveBack: (refund) => store.dropRefund(idOf(refund)),
  };
}
