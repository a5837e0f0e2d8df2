export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

interface Described {
  /** Who did what, for a person who searches the log. */
  readonly sentence: string;
  /** The names of what may stand beside it. */
  readonly fields: readonly string[];
}

/** A kind of line. What warns says what to do. */
export type LogEvent =
  | (Described & { readonly level: 'debug' | 'info' })
  | (Described & { readonly level: 'warn' | 'error'; readonly advice: string });
