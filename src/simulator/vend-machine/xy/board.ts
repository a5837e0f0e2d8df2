import { readU16, u16 } from '#contract/xy/numbers.ts';
import type { Frame } from '#contract/xy/frame.ts';
import type { Clock } from '#core/base/ports.ts';
import type { PollCount, VendingMachine } from '../machine.ts';
import type { MachineProfile } from '../profile.ts';
import { createShelves, type Shelves } from '../shelves.ts';
import { createTimers, LATE_MS } from '../timers.ts';
import type { BoardView, Dispensed, HostLine, MachineView, TranscriptLine } from '../view.ts';
import type { BoardBehaviour } from './behaviours.ts';
import { BOARD_BEHAVIOURS, isBoardBehaviour, isMotorState, MOTOR_STATES } from './behaviours.ts';
import { createBoardLine, type BoardLine } from './board-line.ts';
import { createClimate, type Climate } from './climate.ts';
import { doesPause, driveResult, isDispensed } from './drive-result.ts';
import { DriveReporter } from './drive-reporter.ts';
import { createMenu, type BoardSettings } from './menu.ts';
import { infoOf, statusBytes } from './report-bytes.ts';
import { refusalOf, Trays, type Column } from './trays.ts';

/** An unanswered key press expires after this. */
const REQUEST_MS = 60_000;
/** A stiff motor takes this many times as long. */
const SLOWER = 3;
const WARM = 25;

/**
 * A vending machine with an XY board “VMC – Upper computer” V3.0 (docs/wires/xy.md). It is the master of the line, and
 * turns motors on the host's orders. It knows nothing of payments.
 */
export class XyBoard implements VendingMachine {
  readonly baudRate = 57_600;
  readonly behaviours = BOARD_BEHAVIOURS;
  readonly #profile: MachineProfile;
  readonly #clock: Clock;
  readonly #behaviours = new Set<BoardBehaviour>();
  readonly #has = (name: BoardBehaviour): boolean => this.#behaviours.has(name);
  readonly #timers;
  readonly #line: BoardLine;
  readonly #drives: DriveReporter;
  readonly shelves: Shelves;
  readonly #trays: Trays;
  readonly #settings: BoardSettings = { isDropSensorOn: true, light: [0, 24], targetCelsius: 4 };
  readonly #menu: (text: Uint8Array) => void;
  #state: MachineView['state'] = 'off';
  #display = 'Out of order';
  readonly #climate: Climate;
  #elevator: BoardView['elevator'] = 'rest';

