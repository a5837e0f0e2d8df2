/** An alert that waits for one channel to the operator. */
export interface PendingAlert {
  readonly machineId: string;
  readonly id: string;
  readonly channel: string;
  /** The machine's message or the relay's report, as JSON. */
  readonly body: string;
  readonly atMs: number;
  /** Failed attempts so far. */
  readonly tries: number;
}

/** `known`: it was stored before. `tooMany`: it was not stored. */
export type AlertStored = 'kept' | 'known' | 'tooMany';

export interface AlertStore {
  /** Stores an alert once for each channel, due at once, while its machine has fewer than `most`. */
  add(
    alert: Omit<PendingAlert, 'channel' | 'tries'>,
    channels: readonly string[],
    most: number,
  ): Promise<AlertStored>;
  /** The machines with a due alert for a channel: the relay itself (no machine) first, then the oldest. */
  machinesWithDue(channel: string, nowMs: number): Promise<readonly string[]>;
  /**
   * Takes the machine's oldest due alert: until `untilMs` nobody else gets it. Whoever took it records the attempt; an alert
   * of a process that ended is due again then.
   */
  take(
    machineId: string,
    channel: string,
    time: { readonly nowMs: number; readonly untilMs: number },
  ): Promise<PendingAlert | undefined>;
  /** `nextAtMs` undefined: delivered, or given up. */
  recordAttempt(alert: PendingAlert, nextAtMs: number | undefined): Promise<void>;
  /** Gives up alerts for channels that are no longer set up, and removes finished alerts that are older. */
  removeOld(beforeMs: number, channels: readonly string[]): Promise<void>;
  waiting(): Promise<{ readonly count: number; readonly oldestAtMs: number | null }>;
}
