import { reasonOf } from '#core/base/errors.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { PrintHistory } from '#core/sheet/print-history.ts';
import type { PrintRecord } from '#core/sheet/print-history.ts';
import type { Printers } from '#core/sheet/printer.ts';

/** How often to ask the print service: a person waits for the paper. */
export const POLL_PRINTS_MS = 1_000;

interface PrintWatchDeps {
  readonly printHistory: PrintHistory;
  readonly printers: Pick<Printers, 'job'>;
  readonly clock: Pick<Clock, 'setTimer'>;
  readonly log: Log;
  /** Called when the screen may have to change. */
  readonly onChange: () => void;
}

export interface PrintWatch {
  /** Starts polling: a job is on its way to a printer. */
  poll(): void;
  stop(): void;
}

/** Follows the jobs given to the print service, also those from before the last start. */
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
    // The program ended between the record and the print service: nobody knows whether it was printed.
    if (print.job === undefined) {
      note(print, { state: 'lost', wants: [] });
      return;
    }
    const job = await printers.job(print.target, print.job);
    if (isStopped) return;
    if (job.ok) note(print, job.value);
    // The print service is away; ask again later.
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
