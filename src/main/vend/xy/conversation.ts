import { commands } from '#contract/xy/commands.ts';
import type { BoardReport, ReportOf } from '#contract/xy/reports.ts';
import { CHECK_OK, checkWords, dispenseStatus } from '#contract/xy/status.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type {
  MachineState,
  RememberedRequest,
  VendEvent,
  VendOutcome,
} from '#core/vend/controller.ts';
import type { DropConfirmation } from '#core/vend/device-controls.ts';
import { Timer } from '../timer.ts';
import type { Exchange } from './exchange.ts';
import { checkFault, driveFault } from './fault-codes.ts';
import type { XyOptions } from './options.ts';
import { PendingDrives, type Result } from './pending-drives.ts';

/** The kiosk answers this long before the board's own time-out. */
const ANSWER_MARGIN_MS = 2_000;
/** “Purchase terminated”: the board also sends it when it takes no drive now. */
const TERMINATED = 0xff;
/** When a selection has a pending result, the second of two results comes within this time. */
export const SECOND_RESULT_MS = 2_000;

export interface ConversationDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: XyOptions;
  readonly newId: () => string;
  readonly emit: (event: VendEvent) => void;
  readonly exchange: Exchange;
  /** Whether a drop sensor watches this selection. */
  readonly hasSensor: (item: number) => boolean;
  /** The board ignored a command: out of service until the start-up sequence has run. */
  readonly fail: (detail: string) => void;
  /** The board has answered: it works. */
  readonly proven: () => void;
}

interface Request {
  readonly requestId: string;
  readonly item: number;
  readonly answerByMs: number;
  /** `asked`: waits for our answer. `checking`: approved, nothing driven. `driving`: the motor may turn. */
  stage: 'asked' | 'checking' | 'driving';
  drivenAtMs: number;
  /** The board has reported that its motor turns. */
  hasBegun: boolean;
  /** A result heard while an earlier request for the same selection is pending. */
  heard: Result | undefined;
}

/** The outcome of a request when no more reports will come. */
const OUTCOME_WHEN_LOST = { asked: 'cancelled', checking: 'failed', driving: 'unknown' } as const;
const ASKED = { stage: 'asked', drivenAtMs: 0, hasBegun: false, heard: undefined } as const;

