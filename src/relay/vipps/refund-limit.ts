import type { Clock } from '#core/base/ports.ts';
import type { RelayReport } from '../alerts/relay-report.ts';
import type { SalesUnitConfig } from '../config/relay-config.ts';
import type { RefundId, RefundStore } from '../store/ports/payment-limits.ts';

const DAY_MS = 24 * 3_600_000;
/** The default cap in dearest sales: enough for a bad day of one machine, and far below its takings. */
const DEFAULT_CAP_IN_SALES = 10;

export interface MachineRefund {
  readonly machineId: string;
  readonly unit: SalesUnitConfig;
  readonly reference: string;
  readonly amountMinor: number;
  readonly idempotencyKey: string | undefined;
}

/** Limits what one machine may refund within 24 hours. */
export interface RefundLimit {
  /** @returns why the refund may not be made; undefined: it may, and is counted, durably and once for its key */
  take(refund: MachineRefund): Promise<string | undefined>;
  /** Vipps refused the refund: it no longer counts. */
  giveBack(refund: MachineRefund): Promise<void>;
}

interface LimitDeps {
  readonly store: RefundStore;
  readonly clock: Clock;
  readonly report: (report: RelayReport) => void;
}

function idOf({ machineId, reference, amountMinor, idempotencyKey }: MachineRefund): RefundId {
  return { machineId, key: `${reference} ${idempotencyKey ?? String(amountMinor)}` };
}

export function createRefundLimit({ store, clock, report }: LimitDeps): RefundLimit {
  return {
    take: async (refund) => {
      const { machineId, unit, amountMinor, reference } = refund;
      const capMinor = unit.dailyRefundCap ?? DEFAULT_CAP_IN_SALES * unit.maxAmountCap;
      const atMs = clock.nowMs();
      const isWithinCap = await store.reserve(
        { ...idOf(refund), amountMinor, atMs },
        { capMinor, sinceMs: atMs - DAY_MS },
      );
      if (isWithinCap) return undefined;
      const detail = `Refund of ${String(amountMinor)} minor units for ${reference}, cap ${String(capMinor)}`;
      report({ kind: 'refundsAboveCap', about: { machineId }, detail });
      return 'its refunds of the last 24 hours are at the cap of relay.json (dailyRefundCap)';
    },
    giveBack: (refund) => store.release(idOf(refund)),
  };
}
