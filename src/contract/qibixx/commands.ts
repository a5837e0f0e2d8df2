import type { Currency } from '#core/money/money.ts';
import { formatAmount } from './amount.ts';

/** Commands to a Qibixx MDB adapter in the cashless slave role. Amounts are text in major units. */
export const COMMANDS = {
  version: 'V',
  off: 'C,0',
  on: 'C,1',
  stop: 'C,STOP',
  deny: 'C,VEND,-1',
  /** Switch off everything else the adapter can do. */
  quiet: ['X,0', 'M,0', 'S,0', 'D,0'],
} as const;

export function startCommand(creditMinor: number, decimals: number): string {
  return `C,START,${formatAmount(creditMinor, decimals)}`;
}

export function approveCommand(amountMinor: number, decimals: number): string {
  return `C,VEND,${formatAmount(amountMinor, decimals)}`;
}

export function setCommand(parameter: string, value: string): string {
  return `C,SETCONF,${parameter}=${value}`;
}

/** MDB/ICP 4.2: `1` and the ISO 4217 number, written as hexadecimal digits. */
export const CURRENCY_CODES: Readonly<Record<Currency, string>> = {
  NOK: '0x1578',
  DKK: '0x1208',
  EUR: '0x1978',
};
