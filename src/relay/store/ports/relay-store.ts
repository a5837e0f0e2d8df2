/** A machine as the operator added it. */
export interface Machine {
  readonly machineId: string;
  readonly merchantSerialNumber: string;
  readonly location: string;
  readonly isEnrolled: boolean;
}

export interface Invitation {
  readonly machineId: string;
  readonly secretHash: string;
  readonly expiresAtMs: number;
  readonly wrongTries: number;
}

/** One payment event on its way to a machine. `sequence` rises and is never used again. */
export interface Delivery {
  readonly sequence: number;
  readonly body: string;
}

export interface Registration {
  readonly merchantSerialNumber: string;
  readonly url: string;
  readonly id: string;
  readonly secret: string;
  /** Replaced at this time; its secret stays valid for a while. */
  readonly retiredAtMs: number | undefined;
}

/** A check-in that a machine was given, by the hash of the customer's token: what it may still be used for. */
export interface GrantRow {
  readonly machineId: string;
  readonly checkInId: string;
  readonly atMs: number;
  /** Reference and key of each payment created with it. */
  readonly creates: readonly string[];
  /** Payments that may still be created. */
  readonly more: number;
}

/** `isSure` false: a change to this text was asked for, and its end is not known. */
export interface ShownText {
  readonly text: string;
  readonly isSure: boolean;
}

export interface RefundId {
  readonly machineId: string;
  /** The same for every copy of one order. */
  readonly key: string;
}

/** An alert on its way to the operator by one channel. */
export interface WaitingAlert {
  readonly machineId: string;
  readonly id: string;
  readonly channel: string;
  /** The machine's message, JSON. */
  readonly body: string;
  readonly atMs: number;
  /** Failed so far. */
  readonly tries: number;
}

/** `known`: it is there already. `tooMany`: nothing was kept. */
export type KeptAlert = 'kept' | 'known' | 'tooMany';

/** The relay's memory. Asynchronous, since a database may be elsewhere; a write is durable when it resolves. */
export interface RelayStore {
  addMachine(machine: Omit<Machine, 'isEnrolled'>, atMs: number): Promise<void>;
  removeMachine(machineId: string, atMs: number): Promise<void>;
  setLocation(machineId: string, location: string, atMs: number): Promise<void>;
  machine(machineId: string): Promise<Machine | undefined>;
  machines(): Promise<readonly Machine[]>;
  /** The machine whose credential has this hash. */
  machineOfCredential(hash: string): Promise<Machine | undefined>;
  setCredential(machineId: string, hash: string | undefined, atMs: number): Promise<void>;
  /** Replaces any earlier invitation of the machine. */
  putInvitation(name: string, invitation: Invitation): Promise<void>;
  invitation(name: string): Promise<Invitation | undefined>;
  /** Counts a try before it is judged, however many come at once. @returns how many there are now */
  countTry(name: string): Promise<number | undefined>;
  /** @returns whether it was there: of many at once one has it */
  dropInvitation(name: string): Promise<boolean>;
  /**
   * Keeps an event once; the delivery, or undefined when it is kept already. `machineId` undefined: nobody's, kept
   * for the operator.
   */
  keepEvent(event: {
    readonly machineId: string | undefined;
    readonly key: string;
    readonly body: string;
    readonly atMs: number;
  }): Promise<Delivery | undefined>;
  /** The oldest `most` after a sequence, in order. */
  undelivered(
    machineId: string,
    page: { readonly after: number; readonly most: number },
  ): Promise<readonly Delivery[]>;
  /** By machine: everything up to and including this sequence. */
  markDelivered(upTo: ReadonlyMap<string, number>): Promise<void>;
  forgetDelivered(beforeMs: number): Promise<void>;
  registrations(merchantSerialNumber: string): Promise<readonly Registration[]>;
  /** Keeps the new registration and retires the others of the sales unit. */
  putRegistration(registration: Registration, atMs: number): Promise<void>;
  /** Keeps an alert once for each channel, due at once, while its machine has fewer than `most`. */
  keepAlert(
    alert: Omit<WaitingAlert, 'channel' | 'tries'>,
    channels: readonly string[],
    most: number,
  ): Promise<KeptAlert>;
  /** The machines with something due for a channel; the relay itself (no machine) first, then by age. */
  machinesWithDueAlerts(channel: string, nowMs: number): Promise<readonly string[]>;
  nextDueAlert(
    machineId: string,
    channel: string,
    nowMs: number,
  ): Promise<WaitingAlert | undefined>;
  /** `nextAtMs` undefined: delivered, or given up. */
  alertTried(alert: WaitingAlert, nextAtMs: number | undefined): Promise<void>;
  /** Gives up what waits for channels that are not set up any more, and forgets what is done and older. */
  forgetAlerts(beforeMs: number, channels: readonly string[]): Promise<void>;
  waitingAlerts(): Promise<{ readonly count: number; readonly oldestAtMs: number | null }>;
  grant(machineId: string, checkInId: string): Promise<GrantRow | undefined>;
  keepGrant(row: GrantRow): Promise<void>;
  /** Counts a refund once for its key, unless the machine's sum since then would be above the cap. */
  takeRefund(
    refund: RefundId & { readonly amountMinor: number; readonly atMs: number },
    limit: { readonly capMinor: number; readonly sinceMs: number },
  ): Promise<boolean>;
  dropRefund(refund: RefundId): Promise<void>;
  /** Drops grants and refunds that no longer count. */
  forgetGateRows(beforeMs: number): Promise<void>;
  /** What a machine's QR shows; undefined: it was never changed since it was made. */
  shownText(machineId: string): Promise<ShownText | undefined>;
  keepShownText(machineId: string, shown: ShownText): Promise<void>;
  close(): Promise<void>;
}
