import type { LinkState, MachineState } from '../vend/controller.ts';

/** Why the machine does not sell, in the order a technician should read them. */
export const NOT_READY_REASONS = [
  /** Of a program that serves no machine yet; it has no other reason. */
  'not-set-up',
  /** Another PC was enrolled as this machine: this one is locked out for good. */
  'replaced',
  'store-unwritable',
  'journal-damaged',
  'clock-implausible',
  'service-mode',
  /** Begun at the screen, and neither finished nor waived by an owner (service/setup.ts). */
  'set-up-unfinished',
  'quiet-hours',
  'hardware-down',
  'door-open',
  'machine-fault',
  'machine-not-enabled',
  'relay-down',
  'nothing-sellable',
  'amount-not-payable',
  'select-first',
  /** Too many scans without an approval (desk/scan-pause.ts). */
  'scan-pause',
  /** A new version is on trial, or about to be started. */
  'updating',
  'stopping',
] as const;
export type NotReadyReason = (typeof NOT_READY_REASONS)[number];

/** False for the reason of a newer version. */
export function isNotReadyReason(word: string): word is NotReadyReason {
  return NOT_READY_REASONS.some((reason) => reason === word);
}

export interface ReadinessFacts {
  readonly relay: LinkState;
  readonly hardware: LinkState;
  readonly machine: MachineState;
  /** A selection waits at the machine for its payment (always idle). */
  readonly hasHeldSelection: boolean;
  readonly isOccupied: boolean;
  readonly isStoreWritable: boolean;
  /** Every unfinished sale could be read. */
  readonly isJournalWhole: boolean;
  /** Kiosk clock minus relay clock, milliseconds; undefined when never compared. */
  readonly clockOffsetMs: number | undefined;
  readonly isInServiceMode: boolean;
  readonly isSetUpUnfinished: boolean;
  /** The relay has said that another PC is this machine now. */
  readonly isReplaced: boolean;
  /** The operator lets the machine rest in this hour. */
  readonly isQuietHour: boolean;
  /** A new version is on trial, or about to be started. */
  readonly isUpdating: boolean;
  readonly isStopping: boolean;
  readonly isDoorOpen: boolean;
  /** A fault that stops the whole machine is open. */
  readonly hasMachineFault: boolean;
  readonly sellableCount: number;
  /** What the next customer is asked to reserve, minor units. */
  readonly reserveMinor: number | undefined;
  readonly isReservePayable: boolean;
  /** False: without partial capture and with different prices only an exact price can be reserved. */
  readonly canReserveMaximum: boolean;
  readonly isScanPaused: boolean;
}

/** Receipts, deadlines and freshness lose their meaning beyond this difference to the relay's clock. */
export const CLOCK_TOLERANCE_MS = 5 * 60_000;

const RULES: Readonly<Record<NotReadyReason, (facts: ReadinessFacts) => boolean>> = {
  'not-set-up': () => false,
  replaced: (facts) => facts.isReplaced,
  'store-unwritable': (facts) => !facts.isStoreWritable,
  'journal-damaged': (facts) => !facts.isJournalWhole,
  'clock-implausible': (facts) =>
    facts.clockOffsetMs !== undefined && Math.abs(facts.clockOffsetMs) > CLOCK_TOLERANCE_MS,
  'service-mode': (facts) => facts.isInServiceMode,
  'set-up-unfinished': (facts) => facts.isSetUpUnfinished,
  'quiet-hours': (facts) => facts.isQuietHour,
  'hardware-down': (facts) => facts.hardware !== 'up',
  'door-open': (facts) => facts.isDoorOpen,
  'machine-fault': (facts) => facts.hasMachineFault,
  'machine-not-enabled': (facts) => facts.hardware === 'up' && !canServe(facts),
  'relay-down': (facts) => facts.relay !== 'up',
  'nothing-sellable': (facts) => facts.sellableCount === 0,
  'amount-not-payable': (facts) => facts.sellableCount > 0 && !facts.isReservePayable,
  'select-first': (facts) => !facts.canReserveMaximum && !facts.hasHeldSelection,
  // Whoever has pressed a selection stands at the machine.
  'scan-pause': (facts) => facts.isScanPaused && !facts.hasHeldSelection,
  updating: (facts) => facts.isUpdating,
  stopping: (facts) => facts.isStopping,
};

function canServe(facts: ReadinessFacts): boolean {
  return facts.machine === 'enabled' || facts.hasHeldSelection || facts.isOccupied;
}

/** Every reason that holds right now; none means that a customer may be served (design §3.1). */
export function notReadyReasons(facts: ReadinessFacts): readonly NotReadyReason[] {
  return NOT_READY_REASONS.filter((reason) => RULES[reason](facts));
}
