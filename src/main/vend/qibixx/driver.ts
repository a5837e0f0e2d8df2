import { COMMANDS, setCommand } from '#contract/qibixx/commands.ts';
import { createLineDecoder, encodeLine } from '#contract/qibixx/line-decoder.ts';
import { decodeResponse, type Response } from '#contract/qibixx/responses.ts';
import type { Currency } from '#core/money/money.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { Result } from '#core/base/result.ts';
import type { RememberedRequest, VendController } from '#core/vend/controller.ts';
import type { VendFault } from '#core/vend/vend-fault.ts';
import { LineDriver } from '../line-driver.ts';
import { transportAt } from '../open-transport.ts';
import { createSerialLink, type SerialLink } from '../serial-link.ts';
import { FailureBackoff } from '../failure-backoff.ts';
import { Timer } from '../timer.ts';
import type { OpenTransport } from '../transport.ts';
import { Conversation } from './conversation.ts';
import { BAUD_RATE, type QibixxOptions } from './options.ts';
import { AdapterQuestions } from './questions.ts';
import { SETTING_ANSWERS, settingsOf, startUp } from './start-up.ts';

export const HEARTBEAT_MS = 10_000;
const MISSES_ALLOWED = 1;

export interface QibixxDeps {
  readonly path: string;
  readonly sessionMode: 'authorise-first' | 'always-idle';
  readonly currency: Currency;
  readonly options: QibixxOptions;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  readonly open?: OpenTransport;
}

class QibixxDriver extends LineDriver implements VendController {
  readonly capabilities;
  readonly tools = undefined;
  readonly #deps: QibixxDeps;
  readonly #link: SerialLink;
  readonly #conversation: Conversation;
  #decoder = createLineDecoder();
  readonly #questions: AdapterQuestions;
  readonly #setbacks = new FailureBackoff();
  readonly #heartbeat: Timer;
  /** `starting`: status lines are still those of an earlier life of the adapter; `switching`: of this one. */
  #phase: 'closed' | 'starting' | 'switching' | 'running' = 'closed';
  /** Whether a setting is refused while the adapter is on: then one that is taken says that it is off. */
  #isOnShown: 'unknown' | 'yes' | 'no' = 'unknown';
  #recipe = 0;
  #misses = 0;

