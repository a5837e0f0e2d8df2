import { commands, type BoardCommand } from '#contract/xy/commands.ts';
import { createFrameDecoder } from '#contract/xy/frame-decoder.ts';
import {
  ACK_FRAME,
  encodeFrame,
  hexOf,
  nextPackNumber,
  POLL_FRAME,
  type Frame,
} from '#contract/xy/frame.ts';
import {
  climateOf,
  isDropSensorOn,
  menuCommands,
  motorFinding,
  selectionList,
} from '#contract/xy/menu.ts';
import { decodeReport } from '#contract/xy/reports.ts';
import { checkWords, dispenseStatus } from '#contract/xy/status.ts';
import { describe, expect, it } from 'vitest';

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from(hex.split(' '), (pair) => Number.parseInt(pair, 16));

const hexOfCommand = ({ command, text }: BoardCommand, pack: number): string =>
  hexOf(encodeFrame(command, pack, text));

function frameOf(hex: string): Frame {
  const { frames, discarded } = createFrameDecoder().push(bytesOf(hex));
  expect(discarded).toBe(0);
  expect(frames).toHaveLength(1);
  return frames[0]!;
}

describe('the frames that the document prints', () => {
  it('POLL and ACK', () => {
    expect(hexOf(POLL_FRAME)).toBe('FA FB 41 00 40');
    expect(hexOf(ACK_FRAME)).toBe('FA FB 42 00 43');
    expect(frameOf('FA FB 41 00 40')).toEqual({
      command: 0x41,
      packNumber: undefined,
      text: new Uint8Array(),
    });
  });

  it.each([
    ['synchronise', 'FA FB 31 01 01 30', commands.synchronise(), 1],
    ['check selection 12', 'FA FB 01 03 02 00 0C 0D', commands.checkSelection(12), 2],
    [
      'drive 12, drop sensor on',
      'FA FB 06 05 03 01 00 00 0C 0C',
      commands.drive({ selection: 12, dropSensor: true, elevator: false }),
      3,
    ],
    ['price 12 = 25.00', 'FA FB 12 07 04 00 0C 00 00 09 C4 D1', commands.setPrice(12, 2500), 4],
    ['status', 'FA FB 51 01 05 54', commands.machineStatus(), 5],
    ['selection test 12', 'FA FB 70 06 06 38 01 01 00 0C 45', menuCommands.turnMotor(12), 6],
    ['jam list', 'FA FB 70 03 07 32 00 47', menuCommands.readJams(), 7],
  ] as const)('to the board: %s', (_name, hex, command, pack) => {
    expect(hexOfCommand(command, pack)).toBe(hex);
  });

  it.each([
    ['check ok', 'FA FB 02 04 10 01 00 0C 1A', { kind: 'check', status: 1, selection: 12 }],
    ['key 12', 'FA FB 05 03 11 00 0C 1A', { kind: 'keypad', selection: 12 }],
    ['taken back', 'FA FB 05 03 12 00 00 15', { kind: 'keypad', selection: undefined }],
    ['dispensing', 'FA FB 04 04 12 01 00 0C 1E', { kind: 'dispense', status: 1, selection: 12 }],
    ['success', 'FA FB 04 04 13 02 00 0C 1C', { kind: 'dispense', status: 2, selection: 12 }],
    ['jammed', 'FA FB 04 04 13 03 00 0C 1D', { kind: 'dispense', status: 3, selection: 12 }],
    [
      'selection info',
      'FA FB 11 0C 20 00 0C 00 00 09 C4 05 0A 00 65 00 97',
      {
        kind: 'selectionInfo',
        info: {
          selection: 12,
          priceMinor: 2500,
          count: 5,
          capacity: 10,
          product: 101,
          isPaused: false,
        },
      },
    ],
    [
      'selection test ok',
      'FA FB 71 04 21 38 01 00 6C',
      { kind: 'menu', type: 0x38, op: 1, parameters: Uint8Array.from([0]) },
    ],
  ])('from the board: %s', (_name, hex, report) => {
    expect(decodeReport(frameOf(hex))).toEqual(report);
  });
});

