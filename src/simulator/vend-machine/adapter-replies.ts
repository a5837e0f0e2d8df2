import { formatAmount, parseAmount } from '#contract/qibixx/amount.ts';
import type { MachineBehaviour, MachineSlot } from './profile.ts';

/** `c,STATUS,VEND,25.00,5`: the machine asks for a vend. */
export function statusVend(slot: MachineSlot, decimals: number): string {
  return `c,STATUS,VEND,${formatAmount(slot.priceMinor, decimals)},${String(slot.item)}`;
}

/** Whether a host's command carries an amount. */
export function isAmount(text: string, decimals: number): boolean {
  return parseAmount(text, decimals) !== undefined;
}

/** Replies to commands outside the cashless group. */
export function replyToOthers(group: string, verb: string): string {
  if (group === 'V') return 'v,5.1.0.0,SIM0001';
  if (group === 'H') return 'h,2.0,0';
  if ('XMSD'.includes(group) && verb === '0') return `${group.toLowerCase()},ACK`;
  return `${group.toLowerCase()},UNKNOWN,${verb}`;
}

export const ALREADY_ON = 'c,ERR,"cashless is on"';
/** Reply to a command that needs the device to be on. */
export const IS_OFF = 'c,ERR,"cashless is off"';

const IGNORED: readonly (readonly [MachineBehaviour, string])[] = [
  ['ignores-start', 'C,START,'],
  ['ignores-stop', 'C,STOP'],
  ['ignores-denial', 'C,VEND,-1'],
];

export function isIgnored(line: string, has: (name: MachineBehaviour) => boolean): boolean {
  return IGNORED.some(([name, start]) => line.startsWith(start) && has(name));
}

/** Stores `name=value`, and returns the adapter's reply. */
export function configured(
  settings: Map<string, string>,
  setting: string,
  isOldFirmware: boolean,
): string {
  const [name = '', value = ''] = setting.split('=');
  if (isOldFirmware && name === 'mdb-cashsale-enabled') return 'c,UNKNOWN,SETCONF';
  settings.set(name, value);
  return 'c,SET,OK';
}
