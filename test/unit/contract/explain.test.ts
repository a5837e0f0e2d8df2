import { explainQibixx } from '#contract/qibixx/explain.ts';
import { commands, type BoardCommand } from '#contract/xy/commands.ts';
import { explainXy } from '#contract/xy/explain.ts';
import { encodeFrame, hexOf } from '#contract/xy/frame.ts';
import { menuCommands } from '#contract/xy/menu.ts';
import { TRAFFIC_WORDS } from '#core/vend/traffic.ts';
import { describe, expect, it } from 'vitest';

const seen = new Set<string>();

describe('a line of a Qibixx adapter', () => {
  it.each([
    ['in', 'v,5.1.0.0,123', 'version', { firmware: '5.1.0.0' }],
    ['in', 'c,SET,OK', 'settingTaken', {}],
    ['in', 'c,0', 'adapterOff', {}],
    ['in', 'c,1', 'adapterOn', {}],
    ['in', 'c,STATUS,INACTIVE', 'machineInactive', {}],
    ['in', 'c,STATUS,DISABLED', 'machineDisabled', {}],
    ['in', 'c,STATUS,ENABLED', 'machineEnabled', {}],
    ['in', 'c,STATUS,IDLE,32.00', 'creditShown', {}],
    ['in', 'c,STATUS,VEND,25.00,5', 'choice', { item: 5, amountMinor: 2_500 }],
    ['in', 'c,STATUS,VEND,25.00,65535', 'choice', { item: '–', amountMinor: 2_500 }],
    ['in', 'c,VEND,SUCCESS', 'dropped', { item: '' }],
    ['in', 'c,ERR,VEND 1', 'choiceTakenBack', { item: '', code: '1' }],
    ['in', 'c,ERR,VEND 3', 'notDropped', { item: '', code: '3' }],
    ['in', 'c,ERR,VEND 5', 'machineReset', { item: '', code: '5' }],
    ['in', 'c,ERR,"VEND -3"', 'approvalTooLate', {}],
    ['in', 'c,ERR,"START -3"', 'creditRefused', {}],
    ['in', 'c,ERR,"cashless is on"', 'alreadyOn', {}],
    ['in', 'c,ERR,"cashless is off"', 'notSwitchedOn', {}],
    ['in', 'c,ERR,-3', 'denied', {}],
    ['in', 'r,ACK', 'acknowledged', {}],
    ['in', 'x,ACK', 'acknowledged', {}],
    ['in', 'c,UNKNOWN,X', 'notUnderstood', {}],
    ['in', 'rubbish', 'unknown', {}],
    ['out', 'V', 'askVersion', {}],
    ['out', 'C,0', 'switchOff', {}],
    ['out', 'C,1', 'switchOn', {}],
    ['out', 'C,STOP', 'endCredit', {}],
    ['out', 'C,VEND,-1', 'deny', {}],
    ['out', 'X,0', 'quiet', {}],
    ['out', 'C,SETCONF,mdb-timeout=60', 'setting', { name: 'mdb-timeout = 60' }],
    ['out', 'C,START,32.00', 'offerCredit', { amountMinor: 3_200 }],
    ['out', 'C,VEND,25.00', 'approve', { amountMinor: 2_500 }],
    ['out', 'C,VEND,much', 'unknown', {}],
    ['out', 'F,RESET', 'unknown', {}],
  ] as const)('%s %s', (direction, raw, word, values) => {
    expect(explainQibixx({ direction, raw }, 2)).toEqual({ word, values });
    seen.add(word);
  });
});

const out = ({ command, text }: BoardCommand): string => hexOf(encodeFrame(command, 1, text));
const from = (command: number, ...text: number[]): string => hexOf(encodeFrame(command, 1, text));

