import { approveCommand, COMMANDS, startCommand } from '#contract/qibixx/commands.ts';
import type { Response } from '#contract/qibixx/responses.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { MachineState, VendEvent } from '#core/vend/controller.ts';
import type { QibixxOptions } from './options.ts';
import { Vends, type Result } from './vends.ts';
import { Timer } from '../timer.ts';

/** A result line may follow the line that ends the session: wait this long for it. */
export const RESULT_GRACE_MS = 2_000;
/** After a session without a result the driver listens this long for it, then restarts the adapter. */
export const LATE_RESULT_MS = 12_000;
/** The machine should end the session after a vend. After this time the driver ends it, after twice this time it restarts the adapter. */
export const SESSION_END_MS = 5_000;
/** The adapter answers an offer, its end or a denial within this time. */
export const ORDER_MS = 5_000;

export interface ConversationDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: QibixxOptions;
  readonly isAlwaysIdle: boolean;
  readonly newId: () => string;
  readonly emit: (event: VendEvent) => void;
  readonly write: (line: string) => void;
  /** Says why no customer is served although the line is up. */
  readonly explain: (detail: string) => void;
  /** The machine does not recover by itself: run the start-up sequence. */
  readonly restartDevice: () => void;
  /** The adapter ignored a command: out of service until the start-up sequence has run. */
  readonly fail: (detail: string) => void;
  /** The adapter has opened a session or asks for a vend: it works. */
  readonly proven: () => void;
}

/** Follows the adapter's sessions, vend requests and results. Knows nothing of the serial link. */
export class Conversation {
  readonly vends: Vends;
  readonly #deps: ConversationDeps;
  #state: MachineState = 'offline';
  #session: 'none' | 'offered' | 'open' = 'none';
  #isEndingByApp = false;
  /** A session ended without a result: no customer is served until that is resolved. */
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

  /** Sends an approval once: the adapter would refuse a second one. */
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

  /** The line is lost, or the adapter was switched off. */
  lost(): void {
    this.#wait.cancel();
    this.#answer.cancel();
    this.#isRecovering = false;
    this.#abandon('link', 'the line was lost');
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

  /** Sends a command; silence means that the adapter does not work. */
  #order(line: string): void {
    this.#answer.start(ORDER_MS, () => {
      this.#deps.fail(`the adapter did not answer ${line}`);
    });
    this.#deps.write(line);
  }

  #hearRequest(priceMinor: number, item: number | undefined): void {
    if (!this.vends.isNewRequest(priceMinor, item)) return;
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
      this.#deps.log.info('vend.disabled-during-vend', {});
    } else {
      this.#wait.cancel();
      this.#answer.cancel();
      // The machine restarts by itself.
      this.#isRecovering = false;
      this.#abandon('reset', `STATUS,${status.toUpperCase()}`);
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
        if (!this.vends.acceptHeardResult()) this.#endWithoutResult();
        this.#sessionOver();
      });
      return;
    }
    // Until the session has begun this line still belongs to the one before.
    if (this.#session === 'offered' && this.vends.present() === undefined) return;
    this.vends.end({ outcome: 'cancelled', detail: 'STATUS,ENABLED' });
    this.#sessionOver();
  }

  /** Serves no other customer: a late result could be taken for theirs. */
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
      this.#wait.start(LATE_RESULT_MS - RESULT_GRACE_MS, this.#deps.restartDevice);
  }

  #hearError(code: 1 | 3 | 5): void {
    const detail = `ERR,VEND ${String(code)}`;
    const outcome = code === 3 ? 'failed' : 'cancelled';
    if (code === 5) this.#abandon('reset', detail);
    else if (this.vends.isTakenBackBy(outcome)) {
      this.vends.end({ outcome: 'cancelled', detail });
      this.#awaitSessionEnd();
    } else if (code === 3 || this.vends.isVending()) this.#result({ outcome, detail });
  }

  #hearTooLate(): void {
    const requestId = this.vends.revokeApproval();
    if (requestId === undefined) return;
    this.#enter(this.#session === 'none' ? 'enabled' : 'session');
    this.#deps.emit({ kind: 'approvalRefused', requestId });
  }

  #hearStartRefused(): void {
    if (this.#session !== 'offered') return;
    this.#session = 'none';
    this.#answer.cancel();
    this.#deps.emit({ kind: 'sessionRefused', detail: 'START -3' });
    // It is not enabled although it said so: its status cannot be trusted.
    if (this.#state === 'enabled') this.#deps.fail('the adapter does not take C,START');
  }

  /** The adapter has lost its settings and is off. An approval answered this way approved nothing. */
  #hearIsOff(): void {
    if (this.vends.present()?.isAcknowledged === false) this.#hearTooLate();
    this.#deps.fail('the adapter has lost its state: cashless is off');
  }

  #hearAcknowledged(): void {
    this.vends.acknowledged();
    // The session answers an offer, and the status answers the end of a session.
    if (this.#session !== 'offered' && !this.#isEndingByApp) this.#answer.cancel();
  }

  /** After a reset or a lost line an approved vend is unknown and an unapproved request is cancelled. */
  #abandon(by: 'reset' | 'link', detail: string): void {
    const hadSession = this.#session !== 'none';
    this.#session = 'none';
    this.#isEndingByApp = false;
    const outcome = this.vends.isVending() ? 'unknown' : 'cancelled';
    if (!this.vends.acceptHeardResult()) this.vends.end({ outcome, detail });
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

  /** One sale, one vend: ends the session when the machine keeps it open. */
  #awaitSessionEnd(): void {
    this.#wait.start(SESSION_END_MS, () => {
      this.endSession();
      this.#wait.start(SESSION_END_MS, this.#deps.restartDevice);
    });
  }
}
