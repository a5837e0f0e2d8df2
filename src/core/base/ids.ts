declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** `<machineId>-<26-character ULID, lower case>`; unique for ever within a sales unit. */
export type PaymentReference = Branded<'PaymentReference'>;
export type MachineId = Branded<'MachineId'>;

const MACHINE_ID = /^[a-z0-9](?:[a-z0-9-]{1,28})[a-z0-9]$/;
const REFERENCE = /^([a-z0-9][a-z0-9-]{1,28}[a-z0-9])-([0-9a-hjkmnp-tv-z]{26})$/;

export function isMachineId(text: string): text is MachineId {
  return MACHINE_ID.test(text);
}

export function isPaymentReference(text: string): text is PaymentReference {
  return REFERENCE.test(text);
}

/** Joins a machine's id and a ULID (any case) into a payment reference. */
export function paymentReference(machineId: MachineId, ulid: string): PaymentReference {
  const reference = `${machineId}-${ulid.toLowerCase()}`;
  if (!isPaymentReference(reference)) throw new RangeError(`Not a reference: ${reference}`);
  return reference;
}

/** The machine that a reference belongs to, or undefined when it is not one of ours. */
export function machineOf(reference: string): string | undefined {
  return REFERENCE.exec(reference)?.[1];
}

export type PaymentOperation = 'create' | 'withdraw' | 'capture' | 'release' | 'refund';

/**
 * The Idempotency-Key of one attempt at one operation of one payment: at most 50 characters, and
 * the same after a restart because it is derived from what the journal holds.
 */
export function idempotencyKey(
  operation: PaymentOperation,
  reference: PaymentReference,
  attempt: number,
): string {
  return `${operation}-${reference.slice(-26)}-${String(attempt)}`;
}
