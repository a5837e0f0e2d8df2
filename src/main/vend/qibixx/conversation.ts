import { approveCommand, COMMANDS, startCommand } from '#contract/qibixx/commands.ts';
import type { Response } from '#contract/qibixx/responses.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { MachineState, VendEvent, VendOutcome } from '#core/vend/controller.ts';
import type { QibixxOptions } from './options.ts';

/** The order of result and status lines is not certain: a result may follow the end of the session. */
export const RESULT_GRACE_MS = 2_000;
/** After a vend the machine should close the session; then it is closed for it, then started afresh. */
export const SESSION_END_MS = 5_000;
/** The machine's own time-out is approached no nearer than this (vend-hardware, conversation G). */
const ANSWER_MARGIN_MS = 2_000;

export interface ConversationDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: QibixxOptions;
  readonly isAlwaysIdle: boolean;
  readonly newId: () => string;
  readonly emit: (event: VendEvent) => void;
  readonly write: (line: string) => void;
  /** The machine does not come back by itself: run the start-up recipe. */
  readonly startAfresh: () => void;
}

interface Pending {
  readonly requestId: string;
  readonly priceMinor: number;
  readonly item: number | undefined;
  readonly answerByMs: number;
  isApproved: boolean;
}

/** What the adapter's lines mean: sessions, requests, results. Knows no line and no timer of the link. */
export class Conversation {
  readonly #deps: ConversationDeps;
  #state: MachineState = 'offline';
  #pending: Pending | undefined;
  /** An approved request whose result was taken as unknown: it may still be told late. */
  #givenUp: string | undefined;
  #session: 'none' | 'offered' | 'open' = 'none';
  #isEndingByApp = false;
  #cancelWait: () => void = () => undefined;

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
  }

  isVending(): boolean {
    return this.#pending?.isApproved === true;
  }

  offer(creditMinor: number): void {
    if (this.#deps.isAlwaysIdle) return;
    this.#session = 'offered';
    this.#isEndingByApp = false;
    this.#deps.write(startCommand(creditMinor, this.#deps.options.decimalPlaces));
  }

  endSession(): void {
    if (this.#session === 'none') return;
    this.#isEndingByApp = true;
    this.#deps.write(COMMANDS.stop);
  }

  /** Never said twice: a second approval would be refused while the first stands. */
  approve(requestId: string, amountMinor: number): void {
    const pending = this.#pending;
    if (pending?.requestId !== requestId || pending.isApproved) {
      if (pending?.isApproved !== true) this.#deps.emit({ kind: 'approvalRefused', requestId });
      return;
    }
    if (this.#deps.clock.monotonicMs() >= pending.answerByMs) {
      this.deny(requestId);
      this.#deps.emit({ kind: 'approvalRefused', requestId });
      return;
    }
    pending.isApproved = true;
    this.#deps.write(approveCommand(amountMinor, this.#deps.options.decimalPlaces));
    this.#enter('vending');
  }

  deny(requestId: string): void {
    if (this.#pending?.requestId !== requestId || this.#pending.isApproved) return;
    this.#pending = undefined;
    this.#deps.write(this.#deps.options.denyWith === 'vend' ? COMMANDS.deny : COMMANDS.stop);
    this.#enter(this.#session === 'none' ? 'enabled' : 'session');
  }

  denyPending(): void {
    if (this.#pending !== undefined) this.deny(this.#pending.requestId);
  }

  /** The line is gone, or the adapter has been switched off. */
  lost(): void {
    this.#cancelWait();
    this.#breakOff('link', 'the line was lost');
    this.#givenUp = undefined;
    this.#enter('offline');
  }

  hear(response: Response): void {
    switch (response.kind) {
      case 'status':
        this.#hearStatus(response.status);
        break;
      case 'vendRequest':
        this.#hearRequest(response.priceMinor, response.item);
        break;
      case 'vendSuccess':
        this.#result('succeeded', 'VEND,SUCCESS');
        break;
      case 'vendError':
        this.#hearError(response.code);
        break;
      case 'approvalRefused':
        this.#hearTooLate();
        break;
      case 'startRefused':
        if (this.#session !== 'offered') break;
        this.#session = 'none';
        this.#deps.emit({ kind: 'sessionRefused', detail: 'START -3' });
        break;
      default:
        break;
    }
  }

  #enter(state: MachineState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#deps.emit({ kind: 'machine', state });
  }

  #wait(afterMs: number, run: () => void): void {
    this.#cancelWait();
    this.#cancelWait = this.#deps.clock.setTimer(afterMs, run);
  }

  #hearRequest(priceMinor: number, item: number | undefined): void {
    const { options, clock, newId, emit } = this.#deps;
    const before = this.#pending;
    if (before?.priceMinor === priceMinor && before.item === item) return;
    if (before?.isApproved === true) {
      this.#deps.log.warn('a second request during a vend', { priceMinor, item });
      return;
    }
    if (before !== undefined) this.#resolve('cancelled', 'another request came');
    const answerWithinMs = options.mdbTimeoutSeconds * 1000 - ANSWER_MARGIN_MS;
    const answerByMs = clock.monotonicMs() + answerWithinMs;
    const requestId = newId();
    if (this.#session === 'offered') this.#session = 'open';
    this.#pending = { requestId, priceMinor, item, answerByMs, isApproved: false };
    this.#enter('selecting');
    emit({ kind: 'selection', selection: { requestId, item, priceMinor, answerWithinMs } });
  }

  #hearStatus(status: 'inactive' | 'disabled' | 'enabled' | 'idle'): void {
    if (status === 'idle') this.#hearIdle();
    else if (status === 'enabled') this.#hearEnabled();
    else if (status === 'disabled' && this.isVending()) {
      // MDB 4.2: a disable takes effect only after the running transaction.
      this.#deps.log.info('disabled during a vend', {});
    } else {
      this.#cancelWait();
      this.#breakOff('reset', `STATUS,${status.toUpperCase()}`);
      this.#enter(status);
    }
  }

  #hearIdle(): void {
    if (this.isVending()) return;
    if (this.#pending !== undefined) this.#resolve('cancelled', 'STATUS,IDLE');
    if (this.#session === 'offered') this.#session = 'open';
    this.#enter('session');
  }

  #hearEnabled(): void {
    if (this.isVending()) {
      this.#wait(RESULT_GRACE_MS, () => {
        this.#resolve('unknown', 'the session ended without a result');
        this.#sessionOver();
      });
      return;
    }
    // Before the session has begun this line is still about the one before.
    if (this.#session === 'offered' && this.#pending === undefined) return;
    if (this.#pending !== undefined) this.#resolve('cancelled', 'STATUS,ENABLED');
    this.#sessionOver();
  }

  #sessionOver(): void {
    this.#cancelWait();
    const wasOpen = this.#session !== 'none';
    const by = this.#isEndingByApp ? 'app' : 'machine';
    this.#session = 'none';
    this.#isEndingByApp = false;
    this.#enter('enabled');
    if (wasOpen) this.#deps.emit({ kind: 'sessionEnded', by });
  }

  #hearError(code: 1 | 3 | 5): void {
    const detail = `ERR,VEND ${String(code)}`;
    if (code === 5) this.#breakOff('reset', detail);
    else if (code === 3 && this.isVending()) this.#result('failed', detail);
    else if (this.#pending !== undefined) this.#result('cancelled', detail);
    else if (code === 3) this.#result('failed', detail);
  }

  #hearTooLate(): void {
    const pending = this.#pending;
    if (pending?.isApproved !== true) return;
    this.#pending = undefined;
    this.#enter(this.#session === 'none' ? 'enabled' : 'session');
    this.#deps.emit({ kind: 'approvalRefused', requestId: pending.requestId });
  }

  /** A reset or a lost line: what was approved is unknown, what was not is cancelled. */
  #breakOff(by: 'reset' | 'link', detail: string): void {
    const hadSession = this.#session !== 'none';
    this.#session = 'none';
    this.#isEndingByApp = false;
    if (this.#pending !== undefined) {
      this.#resolve(this.#pending.isApproved ? 'unknown' : 'cancelled', detail);
    }
    if (hadSession) this.#deps.emit({ kind: 'sessionEnded', by });
  }

  #result(outcome: VendOutcome, detail: string): void {
    const isLate = this.#pending === undefined && this.#givenUp !== undefined;
    if (isLate && this.#givenUp !== undefined) {
      this.#deps.emit({ kind: 'vendResult', requestId: this.#givenUp, outcome, detail });
      this.#givenUp = undefined;
      return;
    }
    if (this.#pending === undefined || (outcome === 'succeeded' && !this.#pending.isApproved)) {
      this.#deps.log.warn('a result that nobody asked for', { outcome, detail });
      return;
    }
    this.#resolve(outcome, detail);
    this.#awaitSessionEnd();
  }

  /** One sale, one vend: a session that the machine keeps open is closed for it. */
  #awaitSessionEnd(): void {
    this.#wait(SESSION_END_MS, () => {
      this.endSession();
      this.#wait(SESSION_END_MS, this.#deps.startAfresh);
    });
  }

  #resolve(outcome: VendOutcome, detail: string): void {
    const pending = this.#pending;
    if (pending === undefined) return;
    this.#pending = undefined;
    this.#givenUp = outcome === 'unknown' ? pending.requestId : undefined;
    this.#deps.emit({ kind: 'vendResult', requestId: pending.requestId, outcome, detail });
  }
}
