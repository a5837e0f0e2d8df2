import { approveCommand, COMMANDS, startCommand } from '#contract/qibixx/commands.ts';
import type { Response } from '#contract/qibixx/responses.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { MachineState, VendEvent } from '#core/vend/controller.ts';
import type { QibixxOptions } from './options.ts';
import { Vends, type Result } from './vends.ts';
import { Timer } from '../timer.ts';

/** The order of result and status lines is not certain: a result may follow the end of the session. */
export const RESULT_GRACE_MS = 2_000;
/** After a session without a result, its result is listened for; then the machine is started afresh. */
export const LATE_RESULT_MS = 12_000;
/** After a vend the machine should close the session; then it is closed for it, then started afresh. */
export const SESSION_END_MS = 5_000;
/** An offer, its end or a denial is answered within this. */
export const ORDER_MS = 5_000;

export interface ConversationDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: QibixxOptions;
  readonly isAlwaysIdle: boolean;
  readonly newId: () => string;
  readonly emit: (event: VendEvent) => void;
  readonly write: (line: string) => void;
  /** Why nobody is served although the line is up. */
  readonly explain: (detail: string) => void;
  /** The machine does not come back by itself: run the start-up recipe. */
  readonly startAfresh: () => void;
  /** The adapter does not do what it was told: out of service until the recipe has been run. */
  readonly fail: (detail: string) => void;
  /** It has opened a session, or asks for a vend: it does its work. */
  readonly proven: () => void;
}

