import { COMMANDS, CURRENCY_CODES, setCommand } from '#contract/qibixx/commands.ts';
import { createLineDecoder, encodeLine } from '#contract/qibixx/line-decoder.ts';
import { decodeResponse, type Response } from '#contract/qibixx/responses.ts';
import type { Currency } from '#core/money.ts';
import type { Clock, Log } from '#core/ports.ts';
import type { Result } from '#core/result.ts';
import type { VendController } from '#core/vend/controller.ts';
import type { VendFault } from '#core/vend/vend-fault.ts';
import { LineDriver } from '../line-driver.ts';
import { transportAt } from '../open-transport.ts';
import { createSerialLink, type SerialLink } from '../serial-link.ts';
import type { OpenTransport } from '../transport.ts';
import { Conversation } from './conversation.ts';
import { BAUD_RATE, type QibixxOptions } from './options.ts';

/** An answer to a start-up command or a heartbeat comes within this. */
export const REPLY_MS = 2_000;
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

interface Waiter {
  readonly isMeant: (response: Response) => boolean;
  /** The answer that is a no. */
  readonly isRefusal: (response: Response) => boolean;
  readonly settle: (isAnswered: boolean) => void;
}

class QibixxDriver extends LineDriver implements VendController {
  readonly capabilities;
  readonly tools = undefined;
  readonly #deps: QibixxDeps;
  readonly #link: SerialLink;
  readonly #conversation: Conversation;
  #decoder = createLineDecoder();
  #waiter: Waiter | undefined;
  /** `starting`: status lines are still those of an earlier life of the adapter; `switching`: of this one. */
  #phase: 'closed' | 'starting' | 'switching' | 'running' = 'closed';
  #recipe = 0;
  #misses = 0;
  #cancelHeartbeat: () => void = () => undefined;

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
    this.#conversation = new Conversation({
      ...deps,
      isAlwaysIdle,
      emit: (event) => {
        this.emit(event);
      },
      write: (line) => void this.#write(line),
      startAfresh: () => void this.#runRecipe(),
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
    this.#conversation.denyPending();
    const wasOpen = this.#phase !== 'closed';
    this.#phase = 'closed';
    this.#recipe += 1;
    this.#cancelHeartbeat();
    this.#waiter?.settle(false);
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

  recover(): Promise<Result<void, VendFault>> {
    return this.order(() => void this.#runRecipe());
  }

  protected override isOpen(): boolean {
    return this.#phase !== 'closed';
  }

  async #write(line: string): Promise<void> {
    this.emit({ kind: 'traffic', direction: 'out', line });
    const written = await this.#link.write(encodeLine(line, this.#deps.options.lineEnding));
    if (!written.ok) this.#deps.log.warn('a line was not written', { detail: written.error });
  }

  #down(detail: string): void {
    this.#phase = 'closed';
    this.#recipe += 1;
    this.#cancelHeartbeat();
    this.#waiter?.settle(false);
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
    if (this.#waiter?.isMeant(response) === true) this.#waiter.settle(true);
    else if (this.#waiter?.isRefusal(response) === true) this.#waiter.settle(false);
    if (this.#phase !== 'running' && this.#phase !== 'switching') return;
    if (response.kind !== 'off') this.#conversation.hear(response);
    else if (this.#phase === 'running') this.#link.reopen('the adapter was switched off');
  }

  /** Registers the waiter before the bytes leave, so that a fast answer is never missed. */
  #ask(
    line: string,
    isMeant: Waiter['isMeant'],
    isRefusal: Waiter['isRefusal'] = () => false,
  ): Promise<boolean> {
    return new Promise((resolve) => {
      const settle = (isAnswered: boolean): void => {
        cancel();
        this.#waiter = undefined;
        resolve(isAnswered);
      };
      const cancel = this.#deps.clock.setTimer(REPLY_MS, () => {
        settle(false);
      });
      this.#waiter?.settle(false);
      this.#waiter = { isMeant, isRefusal, settle };
      void this.#write(line);
    });
  }

  #parameters(): readonly (readonly [string, string])[] {
    const { options, sessionMode, currency } = this.#deps;
    return [
      ['mdb-always-idle', sessionMode === 'always-idle' ? '1' : '0'],
      ['mdb-currency-code', options.currencyCode ?? CURRENCY_CODES[currency]],
      [options.addressParameter, options.mdbAddress],
      ['mdb-decimal-places', String(options.decimalPlaces)],
      ['mdb-scale-factor', String(options.scaleFactor)],
      ['mdb-timeout', String(options.mdbTimeoutSeconds)],
      ['mdb-cashsale-enabled', '1'],
    ];
  }

  /** The start-up recipe (vend-hardware §3.4): settings are volatile and are sent at every opening. */
  async #runRecipe(): Promise<void> {
    this.#recipe += 1;
    const mine = this.#recipe;
    const isOver = (): boolean => mine !== this.#recipe;
    this.#cancelHeartbeat();
    this.#conversation.lost();
    this.#phase = 'starting';
    const isThere = await this.#ask(COMMANDS.version, (reply) => reply.kind === 'version');
    if (isOver()) return;
    if (!isThere) {
      this.#link.reopen(`no adapter answers at ${this.#deps.path}`);
      return;
    }
    for (const line of COMMANDS.quiet) await this.#write(line);
    await this.#ask(COMMANDS.off, (reply) => reply.kind === 'off');
    for (const [parameter, value] of this.#parameters()) {
      if (isOver()) return;
      await this.#configure(parameter, value);
    }
    if (isOver()) return;
    await this.#switchOn(isOver);
  }

  async #configure(parameter: string, value: string): Promise<void> {
    const isTaken = await this.#ask(
      setCommand(parameter, value),
      (reply) => reply.kind === 'configured',
      (reply) => reply.kind === 'notUnderstood',
    );
    if (!isTaken) {
      this.#deps.log.warn('the adapter does not take a setting', { parameter, value });
    }
  }

  async #switchOn(isOver: () => boolean): Promise<void> {
    // From here on status lines are about this life of the adapter.
    this.#phase = 'switching';
    const isOn = await this.#ask(
      COMMANDS.on,
      (reply) => reply.kind === 'on' || reply.kind === 'status' || reply.kind === 'alreadyOn',
    );
    if (isOver()) return;
    if (!isOn) {
      this.#link.reopen('the adapter does not switch on');
      return;
    }
    this.#phase = 'running';
    this.#link.proven();
    this.#misses = 0;
    this.emit({ kind: 'link', state: 'up', detail: '' });
    this.#beatLater();
  }

  #beatLater(): void {
    this.#cancelHeartbeat = this.#deps.clock.setTimer(HEARTBEAT_MS, () => void this.#beat());
  }

  async #beat(): Promise<void> {
    const isAlive = await this.#ask(COMMANDS.version, (reply) => reply.kind === 'version');
    if (this.#phase !== 'running') return;
    // Whether firmwares answer during a vend is not known: its own deadline watches that.
    this.#misses = isAlive || this.#conversation.isVending() ? 0 : this.#misses + 1;
    if (this.#misses > MISSES_ALLOWED) this.#link.reopen('the adapter does not answer any more');
    else this.#beatLater();
  }
}

/** A machine behind a Qibixx MDB adapter: the machine's controller owns selection and price. */
export function createQibixxDriver(deps: QibixxDeps): VendController {
  return new QibixxDriver(deps);
}
