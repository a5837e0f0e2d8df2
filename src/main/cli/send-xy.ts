import { commands, type BoardCommand } from '#contract/xy/commands.ts';
import { encodeFrame, hexOf } from '#contract/xy/frame.ts';
import { MENU, menuCommands } from '#contract/xy/menu.ts';
import { decodeReport, type BoardReport } from '#contract/xy/reports.ts';
import { dispenseStatus } from '#contract/xy/status.ts';
import { KioskError } from '#core/base/errors.ts';
import type { Clock } from '#core/base/ports.ts';
import { createBoardLink } from '../vend/xy/board-link.ts';
import { lineOf } from '../vend/create-controller.ts';
import { describeReport } from '../vend/xy/describe-report.ts';
import type { SendVerb } from './send-verb.ts';
import {
  parseClimate,
  parseMotorCount,
  parseOnOff,
  parseWholeNumber,
  type Words,
} from './parse-words.ts';

const LARGEST_SELECTION = 65_535;
const LARGEST_COUNT = 255;
const LARGEST_PRICE = 65_000_000;

/** `goesOn`: more answers will come. */
type Ear = (report: BoardReport) => 'answer' | 'goesOn' | 'other';

export interface XyVerb extends SendVerb {
  readonly make: (words: Words) => BoardCommand;
  readonly ear?: (words: Words) => Ear;
  /** When the answer takes longer than usual. */
  readonly withinMs?: number;
}

const MOTOR_MS = 15_000;
const DRIVE_MS = 60_000;
const ANSWER_MS = 3_000;
/** After this silence a list is complete. */
const LIST_QUIET_MS = 1_500;
const CONNECT_MS = 5_000;

const selection = (text: string | undefined): number =>
  parseWholeNumber(text, 1, LARGEST_SELECTION);
const when =
  (isIt: (report: BoardReport) => boolean): (() => Ear) =>
  () =>
  (report) =>
    isIt(report) ? 'answer' : 'other';
const menu = (type: number): (() => Ear) =>
  when((report) => report.kind === 'menu' && report.type === type);

function driven([wanted]: Words): Ear {
  return (report) => {
    if (report.kind !== 'dispense' || report.selection !== selection(wanted)) return 'other';
    const { class: outcome } = dispenseStatus(report.status);
    return outcome === 'succeeded' || outcome === 'failed' ? 'answer' : 'goesOn';
  };
}

/** Prices are typed as on the sheet: 25.00. */
function minor(text: string | undefined): number {
  const match = /^(\d{1,6})[.,](\d{2})$/.exec(text ?? '');
  const value = match === null ? NaN : Number(match[1]) * 100 + Number(match[2]);
  if (value <= LARGEST_PRICE) return value;
  throw new KioskError('input/invalid', `“${text ?? ''}” must be an amount like 25.00.`);
}

