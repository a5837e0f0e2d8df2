import type { TrafficLine, TrafficMeaning, TrafficWord } from '#core/vend/traffic.ts';
import type { Frame } from './frame.ts';
import { createFrameDecoder } from './frame-decoder.ts';
import { MENU } from './menu.ts';
import { byteAt, readU16 } from './numbers.ts';
import { decodeReport, type BoardReport } from './reports.ts';
import { CHECK_OK, dispenseStatus, type DispenseClass } from './status.ts';

const says = (word: TrafficWord, values: TrafficMeaning['values'] = {}): TrafficMeaning => ({
  word,
  values,
});
const hex = (byte: number): string => byte.toString(16).padStart(2, '0').toUpperCase();

const DISPENSE_WORDS: Readonly<Record<DispenseClass, TrafficWord>> = {
  progress: 'dispensing',
  succeeded: 'dropped',
  failed: 'notDropped',
  unknown: 'unknownResult',
};

type Explain = {
  readonly [Kind in BoardReport['kind']]: (
    report: Extract<BoardReport, { readonly kind: Kind }>,
  ) => TrafficMeaning;
};

const changed = ({ selection }: { readonly selection: number }): TrafficMeaning =>
  says('changedAtBoard', { item: selection });
const cash = (amountMinor: number): TrafficMeaning => says('cash', { amountMinor });

const REPORTS: Explain = {
  check: ({ status, selection: item }) =>
    status === CHECK_OK
      ? says('slotFree', { item })
      : says('slotNotFree', { item, code: hex(status) }),
  dispense: ({ status, selection: item }) =>
    says(DISPENSE_WORDS[dispenseStatus(status).class], { item, code: hex(status) }),
  keypad: ({ selection: item }) =>
    item === undefined ? says('keyTakenBack') : says('key', { item }),
  selectionInfo: ({ info }) => says('slotInfo', { item: info.selection, count: info.count }),
  priceSet: changed,
  stockSet: changed,
  capacitySet: changed,
  productSet: changed,
  allFilled: () => says('allFilled'),
  money: ({ amountMinor }) => cash(amountMinor),
  credit: ({ amountMinor }) => cash(amountMinor),
  changeGiven: ({ notesMinor, coinsMinor }) => cash(notesMinor + coinsMinor),
  display: ({ words }) => says('display', { words }),
  synchronise: () => says('synchronise'),
  machineStatus: ({ status }) =>
    says('boardStatus', { celsius: status.celsius ?? '–', door: status.door }),
  elevator: ({ state }) => says('elevator', { state }),
  openMenu: () => says('menuAnswer', { type: '63' }),
  microwaves: () => says('menuAnswer', { type: '66' }),
  menu: ({ type }) => says('menuAnswer', { type: hex(type) }),
  unknown: () => says('unknown'),
};

function explainReport<Kind extends BoardReport['kind']>(
  kind: Kind,
  report: Extract<BoardReport, { readonly kind: Kind }>,
): TrafficMeaning {
  return REPORTS[kind](report);
}

const COMMANDS: ReadonlyMap<number, (text: Uint8Array) => TrafficMeaning> = new Map<
  number,
  (text: Uint8Array) => TrafficMeaning
>([
  [0x01, (text) => says('askSlot', { item: readU16(text, 0) })],
  [0x05, () => says('deny')],
  [0x06, (text) => says('drive', { item: readU16(text, 2) })],
  [0x12, (text) => says('tellSlot', { item: readU16(text, 0) })],
  [0x13, (text) => says('tellSlot', { item: readU16(text, 0) })],
  [0x14, (text) => says('tellSlot', { item: readU16(text, 0) })],
  [0x31, () => says('synchronise')],
  [0x51, () => says('askStatus')],
  [0x53, () => says('askElevator')],
  [0x70, explainMenu],
]);

/** Menu operation 38 turns with mode 1 and only looks with mode 2. */
function explainMenu(text: Uint8Array): TrafficMeaning {
  const type = byteAt(text, 0);
  if (type === MENU.climate) return says('askClimate');
  if (type !== MENU.selectionTest) return says('menu', { type: hex(type) });
  const word = byteAt(text, 2) === 1 ? 'turnMotor' : 'lookAtMotor';
  return says(word, { item: readU16(text, 3) });
}

function frameOf(raw: string): Frame | undefined {
  const bytes = raw.split(' ').map((byte) => Number.parseInt(byte, 16));
  return createFrameDecoder().push(Uint8Array.from(bytes)).frames[0];
}

/** What a frame to or from an XY board means; `raw` as hexadecimal bytes with spaces between them. */
export function explainXy({
  direction,
  raw,
}: Pick<TrafficLine, 'direction' | 'raw'>): TrafficMeaning {
  const frame = frameOf(raw);
  if (frame === undefined) return says('unknown');
  if (direction === 'out')
    return (COMMANDS.get(frame.command) ?? ((): TrafficMeaning => says('unknown')))(frame.text);
  const report = decodeReport(frame);
  return explainReport(report.kind, report);
}
