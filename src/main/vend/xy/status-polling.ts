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

/** The kiosk sees an open door within this time. */
const STATUS_EVERY_MS = 2_000;
/** Every so many polls ask for temperature, cooling faults and the elevator too. */
const CLIMATE_EVERY = 15;
/** At most so many catalogue frames between two polls: with a hundred selections the kiosk still sees an open door in time. */
const FRAMES_PER_POLL = 9;
/** A board that answered before and now misses so many polls in a row is out of order. */
const UNANSWERED_ALLOWED = 2;

export interface StatusPollingDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly options: XyOptions;
  readonly exchange: Exchange;
  readonly emit: (event: VendEvent) => void;
  readonly isBusy: () => boolean;
  /** The board acknowledges but does not answer. */
  readonly onSilent: (detail: string) => void;
}

/** Polls the board's status and faults between sales, and sends it our catalogue. */
export interface StatusPolling {
  /** The start-up sequence: synchronises and polls everything once. @returns whether a customer may be served */
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
  let sent = new Map<number, DeviceSlot>();
  let run = 0;
  let polls = 0;
  let hasAnswered = false;
  let unanswered = 0;
  let cancel: () => void = () => undefined;

  function reportFault(code: FaultCode, isPresent: boolean, detail: string): void {
    deps.emit({ kind: 'fault', code, item: undefined, isPresent, detail });
  }

  async function pollStatus(): Promise<void> {
    const answer = await exchange.ask(commands.machineStatus(), isStatus);
    unanswered = answer === undefined ? unanswered + 1 : 0;
    if (answer === undefined) return;
    hasAnswered = true;
    const { door, celsius } = answer.status;
    if (options.door !== 'ignored') {
      const isOpen = (door === 0) !== (options.door === 'zeroIsClosed');
      reportFault('doorOpen', isOpen, `door byte ${String(door)}`);
    }
    if (options.temperature) {
      reportFault('temperatureUnread', celsius === undefined, 'temperature byte AA');
      deps.emit({ kind: 'temperature', celsius });
    }
  }

  async function pollClimate(): Promise<void> {
    if (!options.temperature) return;
    const answer = await exchange.ask(menuCommands.readClimate(), isMenuAnswer(MENU.climate));
    const climate = answer === undefined ? undefined : climateOf(answer.parameters);
    if (climate === undefined) return;
    const { fault } = climate;
    const isCooling = fault !== undefined && climateFaultCode(fault) === 'refrigerationFault';
    reportFault('refrigerationFault', isCooling, fault ?? 'none');
  }

  async function pollElevator(): Promise<void> {
    if (!options.elevator) return;
    const answer = await exchange.ask(commands.elevatorStatus(), isElevator);
    if (answer === undefined) return;
    const present = elevatorFault(answer.state);
    for (const code of ELEVATOR_CODES)
      reportFault(code, code === present, `elevator: ${answer.state}`);
  }

  /** The board pauses jammed selections by itself, also while no kiosk was connected. */
  async function readJams(): Promise<void> {
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

  /** The board keeps its drop sensor switch over our restart. */
  async function readDropSensor(): Promise<void> {
    const answer = await exchange.ask(menuCommands.readDropSensor(), isMenuAnswer(MENU.dropSensor));
    const isOn = answer === undefined ? undefined : isDropSensorOn(answer.parameters);
    if (isOn !== undefined) deps.emit({ kind: 'dropSensor', isOn });
  }

  /** Sends one frame at a time, so that a sale never waits behind the catalogue. */
  async function sendCatalogue(thisRun: number): Promise<void> {
    let left = FRAMES_PER_POLL;
    for (const slot of wanted) {
      for (const command of slotCommands(slot, sent.get(slot.item))) {
        if (thisRun !== run || deps.isBusy() || left === 0) return;
        left -= 1;
        if ((await exchange.send(command)) !== 'acknowledged') return;
      }
      sent.set(slot.item, slot);
    }
  }

  /** Nobody knows whether every firmware answers; one that did and stopped is silent. */
  function isSilent(): boolean {
    return hasAnswered && unanswered >= UNANSWERED_ALLOWED;
  }

  async function poll(thisRun: number): Promise<void> {
    // While the board turns a motor for a technician it may answer nothing else.
    if (!deps.isBusy() && !exchange.isTurning()) {
      await pollStatus();
      if (thisRun === run && isSilent()) {
        deps.onSilent('the board did not answer its status (51)');
        return;
      }
      if (polls % CLIMATE_EVERY === 0) {
        await pollClimate();
        await pollElevator();
      }
      polls += 1;
      await sendCatalogue(thisRun);
    }
    if (thisRun !== run) return;
    cancel = clock.setTimer(STATUS_EVERY_MS, () => void poll(thisRun));
  }

  return {
    begin: async () => {
      cancel();
      run += 1;
      const thisRun = run;
      sent = new Map();
      polls = 0;
      unanswered = 0;
      await exchange.send(commands.synchronise());
      await readJams();
      await readDropSensor();
      await pollStatus();
      if (thisRun !== run || (hasAnswered && unanswered > 0)) return false;
      cancel = clock.setTimer(STATUS_EVERY_MS, () => void poll(thisRun));
      return true;
    },
    end: () => {
      run += 1;
      cancel();
    },
    keepCatalogue: (slots) => {
      wanted = slots;
    },
  };
}
