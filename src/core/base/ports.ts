import type { LogEventOf, LogFieldOf } from './log-events.ts';
import type { LogLevel } from './log-events/log-event.ts';

/** What the shell supplies to the rules: time and a place to write. Room-specific ports are beside them. */

export interface Clock {
  /** Wall clock, milliseconds since 1970. May jump. */
  nowMs(): number;
  /** Never jumps; only differences mean anything. Milliseconds. */
  monotonicMs(): number;
  /** Runs once after `afterMs`; the returned function cancels it and may be called any time. */
  setTimer(afterMs: number, run: () => void): () => void;
}

export type LogFields = Readonly<Record<string, unknown>>;

type NameOf<Fields> = Fields extends unknown ? keyof Fields : never;

/** Only the fields that the event declares, also of what is spread; and of nothing whose names are not known. */
type Declared<Fields, Names> =
  string extends NameOf<Fields>
    ? never
    : Readonly<Partial<Record<Exclude<NameOf<Fields>, Names>, never>>>;

type WriteLine<Level extends LogLevel> = <Id extends LogEventOf<Level>, Fields extends object>(
  event: Id,
  fields?: Fields & Declared<Fields, LogFieldOf<Id>>,
) => void;

/** Where a program says what happens: one event of core/base/log-events, at its level, with its fields. */
export interface Log {
  readonly debug: WriteLine<'debug'>;
  readonly info: WriteLine<'info'>;
  readonly warn: WriteLine<'warn'>;
  readonly error: WriteLine<'error'>;
}

/** Ends a subscription; harmless when called twice. */
export type Unsubscribe = () => void;

/** What an AbortSignal is, as far as the rules need it: every AbortSignal fits. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
