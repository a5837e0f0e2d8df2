import type { Clock, Log } from '#core/base/ports.ts';
import type { VendEvent, VendOutcome, VendSelection } from '#core/vend/controller.ts';
import { PendingResults } from '../pending-results.ts';
import type { QibixxOptions } from './options.ts';

/** The machine's own time-out is approached no nearer than this (vend-hardware, conversation G). */
const ANSWER_MARGIN_MS = 2_000;

export interface Result {
  readonly outcome: VendOutcome;
  /** The machine's own words. */
  readonly detail: string;
}

/** What the machine asks for, and what has become of it so far. */
interface Request {
  readonly requestId: string;
  readonly priceMinor: number;
  readonly item: number | undefined;
  readonly answerByMs: number;
  isApproved: boolean;
  /** The machine has acknowledged something since the approval. */
  isAcknowledged: boolean;
  /** Heard while an earlier request owes a result: whose it is shows when the session ends. */
  heard: Result | undefined;
}

export interface VendsDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: QibixxOptions;
  readonly newId: () => string;
  readonly emit: (event: VendEvent) => void;
}

/**
 * The request at the machine, and whose a result is. A result names no request: it is of the vend that is under way. While
 * an earlier vend owes its own, the first of two results is the earlier one's: they come in the order of their vends.
 */
export class Vends {
  readonly #deps: VendsDeps;
  readonly #owed = new PendingResults();
  #present: Request | undefined;

  constructor(deps: VendsDeps) {
    this.#deps = deps;
  }

  present(): Request | undefined {
    return this.#present;
  }

  isVending(): boolean {
    return this.#present?.isApproved === true;
  }

  /** A request of an earlier life of the kiosk, whose result was not heard. */
  remember(requestId: string): void {
    this.#owed.add(requestId);
  }

  /** @returns whether it is a new request, and nothing stands in its way */
  isAskedAnew(priceMinor: number, item: number | undefined): boolean {
    const before = this.#present;
    // The next selection of the same session: the vend before it is over.
    if (before === undefined || this.believe()) return true;
    if (before.priceMinor === priceMinor && before.item === item) return false;
    if (!before.isApproved) {
      this.end({ outcome: 'cancelled', detail: 'another request came' });
      return true;
    }
    this.#deps.log.warn('a second request during a vend', { priceMinor, item });
    return false;
  }

  begin(priceMinor: number, item: number | undefined): VendSelection {
    const { clock, options, newId } = this.#deps;
    const requestId = newId();
    const answerWithinMs = options.mdbTimeoutSeconds * 1000 - ANSWER_MARGIN_MS;
    this.#present = {
      requestId,
      priceMinor,
      item,
      answerByMs: clock.monotonicMs() + answerWithinMs,
      isApproved: false,
      isAcknowledged: false,
      heard: undefined,
    };
    return { requestId, item, priceMinor, answerWithinMs };
  }

  approve(requestId: string): 'approved' | 'approved already' | 'not asked' | 'too late' {
    const present = this.#present;
    if (present?.isApproved === true) return 'approved already';
    if (present?.requestId !== requestId) return 'not asked';
    if (this.#deps.clock.monotonicMs() >= present.answerByMs) return 'too late';
    present.isApproved = true;
    return 'approved';
  }

  acknowledged(): void {
    if (this.#present?.isApproved === true) this.#present.isAcknowledged = true;
  }

  /** The approval approved nothing. @returns whose it was */
  disapprove(): string | undefined {
    const present = this.#present;
    if (present?.isApproved !== true || present.heard !== undefined) return undefined;
    this.#present = undefined;
    return present.requestId;
  }

  /** Whether these words are about a request that waits for our answer, and not about an earlier vend. */
  isTakenBackBy(outcome: 'failed' | 'cancelled'): boolean {
    const isAsking = this.#present?.isApproved === false;
    return isAsking && (outcome === 'cancelled' || this.#owed.isEmpty());
  }

  /** It has been denied: no result will come. */
  forget(): void {
    this.#present = undefined;
  }

  /** @returns whether a vend has come to its end, and whether anybody's result was told */
  hear(result: Result): 'ended' | 'waits' | 'late' | 'nobody' {
    const present = this.#present;
    if (present?.isApproved !== true) return this.#tellLate(result) ? 'late' : 'nobody';
    if (present.heard === undefined && !this.#owed.isEmpty()) {
      present.heard = result;
      return 'waits';
    }
    if (present.heard !== undefined) this.#tellLate(present.heard);
    this.end(result);
    return 'ended';
  }

  /** No second result has come: the one that was heard is believed. @returns whether there was one */
  believe(): boolean {
    const heard = this.#present?.heard;
    if (heard !== undefined) this.end(heard);
    return heard !== undefined;
  }

  end({ outcome, detail }: Result): void {
    const ended = this.#present;
    if (ended === undefined) return;
    this.#present = undefined;
    if (ended.isApproved) this.#owe(ended.requestId, outcome);
    this.#deps.emit({ kind: 'vendResult', requestId: ended.requestId, outcome, detail });
  }

  /** A machine that has told the result of this vend has nothing left to say of an earlier one. */
  #owe(requestId: string, outcome: VendOutcome): void {
    if (outcome !== 'unknown') this.#owed.clear();
    if (outcome !== 'succeeded') this.#owed.add(requestId);
  }

  #tellLate({ outcome, detail }: Result): boolean {
    const requestId = this.#owed.only();
    if (requestId === undefined) {
      this.#deps.log.warn('a result that nobody asked for', { outcome, detail });
      return false;
    }
    if (outcome === 'succeeded') this.#owed.clear();
    this.#deps.emit({ kind: 'vendResult', requestId, outcome, detail });
    return true;
  }
}
