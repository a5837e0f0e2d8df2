import { commands } from '#contract/xy/commands.ts';
import type { BoardReport, ReportOf } from '#contract/xy/reports.ts';
import { CHECK_OK, checkWords, dispenseStatus } from '#contract/xy/status.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { MachineState, VendEvent, VendOutcome } from '#core/vend/controller.ts';
import type { DropProof } from '#core/vend/tools.ts';
import type { Exchange } from './exchange.ts';
import { checkFault, driveFault } from './fault-codes.ts';
import type { XyOptions } from './options.ts';

/** An answer comes no later than this before the board's patience ends. */
const ANSWER_MARGIN_MS = 2_000;

export interface ConversationDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: XyOptions;
  readonly newId: () => string;
  readonly emit: (event: VendEvent) => void;
  readonly exchange: Exchange;
  /** Whether a sensor looks for this selection's product. */
  readonly hasSensor: (item: number) => boolean;
}

interface Request {
  readonly requestId: string;
  readonly item: number;
  readonly answerByMs: number;
  /** `asked`: waits for our answer. `checking`: approved, nothing driven. `driving`: the motor may turn. */
  stage: 'asked' | 'checking' | 'driving';
  drivenAtMs: number;
}

/** Selections, drives and results at a board whose motors we turn. Knows no line. */
export class Conversation {
  readonly #deps: ConversationDeps;
  #state: MachineState = 'offline';
  #request: Request | undefined;
  /** A drive whose result was given up: it may still be told. */
  #givenUp: Request | undefined;
  #hasSession = false;
  #isReady = false;

  constructor(deps: ConversationDeps) {
    this.#deps = deps;
  }

  isBusy(): boolean {
    return this.#request !== undefined;
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

  /** The result is not waited for any longer. */
  giveUp(): void {
    if (this.#request === undefined) return;
    this.#resolve('unknown', 'no result in time');
  }

  /** The board is gone; what it was driving it may have driven to the end. */
  lost(detail: string): void {
    const request = this.#request;
    const hadSession = this.#hasSession;
    this.#hasSession = false;
    this.#isReady = false;
    if (request !== undefined) {
      this.#resolve(request.stage === 'driving' ? 'unknown' : undriven(request), detail);
    }
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
    if (before !== undefined) this.#resolve('cancelled', 'another key, or taken back');
    if (item === undefined) return;
    const { clock, options, newId, emit } = this.#deps;
    const answerWithinMs = options.answerSeconds * 1_000 - ANSWER_MARGIN_MS;
    const answerByMs = clock.monotonicMs() + answerWithinMs;
    const requestId = newId();
    this.#request = { requestId, item, answerByMs, stage: 'asked', drivenAtMs: 0 };
    this.#enter('selecting');
    emit({
      kind: 'selection',
      selection: { requestId, item, priceMinor: undefined, answerWithinMs },
    });
  }

  async #check(request: Request): Promise<void> {
    const answer = await this.#deps.exchange.ask(
      commands.checkSelection(request.item),
      (report): report is ReportOf<'check'> =>
        report.kind === 'check' && report.selection === request.item,
    );
    // Lost, or given up, while it was asked.
    if (this.#request !== request) return;
    if (answer?.status === CHECK_OK) {
      await this.#drive(request);
      return;
    }
    const words = answer === undefined ? 'no answer' : checkWords(answer.status);
    const fault = answer === undefined ? undefined : checkFault(answer.status);
    const detail = `check: ${words}`;
    if (fault !== undefined) this.#raise(fault, request.item, detail);
    // Nothing has been driven: nothing can have dropped.
    this.#resolve('failed', detail);
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
    this.#resolve(outcome === 'notSent' ? 'failed' : 'unknown', `drive: ${outcome}`);
  }

  #hearDispense({ status, selection }: ReportOf<'dispense'>): void {
    const { log } = this.#deps;
    const running = this.#request?.stage === 'driving' ? this.#request : this.#givenUp;
    const meaning = dispenseStatus(status);
    const words = `04 ${status.toString(16).padStart(2, '0')} ${meaning.words}`;
    if (running?.item !== selection) {
      log.warn('a dispense status that nobody waits for', { words, selection });
    } else if (meaning.class === 'succeeded' || meaning.class === 'failed') {
      if (meaning.class === 'failed') this.#raise(driveFault(status), selection, words);
      this.#finish(running, meaning.class, words);
    } else if (meaning.class === 'unknown') {
      log.warn('a dispense status that is not in the document', { words, selection });
    }
  }

  #finish(request: Request, outcome: 'succeeded' | 'failed', detail: string): void {
    const proof: DropProof = {
      drop: this.#deps.hasSensor(request.item) ? 'confirmed' : 'assumed',
      tookMs: Math.round(this.#deps.clock.monotonicMs() - request.drivenAtMs),
    };
    if (request === this.#request) {
      this.#resolve(outcome, detail, outcome === 'succeeded' ? proof : undefined);
      return;
    }
    this.#givenUp = undefined;
    const { requestId } = request;
    this.#deps.emit({ kind: 'vendResult', requestId, outcome, detail, proof });
  }

  #raise(code: ReturnType<typeof driveFault>, item: number, detail: string): void {
    this.#deps.emit({ kind: 'fault', code, item, isPresent: true, detail });
  }

  #resolve(outcome: VendOutcome, detail: string, proof?: DropProof): void {
    const request = this.#request;
    if (request === undefined) return;
    this.#request = undefined;
    this.#givenUp = outcome === 'unknown' ? request : undefined;
    // One sale, one vend.
    if (request.stage !== 'asked') this.#hasSession = false;
    const { requestId } = request;
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

function undriven(request: Request): VendOutcome {
  return request.stage === 'checking' ? 'failed' : 'cancelled';
}
