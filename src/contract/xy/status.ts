/** The board's status bytes for a drive (04) (vend-hardware, XY 4.3). */
export type DispenseClass = 'progress' | 'succeeded' | 'failed' | 'unknown';

interface DispenseStatus {
  readonly class: DispenseClass;
  /** English, for logs. */
  readonly words: string;
}

const progress = (words: string): DispenseStatus => ({ class: 'progress', words });
const succeeded = (words: string): DispenseStatus => ({ class: 'succeeded', words });
const failed = (words: string): DispenseStatus => ({ class: 'failed', words });

const DISPENSE: ReadonlyMap<number, DispenseStatus> = new Map([
  [0x01, progress('dispensing')],
  [0x02, succeeded('dispensed')],
  [0x03, failed('jammed')],
  [0x04, failed('the motor does not stop')],
  [0x06, failed('the motor is missing')],
  [0x07, failed('elevator error')],
  [0x10, progress('elevator rising')],
  [0x11, progress('elevator descending')],
  [0x12, failed('elevator rising error')],
  [0x13, failed('elevator descending error')],
  [0x14, progress('delivery door closing')],
  [0x15, failed('delivery door closing error')],
  [0x16, progress('microwave inlet door opening')],
  [0x17, failed('microwave inlet door opening error')],
  [0x18, progress('pushing into the microwave')],
  [0x19, progress('microwave inlet door closing')],
  [0x20, failed('microwave inlet door closing error')],
  [0x21, progress('no meal detected in the microwave')],
  [0x22, progress('heating')],
  [0x23, progress('heating, seconds left')],
  [0x24, succeeded('take the meal')],
  [0x25, failed('stay-pole return error')],
  [0x26, progress('microwave delivery door opening')],
  [0x28, failed('stay-pole push error')],
  [0x29, failed('elevator entering the microwave error')],
  [0x30, failed('elevator leaving the microwave error')],
  [0x31, failed('push rod push error')],
  [0x32, failed('push rod return error')],
  [0xff, failed('purchase terminated')],
]);

/** An undocumented code is neither a success nor a failure: the driver keeps waiting. */
export function dispenseStatus(code: number): DispenseStatus {
  return DISPENSE.get(code) ?? { class: 'unknown', words: 'not in the document' };
}

const CHECK: ReadonlyMap<number, string> = new Map([
  [0x01, 'ok'],
  [0x02, 'out of stock'],
  [0x03, 'no such selection'],
  [0x04, 'paused'],
  [0x05, 'product in the elevator'],
  [0x06, 'delivery door unlocked'],
  [0x07, 'elevator error'],
  [0x08, 'elevator self-check fault'],
  [0x09, 'microwave delivery door closing error'],
  [0x10, 'microwave inlet door opening error'],
  [0x11, 'microwave inlet door closing error'],
  [0x12, 'no meal in the microwave'],
  [0x13, 'meal heating'],
  [0x14, 'microwave delivery door opening error'],
  [0x15, 'take the meal from the microwave'],
  [0x16, 'stay-pole return error'],
  [0x17, 'main motor fault'],
  [0x18, 'translation motor fault'],
  [0x19, 'stay-pole push error'],
  [0x20, 'elevator entering the microwave error'],
  [0x21, 'elevator leaving the microwave error'],
  [0x22, 'push rod push error'],
  [0x23, 'push rod return error'],
]);

export const CHECK_OK = 0x01;

/** What a selection check (02) says, in words for logs. */
export function checkWords(code: number): string {
  return CHECK.get(code) ?? 'not in the document';
}