/** Follows selections, drives and results at a board whose motors we turn. Knows nothing of the serial link. */
export class Conversation {
  readonly #deps: ConversationDeps;
  #state: MachineState = 'offline';
  #request: Request | undefined;
  readonly #pending: PendingDrives;
  readonly #secondResult: Timer;
  #hasSession = false;
  #isReady = false;

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
    this.#pending = new PendingDrives(deps);
    this.#secondResult = new Timer(deps.clock);
  }

  isBusy(): boolean {
    return this.#request !== undefined;
  }

  /** A request from before the kiosk restarted, whose result never came. */
  remember({ requestId, item }: RememberedRequest): void {
    if (item !== undefined) this.#pending.remember(item, requestId);
  }

  /** The start-up sequence runs again: no customer is served meanwhile. */
  starting(): void {
    this.#isReady = false;
    this.#enter('inactive');
  }

  /** The start-up sequence is done: customers may be served. */
  ready(): void {
    this.#isReady = true;
    if (this.#request === undefined) this.#rest();
  }

  offer(): void {
    this.#hasSession = true;
    if (this.#request === undefined) this.#rest();
  }

  endSession(): void {
    if (!this.#hasSession) return;
    this.#hasSession = false;
    if (this.#request === undefined) this.#rest();
    this.#deps.emit({ kind: 'sessionEnded', by: 'app' });
  }

  /** Takes an approval once: a second one finds the request past `asked`. */
  approve(requestId: string): void {
    const request = this.#request;
    if (request?.requestId !== requestId || request.stage !== 'asked') {
      if (request?.requestId !== requestId) this.#deps.emit({ kind: 'approvalRefused', requestId });
      return;
    }
    if (this.#deps.clock.monotonicMs() >= request.answerByMs) {
      this.deny(requestId);
      this.#deps.emit({ kind: 'approvalRefused', requestId });
      return;
    }
    request.stage = 'checking';
    this.#enter('vending');
    void this.#check(request);
  }

  deny(requestId: string): void {
    if (this.#request?.requestId !== requestId || this.#request.stage !== 'asked') return;
    this.#request = undefined;
    void this.#deps.exchange.send(commands.cancelSelection());
    this.#rest();
  }

  denyPending(): void {
    if (this.#request !== undefined) this.deny(this.#request.requestId);
  }

  /** Stops waiting for the result. What was not driven has not dropped. */
  giveUp(detail: string): void {
    const request = this.#request;
    if (request === undefined || this.#acceptHeardResult()) return;
    this.#resolve({ outcome: OUTCOME_WHEN_LOST[request.stage], detail, confirmation: undefined });
  }

  /** The board is gone; it may have finished the drive it had begun. */
  lost(detail: string): void {
    const hadSession = this.#hasSession;
    this.#hasSession = false;
    this.#isReady = false;
    this.giveUp(detail);
    this.#enter('offline');
    if (hadSession) this.#deps.emit({ kind: 'sessionEnded', by: 'link' });
  }

  hear(report: BoardReport): void {
    if (report.kind === 'keypad') this.#hearKeypad(report);
    else if (report.kind === 'dispense') this.#hearDispense(report);
  }

  #hearKeypad({ selection: item }: ReportOf<'keypad'>): void {
    const before = this.#request;
    if (before !== undefined && before.stage !== 'asked') {
      this.#deps.log.info('vend.key-during-vend', { item });
      return;
    }
    if (before?.item === item && item !== undefined) return;
    if (before !== undefined) this.giveUp('another key, or taken back');
    if (item === undefined) return;
    const { clock, options, newId, emit } = this.#deps;
    const answerWithinMs = options.answerSeconds * 1_000 - ANSWER_MARGIN_MS;
    const requestId = newId();
    const answerByMs = clock.monotonicMs() + answerWithinMs;
    this.#request = { ...ASKED, requestId, item, answerByMs };
    this.#enter('selecting');
    const selection = { requestId, item, priceMinor: undefined, answerWithinMs };
    emit({ kind: 'selection', selection });
  }

  async #check(request: Request): Promise<void> {
    const answer = await this.#deps.exchange.ask(
      commands.checkSelection(request.item),
      (report): report is ReportOf<'check'> =>
        report.kind === 'check' && report.selection === request.item,
    );
    // The request ended while the board was asked.
    if (this.#request !== request) return;
    if (answer !== undefined) this.#deps.proven();
    if (answer?.status === CHECK_OK) {
      await this.#drive(request);
      return;
    }
    const words = answer === undefined ? 'no answer' : checkWords(answer.status);
    const fault = answer === undefined ? undefined : checkFault(answer.status);
    const detail = `check: ${words}`;
    if (fault !== undefined) this.#raise(fault, request.item, detail);
    if (answer === undefined) this.#isReady = false;
    // Nothing has been driven: nothing can have dropped.
    this.#resolve({ outcome: 'failed', detail, confirmation: undefined });
    if (answer === undefined) this.#deps.fail('the board did not answer a check (01)');
  }

  async #drive(request: Request): Promise<void> {
    request.stage = 'driving';
    request.drivenAtMs = this.#deps.clock.monotonicMs();
    const { item } = request;
    const dropSensor = this.#deps.hasSensor(item);
    const { elevator } = this.#deps.options;
    const outcome = await this.#deps.exchange.send(
      commands.drive({ selection: item, dropSensor, elevator }),
    );
    if (this.#request !== request || outcome === 'acknowledged') return;
    const ended = outcome === 'notSent' ? 'failed' : 'unknown';
    this.#resolve({ outcome: ended, detail: `drive: ${outcome}`, confirmation: undefined });
  }

  #hearDispense({ status, selection }: ReportOf<'dispense'>): void {
    const meaning = dispenseStatus(status);
    const words = `04 ${status.toString(16).padStart(2, '0')} ${meaning.words}`;
    const running = this.#drivenTo(selection);
    // A refused drive does not begin.
    const isBegun = meaning.class === 'progress' || status === TERMINATED;
    if (running !== undefined && isBegun) running.hasBegun = true;
    if (running === undefined && !this.#pending.has(selection)) {
      this.#deps.log.warn('vend.dispense-status-unexpected', { words, selection });
    } else if (meaning.class === 'succeeded' || meaning.class === 'failed') {
      if (meaning.class === 'failed') this.#raise(driveFault(status), selection, words);
      this.#hearResult(running, selection, { outcome: meaning.class, detail: words });
    } else if (meaning.class === 'unknown') {
      this.#deps.log.warn('vend.dispense-status-unknown', { words, selection });
    }
  }

  #drivenTo(item: number): Request | undefined {
    const request = this.#request;
    return request?.stage === 'driving' && request.item === item ? request : undefined;
  }

  /**
   * A result names its selection but no request. While an earlier drive of the same selection is pending, a result before our
   * motor turns is the earlier one's, and so is the first of two: results keep the order of their drives.
   */
  #hearResult(
    running: Request | undefined,
    item: number,
    told: Pick<Result, 'outcome' | 'detail'>,
  ): void {
    const isOwed = this.#pending.has(item);
    if (running === undefined || (isOwed && !running.hasBegun)) {
      this.#pending.tell(item, { ...told, confirmation: undefined });
      return;
    }
    const result: Result = { ...told, confirmation: this.#dropOf(running, told.outcome) };
    if (isOwed && running.heard === undefined) {
      running.heard = result;
      this.#secondResult.start(SECOND_RESULT_MS, () => this.#acceptHeardResult());
      return;
    }
    if (running.heard !== undefined) this.#pending.tell(item, running.heard);
    this.#resolve(result);
  }

  #dropOf({ item, drivenAtMs }: Request, outcome: VendOutcome): DropConfirmation | undefined {
    if (outcome !== 'succeeded') return undefined;
    return {
      drop: this.#deps.hasSensor(item) ? 'confirmed' : 'assumed',
      tookMs: Math.round(this.#deps.clock.monotonicMs() - drivenAtMs),
    };
  }

  /** No second result came, so the one that was heard counts. @returns whether there was one */
  #acceptHeardResult(): boolean {
    const heard = this.#request?.heard;
    if (heard !== undefined) this.#resolve(heard);
    return heard !== undefined;
  }

  #raise(code: ReturnType<typeof driveFault>, item: number, detail: string): void {
    this.#deps.emit({ kind: 'fault', code, item, isPresent: true, detail });
  }

  #resolve({ outcome, detail, confirmation }: Result): void {
    const request = this.#request;
    if (request === undefined) return;
    this.#request = undefined;
    this.#secondResult.cancel();
    const { requestId } = request;
    if (request.stage === 'driving') this.#pending.note(request.item, requestId, outcome);
    // One sale, one vend.
    if (request.stage !== 'asked') this.#hasSession = false;
    this.#deps.emit({ kind: 'vendResult', requestId, outcome, detail, confirmation });
    this.#rest();
  }

  #rest(): void {
    if (!this.#isReady) return;
    this.#enter(this.#hasSession ? 'session' : 'enabled');
  }

  #enter(state: MachineState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#deps.emit({ kind: 'machine', state });
  }
}