describe('every command of the table', () => {
  it.each([
    [commands.selectToBuy(12), '03', '00 0C'],
    [commands.cancelSelection(), '05', '00 00'],
    [commands.drive({ selection: 300, dropSensor: false, elevator: true }), '06', '00 01 01 2C'],
    [commands.setPrice(0, 70_000), '12', '00 00 00 01 11 70'],
    [commands.setStock(1_000, 9), '13', '03 E8 09'],
    [commands.setCapacity(12, 10), '14', '00 0C 0A'],
    [commands.setProductId(12, 101), '15', '00 0C 00 65'],
    [commands.setPollInterval(20), '16', '14'],
    [commands.giveChange(), '25', ''],
    [commands.acceptCash('notes', 0xffff), '28', '00 FF FF'],
    [commands.acceptCash('coins', 0), '28', '01 00 00'],
    [commands.elevatorStatus(), '53', ''],
    [commands.cardBalance('query'), '61', '01'],
    [commands.cardBalance('cancel'), '61', '02'],
    [commands.deductFromCard(2500), '64', '00 00 09 C4'],
    [menuCommands.detectMotor(12), '70', '38 01 02 00 0C'],
    [menuCommands.coupleMotors(12, 2), '70', '04 01 00 0C 02'],
    [menuCommands.clearCouplings(), '70', '05 01'],
    [menuCommands.clearJams(), '70', '32 01'],
    [menuCommands.readMotorErrors(), '70', '33 00'],
    [menuCommands.clearMotorErrors(), '70', '33 01'],
    [menuCommands.readClimate(), '70', '36 00'],
    [menuCommands.setClimate({ mode: 'cool', celsius: -18 }), '70', '28 01 00 02 EE'],
    [menuCommands.setLight(6, 23), '70', '16 01 06 17'],
    [menuCommands.setDropSensor(false), '70', '24 01 64 02'],
    [menuCommands.setDropSensor(true), '70', '24 01 64 01'],
    [menuCommands.readDropSensor(), '70', '24 00 64'],
    [menuCommands.testDropSensor(), '70', '50 01 00'],
    [menuCommands.fillAll(), '70', '63 01'],
  ] as const)('%j', ({ command, text }, code, hex) => {
    expect(hexOf(Uint8Array.of(command))).toBe(code);
    expect(hexOf(Uint8Array.from(text))).toBe(hex);
  });

  it('“money received” cannot be said', () => {
    const said = Object.values(commands).map((make) =>
      Reflect.apply(make, undefined, [{ selection: 1 }, 1]),
    );
    expect(said.map(({ command }) => command)).not.toContain(0x27);
  });
});

