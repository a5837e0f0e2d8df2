import { parseAmount } from './amount.ts';

/** One decoded line from the adapter. */
export type Response =
  | { readonly kind: 'version'; readonly firmware: string; readonly id: string }
  | { readonly kind: 'configured' }
  | { readonly kind: 'off' }
  | { readonly kind: 'on' }
  | { readonly kind: 'status'; readonly status: 'inactive' | 'disabled' | 'enabled' | 'idle' }
  /** The machine asks for a vend. `item` is absent when it does not say which (MDB FFFF or 0). */
  | {
      readonly kind: 'vendRequest';
      readonly priceMinor: number;
      readonly item: number | undefined;
    }
  | { readonly kind: 'vendSuccess' }
  /** VEND 1 cancelled · 3 failed · 5 reset during a vend. */
  | { readonly kind: 'vendError'; readonly code: 1 | 3 | 5 }
  /** VEND -3: no request was pending; VEND -2: bad amount. Nothing was approved. */
  | { readonly kind: 'approvalRefused' }
  | { readonly kind: 'startRefused' }
  | { readonly kind: 'alreadyOn' }
  /** The adapter is off although it got a command that needs it on: it lost its state, or was never switched on. */
  | { readonly kind: 'isOff' }
  | { readonly kind: 'denied' }
  | { readonly kind: 'acknowledged' }
  /** The adapter has switched off its sniffer, master, display or another part that the kiosk does not use. */
  | { readonly kind: 'quieted' }
  /** The firmware does not know a command. */
  | { readonly kind: 'notUnderstood' }
  | { readonly kind: 'unknown' };

const PLAIN: ReadonlyMap<string, Response> = new Map(
  Object.entries<Response>({
    'c,SET,OK': { kind: 'configured' },
    'c,0': { kind: 'off' },
    'c,1': { kind: 'on' },
    'c,STATUS,OFF': { kind: 'off' },
    'c,STATUS,ONLINE': { kind: 'on' },
    'c,STATUS,INACTIVE': { kind: 'status', status: 'inactive' },
    'c,STATUS,DISABLED': { kind: 'status', status: 'disabled' },
    'c,STATUS,ENABLED': { kind: 'status', status: 'enabled' },
    'c,STATUS,IDLE': { kind: 'status', status: 'idle' },
    'c,VEND,SUCCESS': { kind: 'vendSuccess' },
    'c,ERR,VEND 1': { kind: 'vendError', code: 1 },
    'c,ERR,VEND 3': { kind: 'vendError', code: 3 },
    'c,ERR,VEND 5': { kind: 'vendError', code: 5 },
    'c,ERR,VEND -2': { kind: 'approvalRefused' },
    'c,ERR,VEND -3': { kind: 'approvalRefused' },
    'c,ERR,START -3': { kind: 'startRefused' },
    'c,ERR,CASHLESS IS ON': { kind: 'alreadyOn' },
    'c,ERR,CASHLESS IS OFF': { kind: 'isOff' },
    'c,ERR,-3': { kind: 'denied' },
    'r,ACK': { kind: 'acknowledged' },
    'x,ACK': { kind: 'quieted' },
    'm,ACK': { kind: 'quieted' },
    's,ACK': { kind: 'quieted' },
    'd,ACK': { kind: 'quieted' },
  }),
);

/** MDB item numbers that mean "not said". */
const NAMELESS: readonly number[] = [0, 65_535];

function vendRequest(fields: readonly string[], decimals: number): Response {
  const [priceText = '', itemText = ''] = fields;
  const priceMinor = parseAmount(priceText, decimals);
  if (priceMinor === undefined || !/^\d{0,5}$/.test(itemText)) return { kind: 'unknown' };
  const item = Number(itemText);
  return {
    kind: 'vendRequest',
    priceMinor,
    item: itemText === '' || NAMELESS.includes(item) ? undefined : item,
  };
}

/** Errors with numbers of the firmware's own. Each names the command that did not happen. */
function decodeRefusal(text: string): Response {
  if (text.startsWith('START ')) return { kind: 'startRefused' };
  return /^VEND -\d+$/.test(text) ? { kind: 'approvalRefused' } : { kind: 'unknown' };
}

/** Lines that carry values. */
function decodeFields(fields: readonly string[], decimals: number): Response {
  const [group, verb, third = '', ...rest] = fields;
  if (group !== 'c') return { kind: 'unknown' };
  if (verb === 'UNKNOWN') return { kind: 'notUnderstood' };
  if (verb === 'ERR') return decodeRefusal(third);
  if (verb !== 'STATUS') return { kind: 'unknown' };
  if (third === 'IDLE') return { kind: 'status', status: 'idle' };
  return third === 'VEND' ? vendRequest(rest, decimals) : { kind: 'unknown' };
}

/** The adapter's lines begin with a small letter; with a capital one a line is an echo of our command. */
function plainly(text: string): string {
  return text.slice(0, 1) + text.slice(1).toUpperCase();
}

/** Decodes a line. Firmwares differ in quotation marks, spaces and capitals. */
export function decodeResponse(line: string, decimals: number): Response {
  const text = line.trim().replaceAll('"', '').replaceAll(/ *, */g, ',').replaceAll(/ +/g, ' ');
  const [group, firmware, id = ''] = text.split(',');
  if (group === 'v' && firmware !== undefined) return { kind: 'version', firmware, id };
  return PLAIN.get(plainly(text)) ?? decodeFields(plainly(text).split(','), decimals);
}
