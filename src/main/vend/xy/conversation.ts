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

/** An answer comes no later than this before the board's patience ends. */
const ANSWER_MARGIN_MS = 2_000;
/** “Purchase terminated”: also said when no drive is taken now. */
const TERMINATED = 0xff;
/** Of two results for one selection that owes one, the second comes within this. */
export const SECOND_RESULT_MS = 2_000;

export interface ConversationDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: XyOptions;
  readonly newId: () => string;
  readonly emit: (event: VendEvent) => void;
  readonly exchange: Exchange;
  /** Whether a sensor looks for this selection's product. */
  readonly hasSensor: (item: number) => boolean;
  /** The board does not do what it was told: out of service until the start-up has been run. */
  readonly fail: (detail: string) => void;
  /** It has answered: it does its work. */
  readonly proven: () => void;
}

interface Request {
  readonly requestId: string;
  readonly item: number;
  readonly answerByMs: number;
  /** `asked`: waits for our answer. `checking`: approved, nothing driven. `driving`: the motor may turn. */
  stage: 'asked' | 'checking' | 'driving';
  drivenAtMs: number;
  /** The board has said that its motor turns. */
  hasBegun: boolean;
  /** Heard while an earlier request for the same selection owes a result. */
  heard: Result | undefined;
}

/** What becomes of a request of which nothing more will be heard. */
const UNDONE = { asked: 'cancelled', checking: 'failed', driving: 'unknown' } as const;
const ASKED = { stage: 'asked', drivenAtMs: 0, hasBegun: false, heard: undefined } as const;

/** Selections, drives and results at a board whose motors we turn. Knows no line. */
export class Conversation {
  readonly #deps: ConversationDeps;
  #state: MachineState = 'offline';
  #request: Request | undefined;
  readonly #owed: PendingDrives;
  readonly #secondResult: Timer;
  #hasSession = false;
  #isReady = false;

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
    this.#owed = new PendingDrives(deps);
    this.#secondResult = new Timer(deps.clock);
  }

  isBusy(): boolean {
    return this.#request !== undefined;
  }

  /** A request of an earlier life of the kiosk, whose result was not heard. */
  remember({ requestId, item }: RememberedRequest): void {
    if (item !== undefined) this.#owed.remember(item, requestId);
  }

  /** The start-up runs again: nobody is served meanwhile. */
  starting(): void {
    this.#isReady = false;
    this.#enter('inactive');
  }

  /** The start-up is over: customers may be served. */
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

  /** Never said twice: the second one finds its request past `asked`. */
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

  /** The result is not waited for any longer. What was not driven has not dropped. */
  giveUp(detail: string): void {
    const request = this.#request;
    if (request === undefined || this.#believe()) return;
    this.#resolve({ outcome: UNDONE[request.stage], detail, proof: undefined });
  }

  /** The board is gone; what it was driving it may have driven to the end. */
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
      this.#deps.log.info('a key during a vend', { item });
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
    // Lost, or given up, while it was asked.
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
    this.#resolve({ outcome: 'failed', detail, proof: undefined });
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
    this.#resolve({ outcome: ended, detail: `drive: ${outcome}`, proof: undefined });
  }

  #hearDispense({ status, selection }: ReportOf<'dispense'>): void {
    const meaning = dispenseStatus(status);
    const words = `04 ${status.toString(16).padStart(2, '0')} ${meaning.words}`;
    const running = this.#drivenTo(selection);
    // A drive that is refused does not begin.
    const isBegun = meaning.class === 'progress' || status === TERMINATED;
    if (running !== undefined && isBegun) running.hasBegun = true;
    if (running === undefined && !this.#owed.has(selection)) {
      this.#deps.log.warn('a dispense status that nobody waits for', { words, selection });
    } else if (meaning.class === 'succeeded' || meaning.class === 'failed') {
      if (meaning.class === 'failed') this.#raise(driveFault(status), selection, words);
      this.#hearResult(running, selection, { outcome: meaning.class, detail: words });
    } else if (meaning.class === 'unknown') {
      this.#deps.log.warn('a dispense status that is not in the document', { words, selection });
    }
  }

  #drivenTo(item: number): Request | undefined {
    const request = this.#request;
    return request?.stage === 'driving' && request.item === item ? request : undefined;
  }

  /**
   * A result names its selection, and no request. While an earlier drive of the same selection owes its own, what comes
   * before our motor turns is the earlier one's, and so is the first of two results: they come in the order of their drives.
   */
  #hearResult(
    running: Request | undefined,
    item: number,
    told: Pick<Result, 'outcome' | 'detail'>,
  ): void {
    const isOwed = this.#owed.has(item);
    if (running === undefined || (isOwed && !running.hasBegun)) {
      this.#owed.tell(item, { ...told, proof: undefined });
      return;
    }
    const result: Result = { ...told, proof: this.#proofOf(running, told.outcome) };
    if (isOwed && running.heard === undefined) {
      running.heard = result;
      this.#secondResult.start(SECOND_RESULT_MS, () => this.#believe());
      return;
    }
    if (running.heard !== undefined) this.#owed.tell(item, running.heard);
    this.#resolve(result);
  }

  #proofOf({ item, drivenAtMs }: Request, outcome: VendOutcome): DropConfirmation | undefined {
    if (outcome !== 'succeeded') return undefined;
    return {
      drop: this.#deps.hasSensor(item) ? 'confirmed' : 'assumed',
      tookMs: Math.round(this.#deps.clock.monotonicMs() - drivenAtMs),
    };
  }

  /** No second result has come: the one that was heard is believed. @returns whether there was one */
  #believe(): boolean {
    const heard = this.#request?.heard;
    if (heard !== undefined) this.#resolve(heard);
    return heard !== undefined;
  }

  #raise(code: ReturnType<typeof driveFault>, item: number, detail: string): void {
    this.#deps.emit({ kind: 'fault', code, item, isPresent: true, detail });
  }

  #resolve({ outcome, detail, proof }: Result): void {
    const request = this.#request;
    if (request === undefined) return;
    this.#request = undefined;
    this.#secondResult.cancel();
    const { requestId } = request;
    if (request.stage === 'driving') this.#owed.note(request.item, requestId, outcome);
    // One sale, one vend.
    if (request.stage !== 'asked') this.#hasSession = false;
    this.#deps.emit({ kind: 'vendResult', requestId, outcome, detail, proof });
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
