import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { PrintHistory } from '#core/sheet/print-history.ts';
import type { PrintRecord } from '#core/sheet/print-history.ts';
import type { Printers } from '#core/sheet/printer.ts';

/** A person stands at the machine and waits for the paper. */
export const POLL_PRINTS_MS = 1_000;

interface PrintWatchDeps {
  readonly printHistory: PrintHistory;
  readonly printers: Pick<Printers, 'job'>;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly log: Log;
  /** What is shown may have changed. */
  readonly onChange: () => void;
}

export interface PrintWatch {
  /** Something is on its way to a printer: it is looked after until it is there. */
  poll(): void;
  stop(): void;
}

/** Follows what was given to the print service, also what was given before the program last started. */
export function watchPrints(deps: PrintWatchDeps): PrintWatch {
  const { printHistory: posted, printers, clock, log } = deps;
  let cancel: () => void = () => undefined;
  let isStopped = false;
  let looking = Promise.resolve();

  function note(print: PrintRecord, next: Pick<PrintRecord, 'state' | 'wants'>): void {
    if (print.state === next.state && print.wants.join() === next.wants.join()) return;
    const { state, wants } = next;
    posted.noteState(print.id, state, wants);
    log.info('print.status', { id: print.id, printer: print.target, state, wants });
    deps.onChange();
  }

  async function follow(print: PrintRecord): Promise<void> {
    // Given up between the note and the print service: whether it was printed is not known.
    if (print.job === undefined) {
      note(print, { state: 'lost', wants: [] });
      return;
    }
    const job = await printers.job(print.target, print.job);
    if (isStopped) return;
    if (job.ok) note(print, job.value);
    // Without its print service it waits there; it is asked about again.
    else if (job.error === 'print-no-service') note(print, { ...print, wants: ['service'] });
  }

  async function followAll(): Promise<void> {
    try {
      for (const print of posted.open()) await follow(print);
    } catch (error) {
      const reason = reasonOf(error);
      log.error('print.status-unknown', { reason });
    }
  }

  function look(): void {
    cancel();
    looking = looking.then(followAll).then(() => {
      cancel();
      if (!isStopped && posted.open().length > 0) cancel = clock.setTimer(POLL_PRINTS_MS, look);
    });
  }

  return {
    poll: look,
    stop: () => {
      isStopped = true;
      cancel();
    },
  };
}
