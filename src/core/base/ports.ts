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

export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** Ends a subscription; harmless when called twice. */
export type Unsubscribe = () => void;

/** What an AbortSignal is, as far as the rules need it: every AbortSignal fits. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
