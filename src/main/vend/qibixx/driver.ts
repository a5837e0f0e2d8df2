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
  readonly controls = undefined;
  readonly #deps: QibixxDeps;
  readonly #link: SerialLink;
  readonly #conversation: Conversation;
  #decoder = createLineDecoder();
  readonly #questions: AdapterQuestions;
  readonly #backoff = new FailureBackoff();
  readonly #heartbeat: Timer;
  /** `starting`: status lines may still be from before this start-up. `switching`: they are from this one. */
  #phase: 'closed' | 'starting' | 'switching' | 'running' = 'closed';
  /** `yes`: this firmware refuses settings while it is on, so an accepted setting reveals that it is off. */
  #settingsRevealState: 'unknown' | 'yes' | 'no' = 'unknown';
  #startUpRun = 0;
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
      restartDevice: () => void this.#runStartUp(),
      fail: (detail) => {
        this.#fail(detail);
      },
      proven: () => {
        this.#backoff.over();
      },
    });
    this.#link = createSerialLink({
      path: deps.path,
      clock: deps.clock,
      open: deps.open ?? transportAt(BAUD_RATE),
      onOpen: () => {
        this.#decoder = createLineDecoder();
        void this.#runStartUp();
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

  /** Switches the reader off before closing: the machine must not offer a reader that nobody serves. */
  async stop(): Promise<void> {
    const asking = this.#conversation.vends.present()?.requestId;
    if (asking !== undefined) this.#conversation.deny(asking);
    const wasOpen = this.#phase !== 'closed';
    this.#phase = 'closed';
    this.#startUpRun += 1;
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
    return this.order(() => void this.#runStartUp());
  }

  protected override isOpen(): boolean {
    return this.#phase !== 'closed';
  }

  async #write(line: string): Promise<void> {
    this.emit({ kind: 'traffic', direction: 'out', line });
    const mine = this.#startUpRun;
    const written = await this.#link.write(encodeLine(line, this.#deps.options.lineEnding));
    if (written.ok || mine !== this.#startUpRun || this.#phase === 'closed') return;
    // The adapter did not get this command: a line that takes no bytes is dead.
    this.#link.reopen(`the line takes nothing: ${written.error}`);
  }

  #down(detail: string): void {
    this.#phase = 'closed';
    this.#startUpRun += 1;
    this.#heartbeat.cancel();
    this.#questions.lost();
    this.#conversation.lost();
    this.#deps.log.warn('vend.adapter-lost', { detail });
    this.emit({ kind: 'link', state: 'down', detail });
  }

  #hear(bytes: Uint8Array): void {
    const { lines, discarded } = this.#decoder.push(bytes);
    if (discarded > 0) this.#deps.log.warn('vend.noise-on-adapter-line', { discarded });
    for (const line of lines) {
      this.emit({ kind: 'traffic', direction: 'in', line });
      this.#understand(decodeResponse(line, this.#deps.options.decimalPlaces), line);
    }
  }

  #understand(response: Response, line: string): void {
    if (response.kind === 'unknown') this.#deps.log.warn('vend.unknown-line', { line });
    this.#questions.hear(response);
    if (this.#phase === 'running') {
      if (response.kind === 'off') this.#link.reopen('the adapter was switched off');
      else this.#conversation.hear(response);
    } else if (this.#isHeardWhileStarting(response)) this.#conversation.hear(response);
  }

  /** Ignores status lines from before this start-up; a result of an earlier vend still counts. */
  #isHeardWhileStarting({ kind }: Response): boolean {
    if (kind === 'vendSuccess' || kind === 'vendError') return this.#phase !== 'closed';
    return this.#phase === 'switching' && kind !== 'off' && kind !== 'isOff';
  }

  /** The adapter ignored a command. Its line is open, so only the start-up sequence runs again. */
  #fail(detail: string): void {
    if (this.#phase === 'closed') return;
    this.#stopServing(detail);
    const pauseMs = this.#backoff.next();
    if (pauseMs === 0) void this.#runStartUp();
    else this.#heartbeat.start(pauseMs, () => void this.#runStartUp());
  }

  #stopServing(detail: string): void {
    this.#startUpRun += 1;
    this.#heartbeat.cancel();
    this.#questions.lost();
    this.#phase = 'starting';
    this.#conversation.lost();
    this.#deps.log.warn('vend.adapter-out-of-service', { detail });
    this.emit({ kind: 'link', state: 'down', detail });
  }

  async #runStartUp(): Promise<void> {
    this.#startUpRun += 1;
    const mine = this.#startUpRun;
    const isOver = (): boolean => mine !== this.#startUpRun;
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
    // The adapter has just been switched on: its answer now shows how it answers while on.
    if (this.#settingsRevealState === 'unknown') await this.#checkStillOn();
  }

  #beatLater(): void {
    this.#heartbeat.start(HEARTBEAT_MS, () => void this.#beat());
  }

  async #beat(): Promise<void> {
    const mine = this.#startUpRun;
    const isAlive = (await this.#questions.ask(COMMANDS.version, ['version'])) !== undefined;
    if (mine !== this.#startUpRun || this.#phase !== 'running') return;
    // Nobody knows whether every firmware answers during a vend; the vend's own deadline covers that time.
    const isExcused = this.#conversation.vends.isVending();
    this.#misses = isAlive || isExcused ? 0 : this.#misses + 1;
    if (this.#misses > MISSES_ALLOWED) {
      this.#link.reopen('the adapter does not answer any more');
      return;
    }
    if (isAlive && this.#conversation.isResting()) await this.#checkStillOn();
    if (mine === this.#startUpRun) this.#beatLater();
  }

  /** An adapter that lost its state still answers `V`, but takes a setting, which it does only while it is off. */
  async #checkStillOn(): Promise<void> {
    const [first] = settingsOf(this.#deps);
    if (this.#settingsRevealState === 'no' || first === undefined) return;
    const mine = this.#startUpRun;
    const answer = await this.#questions.ask(setCommand(...first), SETTING_ANSWERS);
    if (mine !== this.#startUpRun) return;
    if (answer === 'configured' && this.#settingsRevealState === 'yes') {
      this.#fail('the adapter has lost its state: it takes settings, so it is off');
    } else if (this.#settingsRevealState === 'unknown') {
      this.#settingsRevealState = answer === 'alreadyOn' ? 'yes' : 'no';
    }
  }
}

/** A machine behind a Qibixx MDB adapter: the machine's controller owns selection and price. */
export function createQibixxDriver(deps: QibixxDeps): VendController {
  return new QibixxDriver(deps);
}
