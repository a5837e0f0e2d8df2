import type { Log } from '#core/base/ports.ts';

/** A log for what starts before the program has its own. */
export interface PassingLog {
  readonly log: Log;
  /** From now on lines go there. */
  readonly passTo: (next: Log) => void;
}

export function createPassingLog(first: Log): PassingLog {
  let current = first;
  return {
    log: {
      debug: (event, fields) => {
        current.debug(event, fields);
      },
      info: (event, fields) => {
        current.info(event, fields);
      },
      warn: (event, fields) => {
        current.warn(event, fields);
      },
      error: (event, fields) => {
        current.error(event, fields);
      },
    },
    passTo: (next) => {
      current = next;
    },
  };
}
