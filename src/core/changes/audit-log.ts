import type { Result } from '../base/result.ts';

/** What a change is about; main/store/audit-subjects.ts knows how each is read and written. */
export const CHANGE_SUBJECTS = ['slot', 'setting', 'person', 'review', 'setup'] as const;
export type ChangeSubject = (typeof CHANGE_SUBJECTS)[number];

export type ChangeValue = string | number | boolean | null;

/** One value that changes. `id`: the selection of a slot, the key of a setting, a person’s id. Null: there was none, or is none any more. */
export interface Patch {
  readonly subject: ChangeSubject;
  readonly id: string;
  readonly field: string;
  readonly old: ChangeValue;
  readonly new: ChangeValue;
}

/** Who changed something without a screen: whoever has the computer. */
export const COMMAND_LINE = 'command line';

/** What a person did, in one word; the screen has a sentence for each (`change.<kind>`). */
export const CHANGE_KINDS = [
  'edit',
  'undo',
  'signedIn',
  'signedOut',
  'signInFailed',
  'motorTurned',
  'testVended',
  'motorsScanned',
  'slotCleared',
  'faultCleared',
  'motorsCoupled',
  'dropSensorTested',
  'dropSensorSwitched',
  'climateSet',
  'lightSet',
  'recordingSaved',
  'supportBundleSaved',
  /** Too many wrong PINs. */
  'lockedOut',
  'settingsChanged',
  'personAdded',
  'personEdited',
  'personRemoved',
  'pinChanged',
  'changesExported',
  'refill',
  'prices',
  'vat',
  'maximum',
  'import',
  'slotAdded',
  'slotRemoved',
  'catalogueExported',
  'pickListSaved',
  'machineChosen',
  'machineEnrolled',
  'setupReportSaved',
  /** Somebody at the machine had a version installed. */
  'updateWanted',
  /** The machine sells although its set-up is not finished. */
  'setupWaived',
  'sheetSaved',
  'locationChanged',
  'refundOrdered',
  /** A sale whose outcome was not known has been charged or released. */
  'saleDecided',
  'saleTriedAgain',
  'salesExported',
  'sheetPrinted',
  'testPagePrinted',
  'reportExported',
  /** Somebody has seen to an entry of the review list. */
  'reviewClosed',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface Change {
  readonly kind: ChangeKind;
  /** The name of the person, or `command line`. */
  readonly by: string;
  /** All of them or none of them. Empty: something that is only noted, such as a sign-in. */
  readonly patches: readonly Patch[];
  /** What is noted beside the values: a reference, a file name, a reason. */
  readonly detail?: string | undefined;
}

/** One entry of the change log. */
export interface AuditEntry extends Change {
  /** Rises by one. */
  readonly sequence: number;
  readonly atMs: number;
  /** The entry that this one takes back. */
  readonly undoes: number | undefined;
  /** The entry that took this one back. */
  readonly undoneBy: number | undefined;
  /** SHA-256 over the hash before it and everything above, hexadecimal. */
  readonly hash: string;
}

export type ChangeRefusal =
  | 'store-unwritable'
  /** A value is not what the change says it was. */
  | 'changed-meanwhile'
  | 'no-such-entry'
  | 'already-undone'
  | 'cannot-be-undone'
  /** A customer has chosen the slot that would go. */
  | 'sale-running'
  /** Nobody would be left who may do it. */
  | 'last-owner'
  /** Two people of one name cannot be told apart. */
  | 'name-taken';

export type AuditVerdict =
  | { readonly isWhole: true; readonly entries: number }
  /** The first entry that is not what was written. */
  | { readonly isWhole: false; readonly entries: number; readonly brokenAt: number };

/** Every change a person makes goes through here: written and logged in one commit, or refused and nothing changed. */
export interface AuditLog {
  /** `alongside` is written in the same commit: what is no value to undo, such as a PIN. */
  apply(change: Change, alongside?: () => void): Result<number, ChangeRefusal>;
  /** Undefined: there is no such entry. */
  entry(sequence: number): AuditEntry | undefined;
  /** As a change of its own. Stock is put back by the difference: what was sold meanwhile stays sold. */
  undo(sequence: number, by: string): Result<number, ChangeRefusal>;
  /** Newest first. */
  entries(before: number | undefined, limit: number): readonly AuditEntry[];
  verify(): AuditVerdict;
  /** Forgets what is older; the chain goes on from where it is cut. */
  forgetBefore(atMs: number): void;
}

/** The patches that take a change back. */
export function reversed(patches: readonly Patch[]): readonly Patch[] {
  return patches.map((patch) => ({ ...patch, old: patch.new, new: patch.old })).reverse();
}
