import type { VippsOperation } from '#contract/vipps/error-class.ts';
import type { Clock } from '#core/base/ports.ts';

/** A little over Vipps' minute, since calls do not all take the same time to arrive. */
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
const COUNTED_CALLS_KEPT = 100;

interface LimitedCall {
  readonly operation: VippsOperation;
  readonly reference: string;
}

/** Counts the calls that may have reached Vipps, so that none is made above its limits. */
export interface CallLimits {
  /** How long the next call has to wait; 0: it may go now. */
  waitMs(lane: LimitedCall): number;
  count(lane: LimitedCall): void;
}

export function createCallLimits(clock: Clock): CallLimits {
  const callTimes = new Map<string, number[]>();
  const keyOf = ({ operation, reference }: LimitedCall): string => `${operation} ${reference}`;
  const recent = (times: readonly number[] | undefined): number[] =>
    (times ?? []).filter((time) => clock.monotonicMs() - time < WINDOW_MS);

  function dropIdle(): void {
    for (const [key, times] of callTimes) {
      if (recent(times).length === 0) callTimes.delete(key);
    }
  }

  return {
    waitMs: (lane) => {
      const times = recent(callTimes.get(keyOf(lane)));
      const inTheWay = times[times.length - CALLS_PER_MINUTE[lane.operation]];
      return inTheWay === undefined ? 0 : inTheWay + WINDOW_MS - clock.monotonicMs();
    },
    count: (lane) => {
      if (callTimes.size >= COUNTED_CALLS_KEPT) dropIdle();
      callTimes.set(keyOf(lane), [...recent(callTimes.get(keyOf(lane))), clock.monotonicMs()]);
    },
  };
}
