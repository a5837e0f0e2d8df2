import type { Clock } from '#core/base/ports.ts';
import type { VendEvent } from '#core/vend/controller.ts';
import type { TrafficLine } from '#core/vend/traffic.ts';

/** Lines that are kept: a busy day of sales, or some hours of trouble. */
const KEPT_LINES = 2_000;

/** Keeps the last lines of traffic with the machine, in memory only. */
export interface TrafficLog {
  hear(event: VendEvent): void;
  /** Oldest first, the last `limit` of those with a higher id. */
  since(after: number, limit: number): readonly TrafficLine[];
}

export function createTrafficLog(clock: Pick<Clock, 'nowMs'>): TrafficLog {
  const lines: TrafficLine[] = [];
  let lastId = 0;
  return {
    hear: (event) => {
      if (event.kind !== 'traffic') return;
      lastId += 1;
      const { direction, line: raw } = event;
      lines.push({ id: lastId, atMs: clock.nowMs(), direction, raw });
      if (lines.length > KEPT_LINES) lines.shift();
    },
    since: (after, limit) => lines.filter((line) => line.id > after).slice(-limit),
  };
}
