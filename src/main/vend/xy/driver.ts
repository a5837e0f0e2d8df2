import { decodeReport, type BoardReport } from '#contract/xy/reports.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { Result } from '#core/base/result.ts';
import type { RememberedRequest, VendController, VendEvent } from '#core/vend/controller.ts';
import type { VendFault } from '#core/vend/vend-fault.ts';
import type { DeviceControls } from '#core/vend/device-controls.ts';
import { LineDriver } from '../line-driver.ts';
import { transportAt } from '../open-transport.ts';
import type { LineBytes } from '../recording.ts';
import { FailureBackoff } from '../failure-backoff.ts';
import type { OpenTransport } from '../transport.ts';
import { Timer } from '../timer.ts';
import { createBoardLink, type BoardLink, type BoardLinkEvent } from './board-link.ts';
import { Conversation } from './conversation.ts';
import { createExchange, type Exchange } from './exchange.ts';
import type { SpawnLine } from './link-messages.ts';
import { XY_BAUD_RATE, type XyOptions } from './options.ts';
import { createRemoteLink } from './remote-link.ts';
import { createDeviceControls } from './device-controls.ts';
import { createStatusPolling, type StatusPolling } from './status-polling.ts';

export interface XyDeps {
  readonly path: string;
  readonly sessionMode: 'authorise-first' | 'always-idle';
  readonly options: XyOptions;
  readonly clock: Clock;
  readonly log: Log;
  readonly newId: () => string;
  /** Starts a process that answers polls; without it this process does. */
  readonly spawnLine?: SpawnLine | undefined;
  readonly open?: OpenTransport;
  /** Every byte that goes over the line of the line process. */
  readonly onPiece?: ((piece: LineBytes) => void) | undefined;
}

/** A board whose motors we turn: “VMC – Upper computer” V3.0 (docs/wires/xy.md). */
class XyDriver extends LineDriver implements VendController {
  readonly capabilities;
  readonly controls: DeviceControls;
  readonly #deps: XyDeps;
  readonly #link: BoardLink;
  readonly #exchange: Exchange;
  readonly #conversation: Conversation;
  readonly #upkeep: StatusPolling;
  #isUp = false;
  #isSensorOn = true;
  #life = 0;
  readonly #backoff = new FailureBackoff();
  readonly #pause: Timer;

  constructor(deps: XyDeps) {
    super();
    this.#deps = deps;
    this.#pause = new Timer(deps.clock);
    const isAlwaysIdle = deps.sessionMode === 'always-idle';
    const { options, clock, log } = deps;
    this.capabilities = {
      priceOwner: 'app',
      keypad: true,
      canDispense: true,
      motorTest: true,
      dropSensor: true,
      stockOnDevice: true,
      temperature: options.temperature,
      door: options.door !== 'ignored',
      light: options.light,
      machineDisplay: false,
      preauthSession: !isAlwaysIdle,
      alwaysIdle: isAlwaysIdle,
      cashSale: false,
    } as const;
    const emit = (event: VendEvent): void => {
      this.emit(event);
    };
    this.#exchange = createExchange({ clock, send: (command) => this.#link.send(command) });
    const hasSensor = (item: number): boolean =>
      options.dropSensor && this.#isSensorOn && !options.withoutDropSensor.includes(item);
    const shared = { clock, log, options, exchange: this.#exchange, emit, hasSensor };
    const fail = (detail: string): void => {
      this.#fail(detail);
    };
    this.#conversation = new Conversation({
      ...shared,
      newId: deps.newId,
      fail,
      proven: () => {
        this.#backoff.over();
      },
    });
    const isBusy = (): boolean => this.#conversation.isBusy();
    this.#upkeep = createStatusPolling({ ...shared, isBusy, onSilent: fail });
    this.controls = createDeviceControls({
      ...shared,
      isBusy,
      onCatalogue: (slots) => {
        this.#upkeep.keepCatalogue(slots);
      },
    });
    this.#link = this.#createLink();
  }

  start(): void {
    this.emit({ kind: 'link', state: 'opening', detail: `opening ${this.#deps.path}` });
    this.#link.start();
  }

  async stop(): Promise<void> {
    this.#conversation.denyPending();
    this.#isUp = false;
    this.#life += 1;
    this.#pause.cancel();
    this.#upkeep.end();
    this.#exchange.lost();
    await this.#link.stop();
  }

  /** Sends nothing: the kiosk keeps the credit, and judges a key when it is pressed. */
  offerSession(): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.offer();
    });
  }

  endSession(): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.endSession();
    });
  }

  approve(requestId: string): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.approve(requestId);
    });
  }

  deny(requestId: string): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.deny(requestId);
    });
  }

  rememberRequest(request: RememberedRequest): void {
    this.#conversation.remember(request);
  }

  recover(): Promise<Result<void, VendFault>> {
    return this.order(() => {
      this.#conversation.starting();
      this.#conversation.giveUp('no result in time');
      this.#link.forget();
      void this.#begin();
    });
  }

  #createLink(): BoardLink {
    const { path, clock, spawnLine, onPiece, open = transportAt(XY_BAUD_RATE) } = this.#deps;
    const onEvent = (event: BoardLinkEvent): void => {
      this.#hear(event);
    };
    return spawnLine === undefined
      ? createBoardLink({ path, clock, open, onEvent })
      : createRemoteLink({ path, clock, spawn: spawnLine, onEvent, onPiece });
  }

  protected override isOpen(): boolean {
    return this.#isUp;
  }

  protected override emit(event: VendEvent): void {
    if (event.kind === 'dropSensor') this.#isSensorOn = event.isOn;
    super.emit(event);
  }

  #hear(event: BoardLinkEvent): void {
    switch (event.kind) {
      case 'up':
        this.#isUp = true;
        void this.#begin();
        break;
      case 'down':
        this.#down(event.detail);
        break;
      case 'frame':
        this.#hearReport(decodeReport(event.frame));
        break;
      case 'discarded':
        this.#deps.log.warn('vend.noise-on-board-line', { count: event.count });
        break;
      case 'traffic':
        this.emit(event);
        break;
    }
  }

  async #begin(): Promise<void> {
    this.#life += 1;
    const mine = this.#life;
    this.#conversation.starting();
    const isGood = await this.#upkeep.begin();
    if (mine !== this.#life) return;
    if (!isGood) {
      this.#fail('the board does not answer any more');
      return;
    }
    this.emit({ kind: 'link', state: 'up', detail: `board on ${this.#deps.path}` });
    this.#conversation.ready();
  }

  #down(detail: string): void {
    this.#isUp = false;
    this.#pause.cancel();
    this.#stopServing(detail);
  }

  /** The board is there but ignored a command. */
  #fail(detail: string): void {
    if (!this.#isUp) return;
    this.#stopServing(detail);
    this.#link.forget();
    const pauseMs = this.#backoff.next();
    if (pauseMs === 0) void this.#begin();
    else this.#pause.start(pauseMs, () => void this.#begin());
  }

  #stopServing(detail: string): void {
    this.#life += 1;
    this.#upkeep.end();
    this.#conversation.lost(detail);
    this.#exchange.lost();
    this.#deps.log.warn('vend.board-out-of-service', { detail });
    this.emit({ kind: 'link', state: 'down', detail });
  }

  #hearReport(report: BoardReport): void {
    if (report.kind === 'allFilled') this.emit({ kind: 'allFilled' });
    else if (!this.#exchange.hear(report)) this.#conversation.hear(report);
  }
}

export function createXyDriver(deps: XyDeps): VendController {
  return new XyDriver(deps);
}
