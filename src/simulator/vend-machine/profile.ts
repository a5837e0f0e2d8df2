/** A slot of the simulated machine, as its own controller knows it. */
export interface MachineSlot {
  /** As printed on the keypad. */
  readonly selection: string;
  /** MDB item number. */
  readonly item: number;
  readonly product: string;
  /** Minor units; the machine owns this price. */
  readonly priceMinor: number;
  readonly count: number;
}

/** Type and timing of the machine. Times in milliseconds. */
export interface MachineProfile {
  readonly slots: readonly MachineSlot[];
  readonly decimals: number;
  /** From power-on to ENABLED; over 30 s on some real machines. */
  readonly bootMs: number;
  /** From approval to result. */
  readonly vendMs: number;
  /** The machine ends an unused session after this. */
  readonly sessionIdleMs: number;
  /** Poll interval of a board: 100 to 2000 (docs/wires/xy.md). */
  readonly pollEveryMs: number;
}

/** Faults that the machine can simulate. */
export const MACHINE_BEHAVIOURS = {
  jam: 'The motor jams: the vend fails, nothing drops (ERR,VEND 3)',
  'reset-before-approval': 'The machine resets when a selection is pressed; no vend was approved',
  'reset-after-approval': 'The machine resets during the vend (ERR,VEND 5); nothing drops',
  'drop-then-reset': 'The product drops and the machine resets before it says so (ERR,VEND 5)',
  silence: 'The machine never says how the vend ended; nothing drops',
  garbage: 'Bytes that are no line come before every line',
  unplug: 'The line breaks right after the approval; nothing drops',
  'late-answer': 'The result comes 90 s after the approval; the product drops',
  'forgets-request':
    'The machine forgets its request without a word: the approval comes too late (ERR,VEND -3)',
  'result-after-session':
    'The session ends without a result, which comes 10 s later; the product drops',
  'result-in-next-vend':
    'The session ends without a result, which comes in the middle of the next vend; the product drops',
  'stale-result':
    'In the middle of every vend the success of an earlier one is told, that was never told before',
  'jam-then-success':
    'The vend fails (ERR,VEND 3), and 300 ms later it succeeds; the product drops',
  'loses-state':
    'Once, now: the adapter forgets that it was switched on, without a word; its line stays open',
  'ignores-start': 'The adapter does not answer an offer of credit (C,START)',
  'ignores-stop': 'The adapter does not answer the end of an offer (C,STOP)',
  'ignores-denial': 'The adapter does not answer a denial (C,VEND,-1)',
  'damaged-request': 'One byte of the line that asks for a vend is damaged on its way',
  'damaged-result': 'One byte of the line with the result is damaged on its way',
  'cancel-by-cash': 'Somebody puts in cash: the selection is taken back before the approval',
  'double-ack': 'Every acknowledgement comes twice',
  'old-firmware': 'Words of an old adapter: STATUS,ONLINE, and a setting it does not know',
  'no-enabled-after-vend': 'The machine keeps the session open after the vend',
} as const;
export type MachineBehaviour = keyof typeof MACHINE_BEHAVIOURS;

export function isMachineBehaviour(name: string): name is MachineBehaviour {
  return Object.hasOwn(MACHINE_BEHAVIOURS, name);
}

export const DEMO_PROFILE: MachineProfile = {
  decimals: 2,
  bootMs: 300,
  vendMs: 1_500,
  sessionIdleMs: 120_000,
  pollEveryMs: 200,
  slots: [
    { selection: 'A1', item: 1, product: 'Cola', priceMinor: 3000, count: 8 },
    { selection: 'A2', item: 2, product: 'Water', priceMinor: 2000, count: 10 },
    { selection: 'A3', item: 3, product: 'Orange juice', priceMinor: 3200, count: 6 },
    { selection: 'B1', item: 4, product: 'Chocolate', priceMinor: 2500, count: 12 },
    { selection: 'B2', item: 5, product: 'Crisps', priceMinor: 2800, count: 7 },
    { selection: 'B3', item: 6, product: 'Nuts', priceMinor: 3500, count: 1 },
  ],
};
