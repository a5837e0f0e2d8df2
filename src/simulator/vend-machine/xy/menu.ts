import { MENU } from '#contract/xy/menu.ts';
import { readU16, u16 } from '#contract/xy/numbers.ts';
import { MOTOR_STATES } from './behaviours.ts';
import type { Column, Trays } from './trays.ts';

export interface BoardSettings {
  isDropSensorOn: boolean;
  light: readonly [number, number];
  targetCelsius: number;
}

export interface MenuRoom {
  readonly trays: Trays;
  readonly settings: BoardSettings;
  readonly celsius: () => number;
  readonly isSensorGood: () => boolean;
  /** Turns the motor once; calls `done` when it stops. */
  readonly turn: (column: Column, done: () => void) => void;
}

type Answer = (...parameters: readonly number[]) => void;
type Work = (parameters: Uint8Array, answer: Answer) => void;

const list = (items: readonly number[]): readonly number[] => items.flatMap((item) => u16(item));

function selectionTest({ trays, turn }: MenuRoom): Work {
  return (parameters, answer) => {
    const column = trays.at(readU16(parameters, 1));
    if (column === undefined) {
      answer(2);
      return;
    }
    const { test } = MOTOR_STATES[column.motor];
    if (parameters[0] === 1 && test === 0) {
      turn(column, () => {
        answer(test);
      });
    } else answer(test);
  };
}

function coupling({ trays }: MenuRoom): Work {
  return (parameters, answer) => {
    const column = trays.at(readU16(parameters, 0));
    const motors = parameters[2];
    if (column === undefined || (motors !== 1 && motors !== 2 && motors !== 3)) answer(1);
    else {
      column.motors = motors;
      answer(0);
    }
  };
}

function worksOf(room: MenuRoom): ReadonlyMap<string, Work> {
  const { trays, settings } = room;
  const done =
    (work: (parameters: Uint8Array) => void): Work =>
    (parameters, answer) => {
      work(parameters);
      answer(0);
    };
  const key = (type: number, op: 'read' | 'set'): string =>
    `${String(type)} ${op === 'read' ? '0' : '1'}`;
  return new Map<string, Work>([
    [key(MENU.selectionTest, 'set'), selectionTest(room)],
    [key(MENU.coupling, 'set'), coupling(room)],
    [
      key(MENU.clearCouplings, 'set'),
      done(() => {
        for (const column of trays.all()) column.motors = 1;
      }),
    ],
    [
      key(MENU.jams, 'read'),
      (_parameters, answer) => {
        answer(...list(trays.jammed()));
      },
    ],
    [
      key(MENU.jams, 'set'),
      done(() => {
        for (const column of trays.all()) column.isPaused = false;
      }),
    ],
    [
      key(MENU.motorErrors, 'read'),
      (_parameters, answer) => {
        answer(...list(trays.broken()));
      },
    ],
    [key(MENU.motorErrors, 'set'), done(() => undefined)],
    [
      key(MENU.climate, 'read'),
      (_parameters, answer) => {
        answer(room.celsius() & 0xff, 0);
      },
    ],
    [
      key(MENU.temperature, 'set'),
      done((parameters) => {
        const degrees = parameters[2] ?? 0;
        settings.targetCelsius = degrees < 0x80 ? degrees : degrees - 0x100;
      }),
    ],
    [
      key(MENU.light, 'set'),
      done((parameters) => {
        settings.light = [parameters[0] ?? 0, parameters[1] ?? 0];
      }),
    ],
    [
      key(MENU.dropSensor, 'read'),
      (_parameters, answer) => {
        answer(100, settings.isDropSensorOn ? 1 : 2);
      },
    ],
    [
      key(MENU.dropSensor, 'set'),
      done((parameters) => {
        settings.isDropSensorOn = parameters[1] === 1;
      }),
    ],
    [
      key(MENU.dropSensorTest, 'set'),
      (_parameters, answer) => {
        answer(room.isSensorGood() ? 0 : 1);
      },
    ],
    [
      key(MENU.fillAll, 'set'),
      done(() => {
        for (const column of trays.all()) column.count = column.capacity;
      }),
    ],
  ]);
}

/** Answers menu orders (70 → 71), and ignores unknown ones. */
export function createMenu(
  room: MenuRoom,
  say: (command: number, ...text: readonly number[]) => void,
): (text: Uint8Array) => void {
  const works = worksOf(room);
  return (text) => {
    const [type = 0, op = 0] = text;
    works.get(`${String(type)} ${String(op)}`)?.(text.slice(2), (...parameters) => {
      say(0x71, type, op, ...parameters);
    });
  };
}
