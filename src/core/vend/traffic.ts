/** What a line between the kiosk and its device means; the screen has a sentence for each (`traffic.<word>`). */
export const TRAFFIC_WORDS = [
  'acknowledged',
  'adapterOff',
  'adapterOn',
  'allFilled',
  'alreadyOn',
  'approvalTooLate',
  'approve',
  'askClimate',
  'askElevator',
  'askSlot',
  'askStatus',
  'askVersion',
  'boardStatus',
  'cash',
  'changedAtBoard',
  'choice',
  'choiceTakenBack',
  'creditRefused',
  'creditShown',
  'denied',
  'deny',
  'dispensing',
  'display',
  'drive',
  'dropped',
  'elevator',
  'endCredit',
  'key',
  'keyTakenBack',
  'lookAtMotor',
  'machineDisabled',
  'machineEnabled',
  'machineInactive',
  'machineReset',
  'menu',
  'menuAnswer',
  'notDropped',
  'notSwitchedOn',
  'notUnderstood',
  'offerCredit',
  'quiet',
  'setting',
  'settingTaken',
  'slotFree',
  'slotInfo',
  'slotNotFree',
  'switchOff',
  'switchOn',
  'synchronise',
  'tellSlot',
  'turnMotor',
  'unknown',
  'unknownResult',
  'version',
] as const;
export type TrafficWord = (typeof TRAFFIC_WORDS)[number];

export interface TrafficMeaning {
  readonly word: TrafficWord;
  /** What the sentence names: `item`, `amountMinor`, `code` … */
  readonly values: Readonly<Record<string, string | number>>;
}

/** One line as it went over the wire. Wall clock. */
export interface TrafficLine {
  /** Rises by one. */
  readonly id: number;
  readonly atMs: number;
  /** As the kiosk sees it. */
  readonly direction: 'in' | 'out';
  /** As logs show it: text, or bytes in hexadecimal. */
  readonly raw: string;
}

export interface TrafficEntry extends TrafficLine {
  readonly meaning: TrafficMeaning;
}
