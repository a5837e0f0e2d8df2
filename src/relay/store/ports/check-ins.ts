/** The final answer to a check-in. */
export type CheckInVerdict =
  { readonly accepted: true } | { readonly accepted: false; readonly reason: string };

/** The reason of a refusal when nobody answered in time. */
export const NO_ANSWER = 'no-answer';

/** Names a check-in: the hash of the customer's token, which is never stored. */
export interface CheckInId {
  readonly machineId: string;
  readonly checkInId: string;
}

export interface OpenCheckIn extends CheckInId {
  readonly atMs: number;
  /** Without a verdict by then it is refused. */
  readonly answerByMs: number;
  /** The process that asks, and waits for the verdict. */
  readonly askedBy: string;
  /** For another process: what the machine is asked, encrypted. It is erased with the verdict. */
  readonly sealed?: string;
}

/** Who is about to answer the customer with an acceptance, and until when that is in time. */
export interface Telling {
  readonly teller: string;
  readonly untilMs: number;
}

/** A check-in as it stands. Without a verdict it is still open. */
export interface StandingCheckIn {
  readonly answerByMs: number;
  readonly verdict: CheckInVerdict | undefined;
}

/** A payment that a machine asks to create with a check-in. */
export interface CheckInPayment extends CheckInId {
  /** Reference and idempotency key. */
  readonly payment: string;
  readonly nowMs: number;
  /** Older check-ins count no more. */
  readonly sinceMs: number;
}

/**
 * `new`: it may be created, and is counted. `again`: the same one was created before. `spent`: the check-in has had its
 * payments. `refused`: the customer was refused. `unknown`: the machine was not given this check-in.
 */
export type PaymentTaken = 'new' | 'again' | 'spent' | 'refused' | 'unknown';

/** A payment that a machine was allowed to create. */
export interface GrantedPayment {
  readonly reference: string;
  readonly checkInId: string;
  /** Of the check-in. */
  readonly atMs: number;
}

export interface GrantSpan {
  readonly machineId: string;
  readonly fromMs: number;
  /** Exclusive. */
  readonly toMs: number;
}

/**
 * Check-ins: one row for each, for every copy of it and on every process. The first verdict stands for good. One payment
 * may be created with a check-in that is accepted, or that its machine is just being asked about. Where several processes
 * share the store, a verdict and a payment are durable when they resolve.
 */
export interface CheckInStore {
  /** Call this before the machine is asked. @returns undefined: it was not there before */
  open(checkIn: OpenCheckIn): Promise<StandingCheckIn | undefined>;
  /** Stores the verdict unless there is one, and erases what was sealed. @returns the verdict that stands, for every process */
  decide(checkIn: OpenCheckIn, verdict: CheckInVerdict): Promise<CheckInVerdict>;
  /**
   * Call this before a customer is answered with an acceptance: on PostgreSQL, one that nobody tells is refused soon.
   * @returns whether the customer may be told: the acceptance stands, and it is not too late
   */
  tell(checkIn: CheckInId, telling: Telling): Promise<boolean>;
  /**
   * The teller refused the customer after all. Unless somebody else told the customer of an acceptance, the check-in is
   * refused. @returns whether it is, so that its machine must hear it
   */
  takeBack(checkIn: OpenCheckIn, teller: string): Promise<boolean>;
  /** The machine was not asked after all: the next copy asks it. */
  withdraw(checkIn: CheckInId): Promise<void>;
  find(checkIn: CheckInId): Promise<StandingCheckIn | undefined>;
  /** Of two payments at the same time one passes. */
  takePayment(call: CheckInPayment): Promise<PaymentTaken>;
  /** Allows one payment more, once. */
  allowOneMore(checkIn: CheckInId): Promise<void>;
  /** The payments of check-ins of this time, oldest first. Reads every machine's check-ins of it: ask for short times. */
  paymentsIn(span: GrantSpan): Promise<readonly GrantedPayment[]>;
  removeBefore(atMs: number): Promise<void>;
}

/** `payments`: each a reference and an idempotency key, as `takePayment` was given them. */
export function grantedPayments(row: {
  readonly checkInId: string;
  readonly atMs: number;
  readonly payments: readonly string[];
}): readonly GrantedPayment[] {
  const { checkInId, atMs, payments } = row;
  return payments.map((payment) => ({ reference: payment.split(' ')[0] ?? '', checkInId, atMs }));
}
