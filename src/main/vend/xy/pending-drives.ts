import type { Clock, Log } from '#core/base/ports.ts';
import type { VendEvent, VendOutcome } from '#core/vend/controller.ts';
import type { DropConfirmation } from '#core/vend/device-controls.ts';
import { PendingResults } from '../pending-results.ts';

export interface Result {
  readonly outcome: VendOutcome;
  /** The board's own words. */
  readonly detail: string;
  readonly confirmation: DropConfirmation | undefined;
}

interface PendingDrivesDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: (event: VendEvent) => void;
}

/** For each selection: drives whose result may still come. */
export class PendingDrives {
  readonly #deps: PendingDrivesDeps;
  readonly #bySelection = new Map<number, PendingResults>();

  constructor(deps: PendingDrivesDeps) {
    this.#deps = deps;
  }

  has(item: number): boolean {
    return this.#bySelection.get(item)?.isEmpty() === false;
  }

  /** A request from before the kiosk restarted, whose result never came. */
  remember(item: number, requestId: string): void {
    this.#of(item).add(requestId);
  }

  /** A drive has ended. A board that reports its result has no earlier result of this selection left to report. */
  note(item: number, requestId: string, outcome: VendOutcome): void {
    const owed = this.#of(item);
    if (outcome !== 'unknown') owed.clear();
    if (outcome !== 'succeeded') owed.add(requestId);
  }

  /** Assigns a result that belongs to none of the running drives. */
  tell(item: number, { outcome, detail, confirmation }: Result): void {
    const owed = this.#of(item);
    const requestId = owed.only();
    if (requestId === undefined) {
      this.#deps.log.warn('vend.result-ambiguous', { outcome, detail });
      return;
    }
    if (outcome === 'succeeded') owed.clear();
    this.#deps.emit({ kind: 'vendResult', requestId, outcome, detail, confirmation });
  }

  #of(item: number): PendingResults {
    const owed = this.#bySelection.get(item) ?? new PendingResults();
    this.#bySelection.set(item, owed);
    return owed;
  }
}
