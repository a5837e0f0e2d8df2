import { formatAmount, parseAmount } from '#contract/qibixx/amount.ts';
import type { MachineSlot } from './profile.ts';

/** `c,STATUS,VEND,25.00,5`: the machine asks for a vend. */
export function statusVend(slot: MachineSlot, decimals: number): string {
  return `c,STATUS,VEND,${formatAmount(slot.priceMinor, decimals)},${String(slot.item)}`;
}

/** Whether a host's command carries an amount. */
export function isAmount(text: string, decimals: number): boolean {
  return parseAmount(text, decimals) !== undefined;
}
