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
