import { formatMajor, parseMajor } from '#core/money.ts';
import type { MachineSlot } from './profile.ts';

/** `c,STATUS,VEND,25.00,5`: the machine asks for a vend. */
export function statusVend(slot: MachineSlot, decimals: number): string {
  return `c,STATUS,VEND,${formatMajor(slot.priceMinor, decimals)},${String(slot.item)}`;
}

/** Whether a host's command carries an amount. */
export function isAmount(text: string, decimals: number): boolean {
  return parseMajor(text, decimals).ok;
}
