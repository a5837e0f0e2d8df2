import type { Clock, Log } from '#core/base/ports.ts';
import type { VendEvent, VendOutcome, VendSelection } from '#core/vend/controller.ts';
import { PendingResults } from '../pending-results.ts';
import type { QibixxOptions } from './options.ts';

/** The kiosk answers this long before the machine's own time-out (vend-hardware, conversation G). */
const ANSWER_MARGIN_MS = 2_000;

export interface Result {
  readonly outcome: VendOutcome;
  /** The machine's own words. */
  readonly detail: string;
}

/** A vend request and how far it has come. */
interface Request {
  readonly requestId: string;
  readonly priceMinor: number;
  readonly item: number | undefined;
  readonly answerByMs: number;
  isApproved: boolean;
  /** The machine has acknowledged something since the approval. */
  isAcknowledged: boolean;
  /** A result heard while an earlier request is pending: the end of the session shows whose it is. */
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
 * Tracks the vend request at the machine and decides whose a result is. A result names no request: it belongs to the running
 * vend. While an earlier vend's result is pending, the first of two results is the earlier one's: results keep their order.
 */
export class Vends {
  readonly #deps: VendsDeps;
  readonly #pending = new PendingResults();
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

  /** A request from before the kiosk restarted, whose result never came. */
  remember(requestId: string): void {
    this.#pending.add(requestId);
  }

  /** @returns whether this is a new request that can be served */
  isNewRequest(priceMinor: number, item: number | undefined): boolean {
    const before = this.#present;
    // The next selection of the same session: the vend before it is over.
    if (before === undefined || this.acceptHeardResult()) return true;
    if (before.priceMinor === priceMinor && before.item === item) return false;
    if (!before.isApproved) {
      this.end({ outcome: 'cancelled', detail: 'another request came' });
      return true;
    }
    this.#deps.log.warn('vend.second-request', { priceMinor, item });
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

  /** The adapter refused the approval. @returns the request it was for */
  revokeApproval(): string | undefined {
    const present = this.#present;
    if (present?.isApproved !== true || present.heard !== undefined) return undefined;
    this.#present = undefined;
    return present.requestId;
  }

  /** Whether this outcome cancels a request that waits for our answer, rather than ending an earlier vend. */
  isTakenBackBy(outcome: 'failed' | 'cancelled'): boolean {
    const isAsking = this.#present?.isApproved === false;
    return isAsking && (outcome === 'cancelled' || this.#pending.isEmpty());
  }

  /** The request was denied: no result will come. */
  forget(): void {
    this.#present = undefined;
  }

  /** @returns `ended`: this vend; `waits`: for a second result; `late`: a pending vend's; `nobody`: nobody's */
  hear(result: Result): 'ended' | 'waits' | 'late' | 'nobody' {
    const present = this.#present;
    if (present?.isApproved !== true) return this.#reportLate(result) ? 'late' : 'nobody';
    if (present.heard === undefined && !this.#pending.isEmpty()) {
      present.heard = result;
      return 'waits';
    }
    if (present.heard !== undefined) this.#reportLate(present.heard);
    this.end(result);
    return 'ended';
  }

  /** No second result came, so the one that was heard counts. @returns whether there was one */
  acceptHeardResult(): boolean {
    const heard = this.#present?.heard;
    if (heard !== undefined) this.end(heard);
    return heard !== undefined;
  }

  end({ outcome, detail }: Result): void {
    const ended = this.#present;
    if (ended === undefined) return;
    this.#present = undefined;
    if (ended.isApproved) this.#keepPending(ended.requestId, outcome);
    this.#deps.emit({ kind: 'vendResult', requestId: ended.requestId, outcome, detail });
  }

  /** A machine that reports the result of this vend has no earlier result left to report. */
  #keepPending(requestId: string, outcome: VendOutcome): void {
    if (outcome !== 'unknown') this.#pending.clear();
    if (outcome !== 'succeeded') this.#pending.add(requestId);
  }

  #reportLate({ outcome, detail }: Result): boolean {
    const requestId = this.#pending.only();
    if (requestId === undefined) {
      this.#deps.log.warn('vend.result-unexpected', { outcome, detail });
      return false;
    }
    if (outcome === 'succeeded') this.#pending.clear();
    this.#deps.emit({ kind: 'vendResult', requestId, outcome, detail });
    return true;
  }
}
