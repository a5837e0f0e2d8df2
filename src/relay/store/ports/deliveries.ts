/** One payment event for a machine. `sequence` only rises and is never used twice. */
export interface Delivery {
  readonly sequence: number;
  readonly body: string;
  /** The step of a trace that it came in (W3C Trace Context); not stored. */
  readonly traceparent?: string | undefined;
}

/** Payment events, from the webhook until the machine acknowledges them. */
export interface DeliveryStore {
  /**
   * Stores an event once. @returns its delivery, or undefined when the key is stored already. `machineId` undefined: no
   * known machine; the event is kept for the operator.
   */
  add(event: {
    readonly machineId: string | undefined;
    readonly key: string;
    readonly body: string;
    readonly atMs: number;
  }): Promise<Delivery | undefined>;
  /** The oldest `most` unacknowledged deliveries after a sequence, in order. */
  pending(
    machineId: string,
    page: { readonly after: number; readonly most: number },
  ): Promise<readonly Delivery[]>;
  /** For each machine: everything up to and including this sequence. */
  acknowledge(upTo: ReadonlyMap<string, number>): Promise<void>;
  /** Unacknowledged deliveries of all machines that the operator has, and when the oldest was stored. */
  waiting(): Promise<{ readonly count: number; readonly oldestAtMs: number | null }>;
  removeAcknowledged(beforeMs: number): Promise<void>;
  /** Removes what no machine can ever acknowledge: events of no known machine, and of machines that were removed. */
  removeUndeliverable(beforeMs: number): Promise<void>;
}
