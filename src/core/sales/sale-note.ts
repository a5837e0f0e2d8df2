import type { TrafficLine, TrafficMeaning, TrafficWord } from '../vend/traffic.ts';

/** The calls to Vipps that are about one sale. */
export const SALE_CALLS = ['create', 'get', 'capture', 'cancel', 'refund', 'receipt'] as const;
export type SaleCall = (typeof SALE_CALLS)[number];

/** What went over the machine’s line during a sale, in its words and in ours. */
export interface DeviceNote extends Omit<TrafficLine, 'id'> {
  readonly kind: 'device';
  readonly meaning: TrafficMeaning;
}

/** What came of one call to Vipps. */
export interface AnswerNote {
  readonly kind: 'answer';
  /** Wall clock. */
  readonly atMs: number;
  readonly call: SaleCall;
  /** Of HTTP; undefined: Vipps did not answer. */
  readonly status: number | undefined;
  /** Vipps’ own code, or why Vipps did not answer: the relay’s word, or the network’s. */
  readonly code: string | undefined;
  /** What Vipps’ support asks for; only refusals carry one. */
  readonly traceId: string | undefined;
  /** Vipps’ own number of the payment; a success may tell it. */
  readonly pspReference: string | undefined;
}

/** Kept beside the journal of a sale, to be told and never to decide by. */
export type SaleNote = DeviceNote | AnswerNote;

/** A note with its place: so many steps of the sale had been written down before it. */
export interface PlacedNote {
  readonly note: SaleNote;
  readonly after: number;
}

/** Talk between kiosk and device that goes on with or without a customer. */
const EVERYDAY: ReadonlySet<TrafficWord> = new Set<TrafficWord>([
  'acknowledged',
  'adapterOff',
  'adapterOn',
  'allFilled',
  'alreadyOn',
  'askClimate',
  'askElevator',
  'askStatus',
  'askVersion',
  'boardStatus',
  'changedAtBoard',
  'elevator',
  'lookAtMotor',
  'menu',
  'menuAnswer',
  'quiet',
  'setting',
  'settingTaken',
  'slotInfo',
  'switchOff',
  'switchOn',
  'synchronise',
  'tellSlot',
  'turnMotor',
  'version',
]);

export function isAboutSale({ word }: TrafficMeaning): boolean {
  return !EVERYDAY.has(word);
}

/** Whether the later of two answers tells nothing but that it is still so: polling, or nobody there. */
export function isRepeated(earlier: AnswerNote, later: AnswerNote): boolean {
  return (
    later.traceId === undefined &&
    earlier.call === later.call &&
    earlier.status === later.status &&
    earlier.code === later.code
  );
}
