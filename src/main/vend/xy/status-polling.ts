import { commands } from '#contract/xy/commands.ts';
import { climateOf, isDropSensorOn, MENU, menuCommands, selectionList } from '#contract/xy/menu.ts';
import type { BoardReport, ReportOf } from '#contract/xy/reports.ts';
import type { FaultCode } from '#core/vend/fault.ts';
import type { Clock, Log } from '#core/base/ports.ts';
import type { VendEvent } from '#core/vend/controller.ts';
import type { DeviceSlot } from '#core/vend/device-controls.ts';
import type { Exchange } from './exchange.ts';
import { climateFaultCode, elevatorFault } from './fault-codes.ts';
import type { XyOptions } from './options.ts';
import { isMenuAnswer, slotCommands } from './device-controls.ts';

/** An open door is seen within this. */
const STATUS_EVERY_MS = 2_000;
/** Temperature, faults of the cooling and the elevator are asked every so many looks. */
const CLIMATE_EVERY = 15;
/** Frames about the catalogue between two looks: with a hundred selections an open door is still seen. */
const TOLD_AT_A_TIME = 9;
/** A board that has answered before and now says nothing so often in a row does not do its work. */
const UNANSWERED_ALLOWED = 2;

export interface StatusPollingDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: XyOptions;
  readonly exchange: Exchange;
  readonly emit: (event: VendEvent) => void;
  readonly isBusy: () => boolean;
  /** The board acknowledges, and does not answer. */
  readonly onSilent: (detail: string) => void;
}

/** What the board is asked and told between sales: status, faults, and our catalogue. */
export interface StatusPolling {
  /** The start-up: synchronise, look at everything once. @returns whether a customer may be served */
  begin(): Promise<boolean>;
  end(): void;
  keepCatalogue(slots: readonly DeviceSlot[]): void;
}

const isStatus = (report: BoardReport): report is ReportOf<'machineStatus'> =>
  report.kind === 'machineStatus';
const isElevator = (report: BoardReport): report is ReportOf<'elevator'> =>
  report.kind === 'elevator';

const ELEVATOR_CODES: readonly FaultCode[] = [
  'productInElevator',
  'deliveryDoorFault',
  'elevatorFault',
];

export function createStatusPolling(deps: StatusPollingDeps): StatusPolling {
  const { clock, exchange, options } = deps;
  let wanted: readonly DeviceSlot[] = [];
  let told = new Map<number, DeviceSlot>();
  let life = 0;
  let looks = 0;
  let hasAnswered = false;
  let unanswered = 0;
  let cancel: () => void = () => undefined;

  function tell(code: FaultCode, isPresent: boolean, detail: string): void {
    deps.emit({ kind: 'fault', code, item: undefined, isPresent, detail });
  }

  async function lookAtStatus(): Promise<void> {
    const answer = await exchange.ask(commands.machineStatus(), isStatus);
    unanswered = answer === undefined ? unanswered + 1 : 0;
    if (answer === undefined) return;
    hasAnswered = true;
    const { door, celsius } = answer.status;
    if (options.door !== 'ignored') {
      const isOpen = (door === 0) !== (options.door === 'zeroIsClosed');
      tell('doorOpen', isOpen, `door byte ${String(door)}`);
    }
    if (options.temperature) {
      tell('temperatureUnread', celsius === undefined, 'temperature byte AA');
      deps.emit({ kind: 'temperature', celsius });
    }
  }

  async function lookAtClimate(): Promise<void> {
    if (!options.temperature) return;
    const answer = await exchange.ask(menuCommands.readClimate(), isMenuAnswer(MENU.climate));
    const climate = answer === undefined ? undefined : climateOf(answer.parameters);
    if (climate === undefined) return;
    const { fault } = climate;
    const isCooling = fault !== undefined && climateFaultCode(fault) === 'refrigerationFault';
    tell('refrigerationFault', isCooling, fault ?? 'none');
  }

  async function lookAtElevator(): Promise<void> {
    if (!options.elevator) return;
    const answer = await exchange.ask(commands.elevatorStatus(), isElevator);
    if (answer === undefined) return;
    const present = elevatorFault(answer.state);
    for (const code of ELEVATOR_CODES) tell(code, code === present, `elevator: ${answer.state}`);
  }

  /** The board pauses what has jammed, also while nobody was connected. */
  async function lookAtJams(): Promise<void> {
    for (const [type, command, code] of [
      [MENU.jams, menuCommands.readJams(), 'motorJammed'],
      [MENU.motorErrors, menuCommands.readMotorErrors(), 'motorMissing'],
    ] as const) {
      const answer = await exchange.ask(command, isMenuAnswer(type));
      if (answer === undefined) continue;
      for (const item of selectionList(answer.parameters)) {
        deps.emit({ kind: 'fault', code, item, isPresent: true, detail: 'the board’s own list' });
      }
    }
  }

  /** Switched at the board, it stays as it is when we start again. */
  async function lookAtDropSensor(): Promise<void> {
    const answer = await exchange.ask(menuCommands.readDropSensor(), isMenuAnswer(MENU.dropSensor));
    const isOn = answer === undefined ? undefined : isDropSensorOn(answer.parameters);
    if (isOn !== undefined) deps.emit({ kind: 'dropSensor', isOn });
  }

  /** One frame at a time, so that a sale never waits behind the catalogue. */
  async function tellCatalogue(mine: number): Promise<void> {
    let left = TOLD_AT_A_TIME;
    for (const slot of wanted) {
      for (const command of slotCommands(slot, told.get(slot.item))) {
        if (mine !== life || deps.isBusy() || left === 0) return;
        left -= 1;
        if ((await exchange.send(command)) !== 'acknowledged') return;
      }
      told.set(slot.item, slot);
    }
  }

  /** Whether firmwares answer every question is not known: one that did and stopped is silent. */
  function isSilent(): boolean {
    return hasAnswered && unanswered >= UNANSWERED_ALLOWED;
  }

  async function look(mine: number): Promise<void> {
    // A board that turns a motor for a technician may have no time for anything else.
    if (!deps.isBusy() && !exchange.isTurning()) {
      await lookAtStatus();
      if (mine === life && isSilent()) {
        deps.onSilent('the board did not answer its status (51)');
        return;
      }
      if (looks % CLIMATE_EVERY === 0) {
        await lookAtClimate();
        await lookAtElevator();
      }
      looks += 1;
      await tellCatalogue(mine);
    }
    if (mine !== life) return;
    cancel = clock.setTimer(STATUS_EVERY_MS, () => void look(mine));
  }

  return {
    begin: async () => {
      cancel();
      life += 1;
      const mine = life;
      told = new Map();
      looks = 0;
      unanswered = 0;
      await exchange.send(commands.synchronise());
      await lookAtJams();
      await lookAtDropSensor();
      await lookAtStatus();
      if (mine !== life || (hasAnswered && unanswered > 0)) return false;
      cancel = clock.setTimer(STATUS_EVERY_MS, () => void look(mine));
      return true;
    },
    end: () => {
      life += 1;
      cancel();
    },
    keepCatalogue: (slots) => {
      wanted = slots;
    },
  };
}