  constructor(deps: QibixxDeps) {
    super();
    this.#deps = deps;
    const isAlwaysIdle = deps.sessionMode === 'always-idle';
    this.capabilities = {
      priceOwner: 'machine',
      keypad: true,
      canDispense: false,
      motorTest: false,
      dropSensor: false,
      stockOnDevice: false,
      temperature: false,
      door: false,
      light: false,
      machineDisplay: true,
      preauthSession: !isAlwaysIdle,
      alwaysIdle: isAlwaysIdle,
      cashSale: true,
    } as const;
    this.#heartbeat = new Timer(deps.clock);
    this.#questions = new AdapterQuestions(deps.clock, (line) => void this.#write(line));
    this.#conversation = new Conversation({
      ...deps,
      isAlwaysIdle,
      emit: (event) => {
        this.emit(event);
      },
      write: (line) => void this.#write(line),
      explain: (detail) => {
        this.emit({ kind: 'link', state: 'up', detail });
      },
      startAfresh: () => void this.#runRecipe(),
      fail: (detail) => {
        this.#fail(detail);
      },
      proven: () => {
        this.#setbacks.over();
      },
    });
    this.#link = createSerialLink({
      path: deps.path,
      clock: deps.clock,
      open: deps.open ?? transportAt(BAUD_RATE),
      onOpen: () => {
        this.#decoder = createLineDecoder();
        void this.#runRecipe();
      },
      onBytes: (bytes) => {
        this.#hear(bytes);
      },
      onDown: (detail) => {
        this.#down(detail);
      },
    });
  }

  start(): void {
    this.emit({ kind: 'link', state: 'opening', detail: `opening ${this.#deps.path}` });
    this.#link.start();
  }

  /** The machine must not offer a reader that nobody serves: off, then closed. */
  async stop(): Promise<void> {
    const asking = this.#conversation.vends.present()?.requestId;
    if (asking !== undefined) this.#conversation.deny(asking);
    const wasOpen = this.#phase !== 'closed';
    this.#phase = 'closed';
    this.#recipe += 1;
    this.#heartbeat.cancel();
    this.#questions.lost();
    if (wasOpen) await this.#write(COMMANDS.off);
    await this.#link.stop();
  }

  offerSession(creditMinor: number): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.offer(creditMinor);
    });
  }

  endSession(): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.endSession();
    });
  }

  approve(requestId: string, amountMinor: number): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.approve(requestId, amountMinor);
    });
  }

  deny(requestId: string): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.deny(requestId);
    });
  }

  rememberRequest({ requestId }: RememberedRequest): void {
    this.#conversation.vends.remember(requestId);
  }

  recover(): Promise<Result<void, VendFault>> {
    return this.order(() => void this.#runRecipe());
  }

  protected override isOpen(): boolean {
    return this.#phase !== 'closed';
  }

  async #write(line: string): Promise<void> {
    this.emit({ kind: 'traffic', direction: 'out', line });
    const mine = this.#recipe;
    const written = await this.#link.write(encodeLine(line, this.#deps.options.lineEnding));
    if (written.ok || mine !== this.#recipe || this.#phase === 'closed') return;
    // What could not be said was not heard: a line that takes nothing is a dead line.
    this.#link.reopen(`the line takes nothing: ${written.error}`);
  }

  #down(detail: string): void {
    this.#phase = 'closed';
    this.#recipe += 1;
    this.#heartbeat.cancel();
    this.#questions.lost();
    this.#conversation.lost();
    this.#deps.log.warn('the adapter is away', { detail });
    this.emit({ kind: 'link', state: 'down', detail });
  }

  #hear(bytes: Uint8Array): void {
    const { lines, discarded } = this.#decoder.push(bytes);
    if (discarded > 0) this.#deps.log.warn('bytes that are no line', { discarded });
    for (const line of lines) {
      this.emit({ kind: 'traffic', direction: 'in', line });
      this.#understand(decodeResponse(line, this.#deps.options.decimalPlaces), line);
    }
  }

  #understand(response: Response, line: string): void {
    if (response.kind === 'unknown') this.#deps.log.info('a line nobody knows', { line });
    this.#questions.hear(response);
    if (this.#phase === 'running') {
      if (response.kind === 'off') this.#link.reopen('the adapter was switched off');
      else this.#conversation.hear(response);
    } else if (this.#isHeardWhileStarting(response)) this.#conversation.hear(response);
  }

  /** Status lines of an earlier life say nothing about this one; the result of an earlier vend is one. */
  #isHeardWhileStarting({ kind }: Response): boolean {
    if (kind === 'vendSuccess' || kind === 'vendError') return this.#phase !== 'closed';
    return this.#phase === 'switching' && kind !== 'off' && kind !== 'isOff';
  }

  /** The adapter did not do what it was told. Its line is open, and it starts from nothing. */
  #fail(detail: string): void {
    if (this.#phase === 'closed') return;
    this.#stopServing(detail);
    const pauseMs = this.#setbacks.next();
    if (pauseMs === 0) void this.#runRecipe();
    else this.#heartbeat.start(pauseMs, () => void this.#runRecipe());
  }

  #stopServing(detail: string): void {
    this.#recipe += 1;
    this.#heartbeat.cancel();
    this.#questions.lost();
    this.#phase = 'starting';
    this.#conversation.lost();
    this.#deps.log.warn('the adapter is out of service', { detail });
    this.emit({ kind: 'link', state: 'down', detail });
  }

  async #runRecipe(): Promise<void> {
    this.#recipe += 1;
    const mine = this.#recipe;
    const isOver = (): boolean => mine !== this.#recipe;
    this.#heartbeat.cancel();
    this.#conversation.lost();
    this.#phase = 'starting';
    const wrong = await startUp({
      ...this.#deps,
      questions: this.#questions,
      write: (line) => this.#write(line),
      isOver,
      onSwitching: () => {
        this.#phase = 'switching';
      },
    });
    if (isOver()) return;
    if (wrong !== undefined) {
      this.#link.reopen(wrong);
      return;
    }
    this.#phase = 'running';
    this.#link.proven();
    this.#misses = 0;
    this.emit({ kind: 'link', state: 'up', detail: '' });
    this.#beatLater();
    // It has just been switched on: what it answers now it answers while it is on.
    if (this.#isOnShown === 'unknown') await this.#lookWhetherOn();
  }

  #beatLater(): void {
    this.#heartbeat.start(HEARTBEAT_MS, () => void this.#beat());
  }

  async #beat(): Promise<void> {
    const mine = this.#recipe;
    const isAlive = (await this.#questions.ask(COMMANDS.version, ['version'])) !== undefined;
    if (mine !== this.#recipe || this.#phase !== 'running') return;
    // Whether firmwares answer during a vend is not known: its own deadline watches that.
    const isExcused = this.#conversation.vends.isVending();
    this.#misses = isAlive || isExcused ? 0 : this.#misses + 1;
    if (this.#misses > MISSES_ALLOWED) {
      this.#link.reopen('the adapter does not answer any more');
      return;
    }
    if (isAlive && this.#conversation.isResting()) await this.#lookWhetherOn();
    if (mine === this.#recipe) this.#beatLater();
  }

  /** The adapter answers `V` also when it has forgotten that it was switched on. It takes settings only while it is off. */
  async #lookWhetherOn(): Promise<void> {
    const [first] = settingsOf(this.#deps);
    if (this.#isOnShown === 'no' || first === undefined) return;
    const mine = this.#recipe;
    const answer = await this.#questions.ask(setCommand(...first), SETTING_ANSWERS);
    if (mine !== this.#recipe) return;
    if (answer === 'configured' && this.#isOnShown === 'yes') {
      this.#fail('the adapter has lost its state: it takes settings, so it is off');
    } else if (this.#isOnShown === 'unknown') {
      this.#isOnShown = answer === 'alreadyOn' ? 'yes' : 'no';
    }
  }
}

/** A machine behind a Qibixx MDB adapter: the machine's controller owns selection and price. */
export function createQibixxDriver(deps: QibixxDeps): VendController {
  return new QibixxDriver(deps);
}