  constructor(profile: MachineProfile, clock: Clock) {
    this.#profile = profile;
    this.#clock = clock;
    this.#climate = createClimate(clock);
    this.#timers = createTimers(clock);
    this.shelves = createShelves(profile.slots);
    this.#trays = new Trays(profile.slots);
    this.#line = createBoardLine({
      clock,
      pollEveryMs: profile.pollEveryMs,
      has: this.#has,
      onCommand: (frame) => {
        this.#hear(frame);
      },
    });
    this.#drives = new DriveReporter({ line: this.#line, timers: this.#timers, has: this.#has });
    this.#menu = createMenu(
      {
        trays: this.#trays,
        settings: this.#settings,
        celsius: () => this.#temperature(),
        isSensorGood: () => !this.#has('sensor-blind') && !this.#has('sensor-sees-ghosts'),
        turn: (column, done) => {
          this.#testTurn(column, done);
        },
      },
      (command, ...text) => {
        this.#line.say(command, ...text);
      },
    );
  }

  view(): MachineView {
    const [state, display] = [this.#state, this.#display];
    const board: BoardView = {
      motors: this.#trays.motors(),
      motorStates: Object.keys(MOTOR_STATES),
      celsius: this.#temperature(),
      isDoorOpen: this.#has('door-open'),
      isDropSensorOn: this.#settings.isDropSensorOn,
      elevator: this.#elevator,
    };
    return { state, display, slots: this.shelves.slots(), tray: this.shelves.tray(), board };
  }

  transcript(): readonly TranscriptLine[] {
    return this.#line.transcript();
  }

  dispensed(): readonly Dispensed[] {
    return this.shelves.dispensed();
  }

  polls(): PollCount {
    return this.#line.polls();
  }

  forgetPolls(): void {
    this.#line.forgetPolls();
  }

  setBehaviour(name: string, isOn: boolean): void {
    if (!isBoardBehaviour(name)) return;
    if (isOn) this.#behaviours.add(name);
    else this.#behaviours.delete(name);
  }

  setMotor(selection: string, state: string): boolean {
    const column = this.#trays.named(selection);
    if (column === undefined || !isMotorState(state)) return false;
    column.motor = state;
    return true;
  }

  connect(line: HostLine): void {
    this.#line.open(line);
    this.#boot();
  }

  disconnect(): void {
    this.#line.close();
    this.#stopMotors();
    this.#state = 'off';
    this.#display = 'Out of order';
  }

  listen(): (bytes: Uint8Array) => void {
    return this.#line.listen();
  }

  restart(): void {
    if (this.#state === 'off') return;
    this.#line.forget();
    this.#boot();
  }

  takeProduct(): void {
    this.shelves.empty();
  }

  press(selection: string): string {
    const column = this.#trays.named(selection);
    const refusal = refusalOf(column, this.#state);
    if (column === undefined || refusal !== undefined) return this.#show(refusal ?? '');
    this.#state = 'requesting';
    this.#line.say(0x05, ...u16(column.item));
    this.#timers.after(REQUEST_MS, () => {
      this.#takeBack();
    });
    if (this.#has('cancel-by-cash')) this.#takeBack();
    return this.#show('Please wait');
  }

  returnLever(): void {
    this.#takeBack();
  }

  close(): void {
    this.#timers.cancelAll();
    this.#line.close();
  }

  #show(text: string): string {
    this.#display = text;
    return text;
  }

  #stopMotors(): void {
    this.#timers.cancelAll();
    this.#elevator = 'rest';
    for (const column of this.#trays.all()) column.isTurning = false;
  }

  #boot(): void {
    this.#stopMotors();
    this.#state = 'booting';
    this.#show('Starting');
    this.#timers.after(this.#profile.bootMs, () => {
      this.#state = 'enabled';
      this.#show('Scan the code');
    });
  }

  #takeBack(): void {
    if (this.#state !== 'requesting') return;
    this.#timers.cancelAll();
    this.#state = 'enabled';
    this.#show('Scan the code');
    this.#line.say(0x05, 0, 0);
  }

  #hear({ command, text }: Frame): void {
    const item = readU16(text, 0);
    switch (command) {
      case 0x01:
        this.#line.say(0x02, this.#trays.check(item), ...u16(item));
        break;
      case 0x05:
        if (this.#state !== 'requesting') break;
        this.#timers.cancelAll();
        this.#state = 'enabled';
        this.#show('Scan the code to pay');
        break;
      case 0x06:
        this.#drive(readU16(text, 2), text[0] === 1);
        break;
      case 0x16:
        this.#line.setPollEvery(Math.min(20, Math.max(1, text[0] ?? 2)) * 100);
        break;
      case 0x31:
        for (const column of this.#trays.all()) this.#line.say(0x11, ...infoOf(column));
        break;
      case 0x51:
        this.#line.say(0x52, ...statusBytes(this.#readable(), this.#has('door-open')));
        break;
      case 0x53:
        this.#line.say(0x54, 0);
        break;
      case 0x70:
        this.#menu(text);
        break;
      default:
        this.#trays.set(command, text);
    }
  }

  #drive(item: number, withSensor: boolean): void {
    const column = this.#trays.at(item);
    if (column === undefined || column.isPaused || this.#state === 'vending') {
      this.#drives.say(column === undefined ? 0x06 : 0xff, item);
      return;
    }
    this.#timers.cancelAll();
    this.#state = 'vending';
    this.#show('Vending');
    column.isTurning = true;
    this.#drives.begin(item);
    if (this.#has('unplug')) {
      this.#line.break();
      return;
    }
    if (this.#has('silence')) return;
    const slower = column.motor === 'slow' ? SLOWER : 1;
    const afterMs = this.#has('late-answer') ? LATE_MS : this.#profile.vendMs * slower;
    this.#timers.after(afterMs, () => {
      this.#finish(column, withSensor && this.#settings.isDropSensorOn);
    });
  }

  #finish(column: Column, withSensor: boolean): void {
    column.isTurning = false;
    const slot = this.shelves.slots().find((slot) => slot.item === column.item);
    const { status, drops } = driveResult(column.motor, {
      has: this.#has,
      isEmpty: (slot?.count ?? 0) === 0,
      withSensor,
    });
    const drop = (): void => {
      if (slot !== undefined) this.shelves.drop(slot, this.#clock.nowMs());
    };
    if (drops) drop();
    if (this.#has('reset-after-approval') || this.#has('drop-then-reset')) {
      this.restart();
      return;
    }
    this.#state = 'enabled';
    const isGood = isDispensed(status);
    if (isGood) column.count = Math.max(0, column.count - 1);
    else column.isPaused = doesPause(status);
    this.#drives.end(column.item, status, drop);
    this.#show(isGood ? 'Thank you' : 'Sorry: nothing is charged');
  }

  /** A product that falls here belongs to no sale. */
  #testTurn(column: Column, done: () => void): void {
    column.isTurning = true;
    this.#timers.after(this.#profile.vendMs, () => {
      column.isTurning = false;
      const slot = this.shelves.slots().find(({ item }) => item === column.item);
      const falls = column.motor !== 'jammed' && slot !== undefined && slot.count > 0;
      if (falls) this.shelves.push(slot);
      done();
    });
  }

  #readable(): number | undefined {
    return this.#has('sensor-unread') ? undefined : this.#temperature();
  }

  #temperature(): number {
    return this.#climate.celsius(this.#has('too-warm') ? WARM : this.#settings.targetCelsius);
  }
}
