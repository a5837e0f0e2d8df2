import { SLOT_PROBLEMS } from '#core/slots/slot-rules.ts';
import { LOCATION_FAULTS } from '#core/kiosk/location.ts';
import { PRINT_FAULTS } from '#core/sheet/printer.ts';
import { UPDATE_FAULTS } from '#core/update/offer.ts';
import { USB_FAULTS } from '#core/usb/usb.ts';

/** Why a version is not installed. */
const UPDATE_REFUSALS = [
  ...UPDATE_FAULTS.map((fault) => `update-${fault}` as const),
  'update-interrupted',
  'update-none',
] as const;

/** Every reason for which main refuses a person's wish; the screen has a sentence for each (`refusal.<code>`). */
export const REFUSAL_CODES = [
  'not-signed-in',
  'owner-only',
  'store-unwritable',
  /** Somebody, or a sale, has changed it meanwhile. */
  'changed-meanwhile',
  'no-such-entry',
  'already-undone',
  'cannot-be-undone',
  /** Owners only, and nobody else is one. */
  'last-owner',
  'wrong-pin',
  'locked-out',
  'pin-too-easy',
  'no-such-person',
  'name-taken',
  /** The first owner has been made. */
  'already-set-up',
  'already-signed-in',
  /** A setting beyond what it may be. */
  'out-of-bounds',
  'not-in-service',
  'sale-running',
  'task-running',
  'not-offered',
  'no-such-slot',
  'no-answer',
  /** The program serves no machine yet. */
  'not-set-up',
  'step-before',
  'no-products',
  'no-maximum',
  'no-sheet',
  'no-proof',
  'no-test-sale',
  'relay-address',
  'hardware-path',
  'enrolment-code',
  'relay-unreachable',
  'code-refused',
  /** The enrolment code is another machine's. */
  'other-machine',
  /** The QR of this machine was never fetched. */
  'no-code',
  'no-such-sale',
  /** Nothing about this sale waits for a decision. */
  'nothing-to-decide',
  'nothing-to-try',
  'not-settled',
  'nothing-charged',
  'more-than-charged',
  'another-pending',
  'stopping',
  /** It has been printed, or cancelled, meanwhile. */
  'print-ended',
  ...LOCATION_FAULTS,
  ...PRINT_FAULTS,
  /** Not the one that was shown. */
  'file-changed',
  'file-faulty',
  ...UPDATE_REFUSALS,
  ...USB_FAULTS,
  ...SLOT_PROBLEMS,
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

export interface Refusal {
  readonly code: RefusalCode;
  /** What the sentence names, such as `{ minutes: 5 }`. */
  readonly values?: Readonly<Record<string, string | number>> | undefined;
}