/** Leaves out the board's commands for cash, change and cards: the board does those itself. */
export const XY_VERBS: Readonly<Record<string, XyVerb>> = {
  check: {
    usage: 'check <selection>',
    does: 'asks',
    make: ([item]) => commands.checkSelection(selection(item)),
    ear: when((report) => report.kind === 'check'),
  },
  status: {
    usage: 'status',
    does: 'asks',
    make: () => commands.machineStatus(),
    ear: when((report) => report.kind === 'machineStatus'),
  },
  elevator: {
    usage: 'elevator',
    does: 'asks',
    make: () => commands.elevatorStatus(),
    ear: when((report) => report.kind === 'elevator'),
  },
  selections: {
    usage: 'selections',
    does: 'asks',
    make: () => commands.synchronise(),
    ear: () => (report) => (report.kind === 'selectionInfo' ? 'goesOn' : 'other'),
  },
  jams: {
    usage: 'jams',
    does: 'asks',
    make: () => menuCommands.readJams(),
    ear: menu(MENU.jams),
  },
  'motor-errors': {
    usage: 'motor-errors',
    does: 'asks',
    make: () => menuCommands.readMotorErrors(),
    ear: menu(MENU.motorErrors),
  },
  temperature: {
    usage: 'temperature',
    does: 'asks',
    make: () => menuCommands.readClimate(),
    ear: menu(MENU.climate),
  },
  'drop-sensor': {
    usage: 'drop-sensor',
    does: 'asks',
    make: () => menuCommands.readDropSensor(),
    ear: menu(MENU.dropSensor),
  },
  detect: {
    usage: 'detect <selection>',
    does: 'asks',
    make: ([item]) => menuCommands.detectMotor(selection(item)),
    ear: menu(MENU.selectionTest),
    withinMs: MOTOR_MS,
  },
  turn: {
    usage: 'turn <selection>',
    does: 'turns a motor',
    make: ([item]) => menuCommands.turnMotor(selection(item)),
    ear: menu(MENU.selectionTest),
    withinMs: MOTOR_MS,
  },
  drive: {
    usage: 'drive <selection>',
    does: 'gives a product away',
    make: ([item]) =>
      commands.drive({ selection: selection(item), dropSensor: true, elevator: false }),
    ear: driven,
    withinMs: DRIVE_MS,
  },
  cancel: { usage: 'cancel', does: 'changes the board', make: () => commands.cancelSelection() },
  price: {
    usage: 'price <selection> <amount>',
    does: 'changes the board',
    make: ([item, amount]) => commands.setPrice(selection(item), minor(amount)),
  },
  stock: {
    usage: 'stock <selection> <count>',
    does: 'changes the board',
    make: ([item, count]) =>
      commands.setStock(selection(item), parseWholeNumber(count, 0, LARGEST_COUNT)),
  },
  capacity: {
    usage: 'capacity <selection> <count>',
    does: 'changes the board',
    make: ([item, count]) =>
      commands.setCapacity(selection(item), parseWholeNumber(count, 0, LARGEST_COUNT)),
  },
  couple: {
    usage: 'couple <selection> <1|2|3>',
    does: 'changes the board',
    make: ([item, count]) => menuCommands.coupleMotors(selection(item), parseMotorCount(count)),
    ear: menu(MENU.coupling),
  },
  'clear-jams': {
    usage: 'clear-jams',
    does: 'changes the board',
    make: () => menuCommands.clearJams(),
    ear: menu(MENU.jams),
  },
  'clear-motor-errors': {
    usage: 'clear-motor-errors',
    does: 'changes the board',
    make: () => menuCommands.clearMotorErrors(),
    ear: menu(MENU.motorErrors),
  },
  'switch-drop-sensor': {
    usage: 'switch-drop-sensor <on|off>',
    does: 'changes the board',
    make: ([state]) => menuCommands.setDropSensor(parseOnOff(state)),
    ear: menu(MENU.dropSensor),
  },
  'test-drop-sensor': {
    usage: 'test-drop-sensor',
    does: 'asks',
    make: () => menuCommands.testDropSensor(),
    ear: menu(MENU.dropSensorTest),
    withinMs: MOTOR_MS,
  },
  climate: {
    usage: 'climate <cool|heat|constant|off> [degrees]',
    does: 'changes the board',
    make: ([mode, celsius]) => menuCommands.setClimate(parseClimate(mode, celsius)),
    ear: menu(MENU.temperature),
  },
  light: {
    usage: 'light <from hour> <to hour>',
    does: 'changes the board',
    make: ([from, to]) =>
      menuCommands.setLight(parseWholeNumber(from, 0, 24), parseWholeNumber(to, 0, 24)),
    ear: menu(MENU.light),
  },
};

interface Sending {
  readonly path: string;
  readonly clock: Clock;
  readonly say: (words: unknown) => Promise<void>;
  readonly words: Words;
}

/** Sends one command at the board's next poll and prints the answers. Throws `serial/unavailable` or `serial/timeout`. */
export async function sendToBoard(
  verb: XyVerb,
  { path, clock, say, words }: Sending,
): Promise<void> {
  const command = verb.make(words);
  const ear = verb.ear?.(words);
  let onUp: () => void = () => undefined;
  let onDown: (detail: string) => void = () => undefined;
  let onReport: (report: BoardReport) => void = () => undefined;
  const link = createBoardLink({
    path,
    clock,
    open: lineOf('xy'),
    onEvent: (event) => {
      if (event.kind === 'up') onUp();
      else if (event.kind === 'down') onDown(event.detail);
      else if (event.kind === 'frame') onReport(decodeReport(event.frame));
    },
  });
  const after = (ms: number): Promise<'late'> =>
    new Promise((resolve) => {
      clock.setTimer(ms, () => {
        resolve('late');
      });
    });
  const down = new Promise<never>((_resolve, reject) => {
    onDown = (detail) => {
      reject(new KioskError('serial/unavailable', `${detail}.`));
    };
  });
  const up = new Promise<'up'>((resolve) => {
    onUp = () => {
      resolve('up');
    };
  });
  try {
    link.start();
    if ((await Promise.race([up, down, after(CONNECT_MS)])) === 'late') {
      throw new KioskError('serial/timeout', `No board polls on ${path}.`);
    }
    const answers: BoardReport[] = [];
    const answered = new Promise<'answered'>((resolve) => {
      let cancel: () => void = () => undefined;
      onReport = (report) => {
        const kind = ear?.(report) ?? 'other';
        if (kind === 'other') return;
        answers.push(report);
        void say({ answer: describeReport(report) });
        cancel();
        const done = (): void => {
          resolve('answered');
        };
        if (kind === 'answer') done();
        else if (verb.withinMs === undefined) cancel = clock.setTimer(LIST_QUIET_MS, done);
      };
    });
    const outcome = await Promise.race([link.send(command), down]);
    const frame = hexOf(encodeFrame(command.command, 1, command.text));
    await say({ sent: frame, outcome });
    if (outcome !== 'acknowledged') {
      throw new KioskError('serial/timeout', 'The board did not acknowledge the command.');
    }
    if (ear === undefined) return;
    const within = after(verb.withinMs ?? ANSWER_MS);
    if ((await Promise.race([answered, down, within])) === 'late' && answers.length === 0) {
      throw new KioskError(
        'serial/timeout',
        'The board acknowledged the command and said nothing.',
      );
    }
  } finally {
    await link.stop();
  }
}
