import { withoutMark } from '#core/base/text.ts';
import type { Clock } from '#core/base/ports.ts';
import { ok } from '#core/base/result.ts';
import { z } from 'zod';
import type { OpenTransport } from './transport.ts';

const recordedSchema = z.object({
  /** Milliseconds since the recording began. */
  atMs: z.number().min(0),
  /** As the kiosk saw it. */
  direction: z.enum(['in', 'out']),
  hex: z.string().regex(/^([0-9a-f]{2})*$/),
});
/** Some bytes and when they went over the line: one line of JSON in the file. */
export type RecordedBytes = z.infer<typeof recordedSchema>;

/** Some bytes that went over a line. */
export type LineBytes = Pick<RecordedBytes, 'direction' | 'hex'>;

/** Adds the time to each piece, counted from now. */
export function timeStamped(
  clock: Pick<Clock, 'monotonicMs'>,
  note: (piece: RecordedBytes) => void,
): (piece: LineBytes) => void {
  const beganMs = clock.monotonicMs();
  return (piece) => {
    note({ atMs: Math.round(clock.monotonicMs() - beganMs), ...piece });
  };
}

/** A transport that reports every byte in both directions. */
export function recordingTransport(
  open: OpenTransport,
  note: (piece: LineBytes) => void,
): OpenTransport {
  const tell = (direction: RecordedBytes['direction'], bytes: Uint8Array): void => {
    note({ direction, hex: Buffer.from(bytes).toString('hex') });
  };
  return async (path, handlers) => {
    const opened = await open(path, {
      onBytes: (bytes) => {
        tell('in', bytes);
        handlers.onBytes(bytes);
      },
      onLost: (detail) => {
        handlers.onLost(detail);
      },
    });
    if (!opened.ok) return opened;
    const line = opened.value;
    return ok({
      close: () => line.close(),
      write: (bytes) => {
        tell('out', bytes);
        return line.write(bytes);
      },
    });
  };
}

/** Reads a recording. @returns undefined when a line is not a recorded piece */
export function parseRecording(text: string): readonly RecordedBytes[] | undefined {
  const pieces: RecordedBytes[] = [];
  for (const line of withoutMark(text).split('\n')) {
    if (line.trim() === '') continue;
    try {
      pieces.push(recordedSchema.parse(JSON.parse(line)));
    } catch {
      return undefined;
    }
  }
  return pieces;
}

interface Timer {
  readonly dueMs: number;
  readonly run: () => void;
}

/** The clock of a replay: it jumps to the time of the next piece. */
export interface ReplayClock extends Clock {
  moveTo(ms: number): Promise<void>;
}

/** Lets pending promises run. */
function settle(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

export function createReplayClock(): ReplayClock {
  const timers = new Set<Timer>();
  let nowMs = 0;
  const nextDue = (untilMs: number): Timer | undefined =>
    [...timers].filter(({ dueMs }) => dueMs <= untilMs).sort((a, b) => a.dueMs - b.dueMs)[0];
  return {
    nowMs: () => nowMs,
    monotonicMs: () => nowMs,
    setTimer: (afterMs, run) => {
      const timer = { dueMs: nowMs + afterMs, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    moveTo: async (ms) => {
      await settle();
      for (let timer = nextDue(ms); timer !== undefined; timer = nextDue(ms)) {
        timers.delete(timer);
        nowMs = timer.dueMs;
        timer.run();
        await settle();
      }
      nowMs = ms;
    },
  };
}

/** A line that plays a recording: it delivers the received bytes at their times and discards what is written. */
export function createPlayer(
  pieces: readonly RecordedBytes[],
  clock: ReplayClock,
): { readonly open: OpenTransport; readonly play: () => Promise<void> } {
  let hear: (bytes: Uint8Array) => void = () => undefined;
  return {
    open: (_path, handlers) => {
      hear = (bytes) => {
        handlers.onBytes(bytes);
      };
      return Promise.resolve(
        ok({ write: () => Promise.resolve(ok(undefined)), close: () => Promise.resolve() }),
      );
    },
    play: async () => {
      for (const { atMs, direction, hex } of pieces) {
        await clock.moveTo(Math.max(atMs, clock.monotonicMs()));
        if (direction === 'in') hear(Uint8Array.from(Buffer.from(hex, 'hex')));
      }
      await clock.moveTo(clock.monotonicMs() + 1);
    },
  };
}
