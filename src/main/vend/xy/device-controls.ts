import { commands, type BoardCommand } from '#contract/xy/commands.ts';
import { MENU, menuCommands, motorFinding } from '#contract/xy/menu.ts';
import type { BoardReport, ReportOf } from '#contract/xy/reports.ts';
import { dispenseStatus } from '#contract/xy/status.ts';
import type { Clock } from '#core/base/ports.ts';
import { err, ok, type Result } from '#core/base/result.ts';
import type { VendEvent } from '#core/vend/controller.ts';
import type { VendFault } from '#core/vend/vend-fault.ts';
import type {
  DeviceSlot,
  DropConfirmation,
  DeviceControls,
  MotorFinding,
  TestVendFinding,
} from '#core/vend/device-controls.ts';
import { MOTOR_MS, type Exchange } from './exchange.ts';
import { driveFault, motorFault } from './fault-codes.ts';
import type { XyOptions } from './options.ts';

/** An elevator may take this long. */
const TEST_VEND_MS = 60_000;

type MenuAnswer = ReportOf<'menu'>;

export function isMenuAnswer(type: number): (report: BoardReport) => report is MenuAnswer {
  return (report): report is MenuAnswer => report.kind === 'menu' && report.type === type;
}

const NO_ANSWER: VendFault = { code: 'serial/timeout', detail: 'the board did not answer' };
const SALE_RUNNING: VendFault = { code: 'serial/unavailable', detail: 'a sale is running' };

/** The status that ends a drive. Progress and unexplained codes do not. */
function isResultOf(report: BoardReport, item: number): report is ReportOf<'dispense'> {
  if (report.kind !== 'dispense' || report.selection !== item) return false;
  const meaning = dispenseStatus(report.status).class;
  return meaning === 'succeeded' || meaning === 'failed';
}

export interface DeviceControlsDeps {
  readonly exchange: Exchange;
  readonly clock: Clock;
  readonly options: XyOptions;
  /** Whether a drop sensor watches this selection. */
  readonly hasSensor: (item: number) => boolean;
  readonly emit: (event: VendEvent) => void;
  /** A sale is running: no technician may turn a motor. */
  readonly isBusy: () => boolean;
  readonly onCatalogue: (slots: readonly DeviceSlot[]) => void;
}

/** The menu operations that technicians need (vend-hardware, XY 4.4), one at a time. */
export function createDeviceControls(deps: DeviceControlsDeps): DeviceControls {
  let last: Promise<unknown> = Promise.resolve();

  function ask(type: number, command: BoardCommand): Promise<Result<MenuAnswer, VendFault>> {
    return inTurn(async () => {
      const answer = await deps.exchange.ask(command, isMenuAnswer(type), MOTOR_MS);
      return answer === undefined ? err(NO_ANSWER) : ok(answer);
    });
  }

  /** Runs one operation at a time, and none during a sale. */
  function inTurn<Found>(
    work: () => Promise<Result<Found, VendFault>>,
  ): Promise<Result<Found, VendFault>> {
    const turn = last.then(() => (deps.isBusy() ? err(SALE_RUNNING) : work()));
    last = turn;
    return turn;
  }

  /** The same drive as in a sale; its result ends the test and reaches no sale. */
  async function testVend(item: number): Promise<Result<TestVendFinding, VendFault>> {
    const startedMs = deps.clock.monotonicMs();
    const dropSensor = deps.hasSensor(item);
    const { elevator } = deps.options;
    const answer = await deps.exchange.ask(
      commands.drive({ selection: item, dropSensor, elevator }),
      (report): report is ReportOf<'dispense'> => isResultOf(report, item),
      TEST_VEND_MS,
    );
    if (answer === undefined) return err(NO_ANSWER);
    const meaning = dispenseStatus(answer.status);
    if (meaning.class === 'failed') {
      const code = driveFault(answer.status);
      const detail = `test vend: ${meaning.words}`;
      deps.emit({ kind: 'fault', code, item, isPresent: true, detail });
      return ok({ outcome: 'failed' });
    }
    const drop: DropConfirmation['drop'] = dropSensor ? 'confirmed' : 'assumed';
    const tookMs = Math.round(deps.clock.monotonicMs() - startedMs);
    return ok({ outcome: 'dropped', confirmation: { drop, tookMs } });
  }

  async function order(type: number, command: BoardCommand): Promise<Result<void, VendFault>> {
    const answer = await ask(type, command);
    if (!answer.ok) return answer;
    const [code = 0] = answer.value.parameters;
    return code === 0 ? ok(undefined) : err({ code: 'serial/unavailable', detail: refusal(code) });
  }

  async function testMotor(
    item: number,
    command: BoardCommand,
  ): Promise<Result<MotorFinding, VendFault>> {
    const answer = await ask(MENU.selectionTest, command);
    if (!answer.ok) return answer;
    const finding = motorFinding(answer.value.parameters);
    if (finding === undefined) return err(NO_ANSWER);
    const detail = `selection test: ${finding}`;
    if (finding !== 'ok') {
      deps.emit({ kind: 'fault', code: motorFault(finding), item, isPresent: true, detail });
    }
    return ok(finding);
  }

  return {
    turnMotor: (item) => testMotor(item, menuCommands.turnMotor(item)),
    testVend: (item) => inTurn(() => testVend(item)),
    detectMotor: (item) => testMotor(item, menuCommands.detectMotor(item)),
    clearFaults: async () => {
      const jams = await order(MENU.jams, menuCommands.clearJams());
      return jams.ok ? order(MENU.motorErrors, menuCommands.clearMotorErrors()) : jams;
    },
    coupleMotors: (item, motors) => order(MENU.coupling, menuCommands.coupleMotors(item, motors)),
    setDropSensor: async (isOn) => {
      const done = await order(MENU.dropSensor, menuCommands.setDropSensor(isOn));
      if (done.ok) deps.emit({ kind: 'dropSensor', isOn });
      return done;
    },
    testDropSensor: async () => {
      const answer = await ask(MENU.dropSensorTest, menuCommands.testDropSensor());
      if (!answer.ok) return answer;
      const isGood = answer.value.parameters[0] === 0;
      const detail = `drop sensor test: ${isGood ? 'ok' : 'failed'}`;
      const code = 'dropSensorFault';
      if (!isGood) deps.emit({ kind: 'fault', code, item: undefined, isPresent: true, detail });
      return ok(isGood);
    },
    setClimate: (climate) => order(MENU.temperature, menuCommands.setClimate(climate)),
    setLight: (fromHour, toHour) => order(MENU.light, menuCommands.setLight(fromHour, toHour)),
    keepCatalogue: deps.onCatalogue,
  };
}

function refusal(code: number): string {
  return `the board refused with ${String(code)}`;
}

/** The commands that tell the board the price, stock and capacity of one selection. */
export function slotCommands(slot: DeviceSlot, known: DeviceSlot | undefined): BoardCommand[] {
  const byte = (count: number): number => Math.min(count, 255);
  const said: BoardCommand[] = [];
  if (known?.priceMinor !== slot.priceMinor)
    said.push(commands.setPrice(slot.item, slot.priceMinor));
  if (known?.capacity !== slot.capacity)
    said.push(commands.setCapacity(slot.item, byte(slot.capacity)));
  if (known?.stock !== slot.stock) said.push(commands.setStock(slot.item, byte(slot.stock)));
  return said;
}