/** What the adapter's lines mean: sessions, requests, results. Knows no line and no timer of the link. */
export class Conversation {
  readonly vends: Vends;
  readonly #deps: ConversationDeps;
  #state: MachineState = 'offline';
  #session: 'none' | 'offered' | 'open' = 'none';
  #isEndingByApp = false;
  /** A session ended without a result: nobody is served before that is cleared up. */
  #isRecovering = false;
  readonly #wait: Timer;
  readonly #answer: Timer;

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
    this.vends = new Vends(deps);
    this.#wait = new Timer(deps.clock);
    this.#answer = new Timer(deps.clock);
  }

  isResting(): boolean {
    return this.#state === 'enabled';
  }

  offer(creditMinor: number): void {
    if (this.#deps.isAlwaysIdle) return;
    if (this.#state !== 'enabled') {
      this.#deps.emit({ kind: 'sessionRefused', detail: `the machine is ${this.#state}` });
      return;
    }
    this.#session = 'offered';
    this.#isEndingByApp = false;
    this.#order(startCommand(creditMinor, this.#deps.options.decimalPlaces));
  }

  endSession(): void {
    if (this.#session === 'none') return;
    this.#isEndingByApp = true;
    this.#order(COMMANDS.stop);
  }

  /** Never said twice: a second approval would be refused while the first stands. */
  approve(requestId: string, amountMinor: number): void {
    const verdict = this.vends.approve(requestId);
    if (verdict === 'approved already') return;
    if (verdict !== 'approved') {
      if (verdict === 'too late') this.deny(requestId);
      this.#deps.emit({ kind: 'approvalRefused', requestId });
      return;
    }
    this.#answer.cancel();
    this.#deps.write(approveCommand(amountMinor, this.#deps.options.decimalPlaces));
    this.#enter('vending');
  }

  deny(requestId: string): void {
    if (this.vends.isVending() || this.vends.present()?.requestId !== requestId) return;
    this.vends.forget();
    this.#enter(this.#session === 'none' ? 'enabled' : 'session');
    this.#order(this.#deps.options.denyWith === 'vend' ? COMMANDS.deny : COMMANDS.stop);
  }

  /** The line is gone, or the adapter has been switched off. */
  lost(): void {
    this.#wait.cancel();
    this.#answer.cancel();
    this.#isRecovering = false;
    this.#breakOff('link', 'the line was lost');
    this.#enter('offline');
  }

  hear(response: Response): void {
    switch (response.kind) {
      case 'status':
        this.#hearStatus(response);
        break;
      case 'vendRequest':
        this.#hearRequest(response.priceMinor, response.item);
        break;
      case 'vendSuccess':
        this.#result({ outcome: 'succeeded', detail: 'VEND,SUCCESS' });
        break;
      case 'vendError':
        this.#hearError(response.code);
        break;
      case 'approvalRefused':
        this.#hearTooLate();
        break;
      case 'startRefused':
        this.#hearStartRefused();
        break;
      case 'isOff':
        this.#hearIsOff();
        break;
      case 'acknowledged':
      case 'denied':
        this.#hearAcknowledged();
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

  /** Says it, and takes silence for what it is: an adapter that does not do its work. */
  #order(line: string): void {
    this.#answer.start(ORDER_MS, () => {
      this.#deps.fail(`the adapter did not answer ${line}`);
    });
    this.#deps.write(line);
  }

  #hearRequest(priceMinor: number, item: number | undefined): void {
    if (!this.vends.isAskedAnew(priceMinor, item)) return;
    if (this.#isRecovering) {
      this.#order(COMMANDS.deny);
      return;
    }
    this.#answer.cancel();
    this.#openSession();
    this.#deps.proven();
    const selection = this.vends.begin(priceMinor, item);
    this.#enter('selecting');
    this.#deps.emit({ kind: 'selection', selection });
  }

  #openSession(): void {
    if (this.#session !== 'offered') return;
    this.#session = 'open';
    this.#deps.proven();
  }

  #hearStatus({ status }: Extract<Response, { kind: 'status' }>): void {
    if (this.#isRecovering) this.#answer.cancel();
    if (status === 'idle') this.#hearIdle();
    else if (status === 'enabled') this.#hearEnabled();
    else if (status === 'disabled' && this.vends.isVending()) {
      // MDB 4.2: a disable takes effect only after the running transaction.
      this.#deps.log.info('disabled during a vend', {});
    } else {
      this.#wait.cancel();
      this.#answer.cancel();
      // The machine starts by itself.
      this.#isRecovering = false;
      this.#breakOff('reset', `STATUS,${status.toUpperCase()}`);
      this.#enter(status);
    }
  }

  #hearIdle(): void {
    if (this.vends.isVending() || this.#isRecovering) return;
    this.vends.end({ outcome: 'cancelled', detail: 'STATUS,IDLE' });
    if (!this.#isEndingByApp) this.#answer.cancel();
    this.#openSession();
    this.#enter('session');
  }

  #hearEnabled(): void {
    if (this.#isRecovering) return;
    if (this.vends.isVending()) {
      this.#wait.start(RESULT_GRACE_MS, () => {
        if (!this.vends.believe()) this.#endWithoutResult();
        this.#sessionOver();
      });
      return;
    }
    // Before the session has begun this line is still about the one before.
    if (this.#session === 'offered' && this.vends.present() === undefined) return;
    this.vends.end({ outcome: 'cancelled', detail: 'STATUS,ENABLED' });
    this.#sessionOver();
  }

  /** Nobody is served on top of it: its result could be taken for theirs. */
  #endWithoutResult(): void {
    this.#isRecovering = true;
    this.vends.end({ outcome: 'unknown', detail: 'the session ended without a result' });
    this.#deps.explain('the last vend ended without a result; the machine is started afresh');
  }

  #sessionOver(): void {
    this.#wait.cancel();
    this.#answer.cancel();
    const wasOpen = this.#session !== 'none';
    const by = this.#isEndingByApp ? 'app' : 'machine';
    this.#session = 'none';
    this.#isEndingByApp = false;
    this.#enter(this.#isRecovering ? 'inactive' : 'enabled');
    if (wasOpen) this.#deps.emit({ kind: 'sessionEnded', by });
    if (this.#isRecovering)
      this.#wait.start(LATE_RESULT_MS - RESULT_GRACE_MS, this.#deps.startAfresh);
  }

  #hearError(code: 1 | 3 | 5): void {
    const detail = `ERR,VEND ${String(code)}`;
    const outcome = code === 3 ? 'failed' : 'cancelled';
    if (code === 5) this.#breakOff('reset', detail);
    else if (this.vends.isTakenBackBy(outcome)) {
      this.vends.end({ outcome: 'cancelled', detail });
      this.#awaitSessionEnd();
    } else if (code === 3 || this.vends.isVending()) this.#result({ outcome, detail });
  }

  #hearTooLate(): void {
    const requestId = this.vends.disapprove();
    if (requestId === undefined) return;
    this.#enter(this.#session === 'none' ? 'enabled' : 'session');
    this.#deps.emit({ kind: 'approvalRefused', requestId });
  }

  #hearStartRefused(): void {
    if (this.#session !== 'offered') return;
    this.#session = 'none';
    this.#answer.cancel();
    this.#deps.emit({ kind: 'sessionRefused', detail: 'START -3' });
    // It is not enabled, and has not said so: what it says about itself is not to be relied on.
    if (this.#state === 'enabled') this.#deps.fail('the adapter does not take C,START');
  }

  /** It has forgotten that it was switched on, and what it was told. An approval that is answered so approved nothing. */
  #hearIsOff(): void {
    if (this.vends.present()?.isAcknowledged === false) this.#hearTooLate();
    this.#deps.fail('the adapter has lost its state: cashless is off');
  }

  #hearAcknowledged(): void {
    this.vends.acknowledged();
    // An offer is answered by its session, and the end of one by its status.
    if (this.#session !== 'offered' && !this.#isEndingByApp) this.#answer.cancel();
  }

  /** A reset or a lost line: what was approved is unknown, what was not is cancelled. */
  #breakOff(by: 'reset' | 'link', detail: string): void {
    const hadSession = this.#session !== 'none';
    this.#session = 'none';
    this.#isEndingByApp = false;
    const outcome = this.vends.isVending() ? 'unknown' : 'cancelled';
    if (!this.vends.believe()) this.vends.end({ outcome, detail });
    if (hadSession) this.#deps.emit({ kind: 'sessionEnded', by });
  }

  #result(result: Result): void {
    const told = this.vends.hear(result);
    if (told === 'ended' || told === 'waits') this.#awaitSessionEnd();
    else if (told === 'late' && this.#isRecovering) this.#recovered();
  }

  #recovered(): void {
    this.#isRecovering = false;
    this.#wait.cancel();
    this.#deps.explain('');
    this.#enter('enabled');
  }

  /** One sale, one vend: a session that the machine keeps open is closed for it. */
  #awaitSessionEnd(): void {
    this.#wait.start(SESSION_END_MS, () => {
      this.endSession();
      this.#wait.start(SESSION_END_MS, this.#deps.startAfresh);
    });
  }
}