describe('every report of the table', () => {
  const status = '52 00 01 02 03 FC 00 00 00 03 E8 00 00 27 10 41 42 43 00 20 31 32 33 34 35';

  it.each([
    ['12 00 0C 00 00 09 C4', { kind: 'priceSet', selection: 12, priceMinor: 2500 }],
    ['13 00 0C 05', { kind: 'stockSet', selection: 12, count: 5 }],
    ['14 00 0C 0A', { kind: 'capacitySet', selection: 12, count: 10 }],
    ['15 00 0C 00 65', { kind: 'productSet', selection: 12, product: 101 }],
    ['17', { kind: 'allFilled' }],
    ['21 02 00 00 03 E8', { kind: 'money', mode: 2, amountMinor: 1000 }],
    ['23 00 00 03 E8', { kind: 'credit', amountMinor: 1000 }],
    [`24 48 69${' 20'.repeat(14)} 00 02`, { kind: 'display', row: 2, words: 'Hi' }],
    ['26 00 00 27 10 00 00 01 F4', { kind: 'changeGiven', notesMinor: 10_000, coinsMinor: 500 }],
    ['31', { kind: 'synchronise' }],
    [
      status,
      {
        kind: 'machineStatus',
        status: {
          bill: 0,
          coin: 1,
          card: 2,
          climate: 3,
          celsius: -4,
          door: 0,
          noteChangeMinor: 1000,
          coinChangeMinor: 10_000,
          machineId: 'ABC 12345',
        },
      },
    ],
    ['54 00', { kind: 'elevator', state: 'normal' }],
    ['54 01', { kind: 'elevator', state: 'productInside' }],
    ['54 02', { kind: 'elevator', state: 'doorOpen' }],
    ['54 03', { kind: 'elevator', state: 'error' }],
    ['54 04', { kind: 'elevator', state: 'selfCheckError' }],
    ['54 63', { kind: 'elevator', state: 'error' }],
    ['63', { kind: 'openMenu' }],
    ['66 02 00 01', { kind: 'microwaves', statuses: [0, 1] }],
    ['71 32 00', { kind: 'menu', type: 0x32, op: 0, parameters: new Uint8Array() }],
    ['04 02', { kind: 'unknown' }],
    ['99 01', { kind: 'unknown' }],
  ])('%s', (hex, report) => {
    const [command = 0, ...text] = bytesOf(hex);
    expect(decodeReport({ command, packNumber: 1, text: Uint8Array.from(text) })).toEqual(report);
  });

  it('a temperature that is not read, and one that is', () => {
    const at = (byte: number): unknown => {
      const text = Uint8Array.from([0, 0, 0, 0, byte, 1]);
      const report = decodeReport({ command: 0x52, packNumber: 1, text });
      return report.kind === 'machineStatus' ? report.status.celsius : 'no status';
    };
    expect(at(0xaa)).toBeUndefined();
    expect(at(0x05)).toBe(5);
  });

  it('a paused selection', () => {
    const text = Uint8Array.from([0, 12, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    const report = decodeReport({ command: 0x11, packNumber: 1, text });
    expect(report).toMatchObject({ info: { isPaused: true } });
  });
});

describe('status codes', () => {
  const classOf = (code: number): string => dispenseStatus(code).class;

  it('every code of a drive has the class the document gives it', () => {
    const progress = [0x01, 0x10, 0x11, 0x14, 0x16, 0x18, 0x19, 0x21, 0x22, 0x23, 0x26];
    const succeeded = [0x02, 0x24];
    const failed = [
      0x03, 0x04, 0x06, 0x07, 0x12, 0x13, 0x15, 0x17, 0x20, 0x25, 0x28, 0x29, 0x30, 0x31, 0x32,
      0xff,
    ];
    for (let code = 0; code < 256; code += 1) {
      const expected = progress.includes(code)
        ? 'progress'
        : succeeded.includes(code)
          ? 'succeeded'
          : failed.includes(code)
            ? 'failed'
            : 'unknown';
      expect([code, classOf(code)]).toEqual([code, expected]);
    }
  });

  it('a check says why not', () => {
    expect(checkWords(0x02)).toBe('out of stock');
    expect(checkWords(0x99)).toBe('not in the document');
  });
});

describe('menu answers', () => {
  it('selection test', () => {
    const found = [0, 1, 2, 3, 4, 9].map((code) => motorFinding(Uint8Array.of(code)));
    expect(found).toEqual(['ok', 'runsOn', 'missing', 'unreachable', 'shorted', undefined]);
    expect(motorFinding(new Uint8Array())).toBeUndefined();
  });

  it('lists of selections', () => {
    expect(selectionList(bytesOf('00 0C 00 00 01 2C 07'))).toEqual([12, 300]);
  });

  it('climate', () => {
    expect(climateOf(bytesOf('FC 00'))).toEqual({ celsius: -4, fault: undefined });
    expect(climateOf(bytesOf('05 07'))).toEqual({ celsius: 5, fault: 'sensor' });
    expect(climateOf(bytesOf('05 03'))).toEqual({ celsius: 5, fault: 'evaporatorFan' });
    expect(climateOf(bytesOf('05 63'))).toEqual({ celsius: 5, fault: undefined });
    expect(climateOf(bytesOf('05'))).toBeUndefined();
  });

  it('drop sensor', () => {
    expect(isDropSensorOn(bytesOf('64 01'))).toBe(true);
    expect(isDropSensorOn(bytesOf('64 02'))).toBe(false);
    expect(isDropSensorOn(bytesOf('64 07'))).toBeUndefined();
  });
});

describe('frames', () => {
  it('PackNO never is 0', () => {
    expect(nextPackNumber(1)).toBe(2);
    expect(nextPackNumber(255)).toBe(1);
  });

  it('a text that no frame can hold is refused', () => {
    expect(() => encodeFrame(0x70, 1, new Uint8Array(255))).toThrow(RangeError);
    expect(encodeFrame(0x70, 1, new Uint8Array(254))).toHaveLength(260);
  });
});
