import { u16, u32 } from '#contract/xy/numbers.ts';
import type { Column } from './trays.ts';

const UNREAD = 0xaa;

/** Payload of command 11: the board's data on one selection. */
export function infoOf(column: Column): readonly number[] {
  return [
    ...u16(column.item),
    ...u32(column.priceMinor),
    column.count,
    column.capacity,
    ...u16(column.productId),
    column.isPaused ? 1 : 0,
  ];
}

/** Payload of command 52. */
export function statusBytes(celsius: number | undefined, isDoorOpen: boolean): readonly number[] {
  const degrees = celsius === undefined ? UNREAD : celsius & 0xff;
  const id = Array.from('SIMULATED1', (letter) => letter.charCodeAt(0));
  const unread = Array.from({ length: 16 }, () => UNREAD);
  return [0, 0, 0, 1, degrees, isDoorOpen ? 1 : 0, ...u32(0), ...u32(0), ...id, ...unread];
}
