/** A check-in that a machine was given, named by the hash of the customer's token: which payments may still be created with it. */
export interface CheckInGrant {
  readonly machineId: string;
  readonly checkInId: string;
  readonly atMs: number;
  /** Reference and idempotency key of each payment that was created with it. */
  readonly payments: readonly string[];
  /** Payments that may still be created. */
  readonly paymentsLeft: number;
}

export interface CheckInGrantStore {
  find(machineId: string, checkInId: string): Promise<CheckInGrant | undefined>;
  save(grant: CheckInGrant): Promise<void>;
  removeBefore(atMs: number): Promise<void>;
}

export interface RefundId {
  readonly machineId: string;
  /** The same for each copy of one refund. */
  readonly key: string;
}

/** The refunds that count towards a machine's daily cap. */
export interface RefundStore {
  /** Counts a refund once for its key. @returns false when it would raise the machine's sum above the cap */
  reserve(
    refund: RefundId & { readonly amountMinor: number; readonly atMs: number },
    limit: { readonly capMinor: number; readonly sinceMs: number },
  ): Promise<boolean>;
  release(refund: RefundId): Promise<void>;
  removeBefore(atMs: number): Promise<void>;
}
