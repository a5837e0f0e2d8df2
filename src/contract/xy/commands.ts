import { u16, u32, type Bytes } from './numbers.ts';

/** Commands to the board: command byte and text (vend-hardware, XY 4.2). The kiosk never sends 27, “money received”. */
export interface BoardCommand {
  readonly command: number;
  readonly text: Bytes;
}

const say = (command: number, ...text: Bytes): BoardCommand => ({ command, text });
const flag = (isOn: boolean): number => (isOn ? 1 : 0);

export interface Drive {
  readonly selection: number;
  readonly dropSensor: boolean;
  readonly elevator: boolean;
}

/** Selection 0 is all of them, 1000 … 1009 are the trays. */
export const commands = {
  checkSelection: (selection: number): BoardCommand => say(0x01, ...u16(selection)),
  /** As if the key had been pressed. */
  selectToBuy: (selection: number): BoardCommand => say(0x03, ...u16(selection)),
  cancelSelection: (): BoardCommand => say(0x05, 0, 0),
  drive: ({ selection, dropSensor, elevator }: Drive): BoardCommand =>
    say(0x06, flag(dropSensor), flag(elevator), ...u16(selection)),
  setPrice: (selection: number, priceMinor: number): BoardCommand =>
    say(0x12, ...u16(selection), ...u32(priceMinor)),
  setStock: (selection: number, count: number): BoardCommand => say(0x13, ...u16(selection), count),
  setCapacity: (selection: number, count: number): BoardCommand =>
    say(0x14, ...u16(selection), count),
  setProductId: (selection: number, product: number): BoardCommand =>
    say(0x15, ...u16(selection), ...u16(product)),
  /** In steps of 100 ms, at most 20. */
  setPollInterval: (steps: number): BoardCommand => say(0x16, steps),
  giveChange: (): BoardCommand => say(0x25),
  acceptCash: (kind: 'notes' | 'coins', mask: number): BoardCommand =>
    say(0x28, kind === 'notes' ? 0 : 1, ...u16(mask)),
  synchronise: (): BoardCommand => say(0x31),
  machineStatus: (): BoardCommand => say(0x51),
  elevatorStatus: (): BoardCommand => say(0x53),
  cardBalance: (mode: 'query' | 'cancel'): BoardCommand => say(0x61, mode === 'query' ? 1 : 2),
  deductFromCard: (amountMinor: number): BoardCommand => say(0x64, ...u32(amountMinor)),
  menu: (type: number, op: 'read' | 'set', ...parameters: Bytes): BoardCommand =>
    say(0x70, type, op === 'read' ? 0 : 1, ...parameters),
};
