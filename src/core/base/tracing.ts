/** What anybody may read: no secret, no token, nothing about a person. */
export type About = Readonly<Record<string, string | number | boolean | undefined>>;

/** One piece of work that is followed: a span of OpenTelemetry. */
export interface Step {
  readonly name: string;
  /**
   * How it stands to another program: `server` answers it, `client` asks it, `producer` hands on to it, `consumer` takes from
   * it. Absent: it stays in this program.
   */
  readonly kind?: 'server' | 'client' | 'producer' | 'consumer';
  /** The step that this one belongs to, as `traceparent` (W3C Trace Context). Absent: the one that runs now, if any. */
  readonly parent?: string | undefined;
  /** A step of another trace that this one has to do with, as `traceparent`. */
  readonly link?: string | undefined;
  readonly about?: About | undefined;
}

/** What can be said of a step while it runs. */
export interface RunningStep {
  note(about: About): void;
  /** It did not do what it was for. `code` is one of ours, never a message. */
  fail(code: string): void;
}

/** Follows work through the programs. Where tracing is off there is no such port, and nothing is asked of it. */
export interface Tracing {
  /** Runs `work` as one step; a promise is followed until it settles. The outcome is that of `work`, whatever becomes of the trace. */
  follow<Value>(step: Step, work: (running: RunningStep) => Value): Value;
  /** The step that runs now, as `traceparent`. */
  current(): string | undefined;
}
