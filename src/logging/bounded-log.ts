import type { LogEventId } from '#core/base/log-events.ts';
import { logTo, type LogLine } from '#core/base/log-to.ts';
import type { Clock, Log, LogFields } from '#core/base/ports.ts';

const MINUTE_MS = 60_000;
/** A longer text is cut. */
const LONGEST_TEXT = 300;
const MOST_ENTRIES = 30;
const DEEPEST = 3;
/** Lines a minute: of one event about one machine, of one event, and in all. */
const MOST_PER_MACHINE = 60;
const MOST_PER_EVENT = 1_200;
const MOST_IN_ALL = 6_000;

function cut(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') {
    if (value.length <= LONGEST_TEXT) return value;
    return `${value.slice(0, LONGEST_TEXT)}… (${String(value.length)} characters)`;
  }
  if (typeof value !== 'object' || value === null) return value;
  if (depth >= DEEPEST) return '…';
  if (Array.isArray(value)) {
    return value.slice(0, MOST_ENTRIES).map((entry: unknown) => cut(entry, depth + 1));
  }
  const entries = Object.entries(value).slice(0, MOST_ENTRIES);
  return Object.fromEntries(entries.map(([key, entry]) => [key, cut(entry, depth + 1)]));
}

function cutFields(fields: LogFields): LogFields {
  return Object.fromEntries(
    Object.entries(fields)
      .slice(0, MOST_ENTRIES)
      .map(([key, value]) => [key, cut(value, 1)]),
  );
}

/**
 * Nobody can fill the disk by sending rubbish: long texts are cut, each event may appear so many times a minute, and
 * at the end of the minute a line says how many were left out. Clients without a credential share one limit.
 */
export function createBoundedLog(write: (line: LogLine) => void, clock: Clock): Log {
  let counts = new Map<string, number>();
  let leftOut = new Map<LogEventId, number>();
  let endsAtMs = 0;

  function beginMinute(): void {
    const omitted = leftOut;
    counts = new Map();
    leftOut = new Map();
    endsAtMs = clock.monotonicMs() + MINUTE_MS;
    for (const [line, count] of omitted)
      write({ level: 'warn', event: 'relay.lines-left-out', fields: { line, count } });
  }

  function isAllowed(key: string, most: number): boolean {
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return count <= most;
  }

  function leaveOut(event: LogEventId): void {
    if (leftOut.size === 0) {
      clock.setTimer(Math.max(0, endsAtMs - clock.monotonicMs()), () => {
        if (clock.monotonicMs() >= endsAtMs) beginMinute();
      });
    }
    leftOut.set(event, (leftOut.get(event) ?? 0) + 1);
  }

  return logTo(({ level, event, fields }) => {
    if (clock.monotonicMs() >= endsAtMs) beginMinute();
    const machineId = typeof fields['machineId'] === 'string' ? fields['machineId'] : '';
    const isWithin =
      isAllowed(`${event}\n${machineId.slice(0, LONGEST_TEXT)}`, MOST_PER_MACHINE) &&
      isAllowed(event, MOST_PER_EVENT) &&
      isAllowed('', MOST_IN_ALL);
    if (isWithin) write({ level, event, fields: cutFields(fields) });
    else leaveOut(event);
  });
}
