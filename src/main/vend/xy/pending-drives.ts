import type { Clock, Log } from '#core/base/ports.ts';
import type { VendEvent, VendOutcome } from '#core/vend/controller.ts';
import type { DropConfirmation } from '#core/vend/device-controls.ts';
import { PendingResults } from '../pending-results.ts';

export interface Result {
  readonly outcome: VendOutcome;
  /** The board's own words. */
  readonly detail: string;
  readonly proof: DropConfirmation | undefined;
}

interface OwedDrivesDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly emit: (event: VendEvent) => void;
}

/** By selection: drives about which the board may still say something. */
export class PendingDrives {
  readonly #deps: OwedDrivesDeps;
  readonly #bySelection = new Map<number, PendingResults>();

  constructor(deps: OwedDrivesDeps) {
    this.#deps = deps;
  }

  has(item: number): boolean {
    return this.#bySelection.get(item)?.isEmpty() === false;
  }

  /** A request of an earlier life of the kiosk, whose result was not heard. */
  remember(item: number, requestId: string): void {
    this.#of(item).add(requestId);
  }

  /** A drive has come to its end. A board that has told it has nothing left to say of an earlier one. */
  note(item: number, requestId: string, outcome: VendOutcome): void {
    const owed = this.#of(item);
    if (outcome !== 'unknown') owed.clear();
    if (outcome !== 'succeeded') owed.add(requestId);
  }

  /** A result that belongs to none of the drives under way. */
  tell(item: number, { outcome, detail, proof }: Result): void {
    const owed = this.#of(item);
    const requestId = owed.only();
    if (requestId === undefined) {
      this.#deps.log.warn('a result that can be of more than one drive', { outcome, detail });
      return;
    }
    if (outcome === 'succeeded') owed.clear();
    this.#deps.emit({ kind: 'vendResult', requestId, outcome, detail, proof });
  }

  #of(item: number): PendingResults {
    const owed = this.#bySelection.get(item) ?? new PendingResults();
    this.#bySelection.set(item, owed);
    return owed;
  }
}