describe('a frame of an XY board', () => {
  it.each([
    ['out', out(commands.checkSelection(12)), 'askSlot', { item: 12 }],
    ['out', out(commands.cancelSelection()), 'deny', {}],
    [
      'out',
      out(commands.drive({ selection: 12, dropSensor: true, elevator: false })),
      'drive',
      { item: 12 },
    ],
    ['out', out(commands.setPrice(12, 2_500)), 'tellSlot', { item: 12 }],
    ['out', out(commands.setStock(12, 3)), 'tellSlot', { item: 12 }],
    ['out', out(commands.setCapacity(12, 3)), 'tellSlot', { item: 12 }],
    ['out', out(commands.synchronise()), 'synchronise', {}],
    ['out', out(commands.machineStatus()), 'askStatus', {}],
    ['out', out(commands.elevatorStatus()), 'askElevator', {}],
    ['out', out(menuCommands.readClimate()), 'askClimate', {}],
    ['out', out(menuCommands.turnMotor(12)), 'turnMotor', { item: 12 }],
    ['out', out(menuCommands.detectMotor(12)), 'lookAtMotor', { item: 12 }],
    ['out', out(menuCommands.setLight(6, 22)), 'menu', { type: '16' }],
    ['out', out(commands.giveChange()), 'unknown', {}],
    ['in', from(0x02, 1, 0, 12), 'slotFree', { item: 12 }],
    ['in', from(0x02, 4, 0, 12), 'slotNotFree', { item: 12, code: '04' }],
    ['in', from(0x04, 0x01, 0, 12), 'dispensing', { item: 12, code: '01' }],
    ['in', from(0x04, 0x02, 0, 12), 'dropped', { item: 12, code: '02' }],
    ['in', from(0x04, 0x03, 0, 12), 'notDropped', { item: 12, code: '03' }],
    ['in', from(0x04, 0x40, 0, 12), 'unknownResult', { item: 12, code: '40' }],
    ['in', from(0x05, 0, 12), 'key', { item: 12 }],
    ['in', from(0x05, 0, 0), 'keyTakenBack', {}],
    ['in', from(0x11, 0, 12, 0, 0, 9, 0xc4, 5, 10, 0, 0x65, 0), 'slotInfo', { item: 12, count: 5 }],
    ['in', from(0x12, 0, 12, 0, 0, 9, 0xc4), 'changedAtBoard', { item: 12 }],
    ['in', from(0x17), 'allFilled', {}],
    ['in', from(0x21, 2, 0, 0, 3, 0xe8), 'cash', { amountMinor: 1_000 }],
    ['in', from(0x23, 0, 0, 3, 0xe8), 'cash', { amountMinor: 1_000 }],
    ['in', from(0x26, 0, 0, 0, 100, 0, 0, 0, 20), 'cash', { amountMinor: 120 }],
    [
      'in',
      from(0x24, ...Array.from('WELCOME         ', (c) => c.charCodeAt(0)), 0, 1),
      'display',
      { words: 'WELCOME' },
    ],
    ['in', from(0x31), 'synchronise', {}],
    ['in', from(0x52, 0, 0, 0, 0, 4, 0), 'boardStatus', { celsius: 4, door: 0 }],
    ['in', from(0x52, 0, 0, 0, 0, 0xaa, 1), 'boardStatus', { celsius: '–', door: 1 }],
    ['in', from(0x54, 0), 'elevator', { state: 'normal' }],
    ['in', from(0x63), 'menuAnswer', { type: '63' }],
    ['in', from(0x66, 1, 0), 'menuAnswer', { type: '66' }],
    ['in', from(0x71, 0x38, 1, 0), 'menuAnswer', { type: '38' }],
    ['in', from(0x99), 'unknown', {}],
    ['in', 'no hex at all', 'unknown', {}],
  ] as const)('%s %s', (direction, raw, word, values) => {
    expect(explainXy({ direction, raw })).toEqual({ word, values });
    seen.add(word);
  });
});

it('every word is said by one of the two', () => {
  expect([...seen].sort()).toEqual([...TRAFFIC_WORDS].sort());
});
