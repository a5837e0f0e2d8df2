import { commands, type BoardCommand } from '#contract/xy/commands.ts';
import { MENU, menuCommands, motorFinding } from '#contract/xy/menu.ts';
import type { BoardReport, ReportOf } from '#contract/xy/reports.ts';
import { err, ok, type Result } from '#core/result.ts';
import type { VendEvent } from '#core/vend/controller.ts';
import type { VendFault } from '#core/vend/vend-fault.ts';
import type { DeviceSlot, MachineTools, MotorFinding } from '#core/vend/tools.ts';
import { MOTOR_MS, type Exchange } from './exchange.ts';
import { motorFault } from './fault-codes.ts';

type MenuAnswer = ReportOf<'menu'>;

export function isMenuAnswer(type: number): (report: BoardReport) => report is MenuAnswer {
  return (report): report is MenuAnswer => report.kind === 'menu' && report.type === type;
}

const NO_ANSWER: VendFault = { code: 'serial/timeout', detail: 'the board did not answer' };

export interface ToolsDeps {
  readonly exchange: Exchange;
  readonly emit: (event: VendEvent) => void;
  /** Something is being sold: motors belong to the customer. */
  readonly isBusy: () => boolean;
  readonly onCatalogue: (slots: readonly DeviceSlot[]) => void;
}

/** The menu operations that technicians need (vend-hardware, XY 4.4), one at a time. */
export function createTools(deps: ToolsDeps): MachineTools {
  let last: Promise<unknown> = Promise.resolve();

  function ask(type: number, command: BoardCommand): Promise<Result<MenuAnswer, VendFault>> {
    const turn = last.then(async (): Promise<Result<MenuAnswer, VendFault>> => {
      if (deps.isBusy()) return err({ code: 'serial/unavailable', detail: 'a sale is running' });
      const answer = await deps.exchange.ask(command, isMenuAnswer(type), MOTOR_MS);
      return answer === undefined ? err(NO_ANSWER) : ok(answer);
    });
    last = turn;
    return turn;
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

/** Prices, stock and capacity of one selection, as the board takes them. */
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
