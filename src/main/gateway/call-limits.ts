import type { VippsOperation } from '#contract/vipps/error-class.ts';
import type { Clock } from '#core/base/ports.ts';

/** A little over the minute of Vipps: calls spread on their way. */
const WINDOW_MS = 61_000;
/** Per operation and reference (vipps-api §13). For GET 120, of which some are left to spare. */
const CALLS_PER_MINUTE: Readonly<Record<VippsOperation, number>> = {
  create: 5,
  capture: 5,
  cancel: 5,
  refund: 5,
  get: 100,
  receipt: 5,
};
/** Lanes without a call in the window are dropped when there are this many. */
const LANES_KEPT = 100;

interface Lane {
  readonly operation: VippsOperation;
  readonly reference: string;
}

/** Counts the calls that may have reached Vipps, so that none is made above its limits. */
export interface CallLimits {
  /** How long the next call has to wait; 0: it may go now. */
  waitMs(lane: Lane): number;
  count(lane: Lane): void;
}

export function createCallLimits(clock: Clock): CallLimits {
  const lanes = new Map<string, number[]>();
  const keyOf = ({ operation, reference }: Lane): string => `${operation} ${reference}`;
  const recent = (times: readonly number[] | undefined): number[] =>
    (times ?? []).filter((time) => clock.monotonicMs() - time < WINDOW_MS);

  function dropIdle(): void {
    for (const [key, times] of lanes) {
      if (recent(times).length === 0) lanes.delete(key);
    }
  }

  return {
    waitMs: (lane) => {
      const times = recent(lanes.get(keyOf(lane)));
      const inTheWay = times[times.length - CALLS_PER_MINUTE[lane.operation]];
      return inTheWay === undefined ? 0 : inTheWay + WINDOW_MS - clock.monotonicMs();
    },
    count: (lane) => {
      if (lanes.size >= LANES_KEPT) dropIdle();
      lanes.set(keyOf(lane), [...recent(lanes.get(keyOf(lane))), clock.monotonicMs()]);
    },
  };
}
