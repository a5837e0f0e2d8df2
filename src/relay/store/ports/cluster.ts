import type { CheckInId } from './check-ins.ts';

/** A machine's link as one process holds it. The epoch rises with every new link: an older one can change nothing. */
export interface HeldLink {
  readonly machineId: string;
  readonly processId: string;
  readonly epoch: number;
}

/** The process that serves a machine. */
export interface LinkHolder extends HeldLink {
  readonly credentialHash: string;
}

export interface LinkClaim {
  readonly machineId: string;
  readonly merchantSerialNumber: string;
  readonly credentialHash: string;
  readonly processId: string;
  readonly nowMs: number;
  /** The epoch of the holder that may be replaced; 0: none. */
  readonly replaces: number;
}

/** What other processes ask of the holder of a link. */
export interface LinkQuestion {
  readonly machineId: string;
  /** Whether its machine still answers. */
  readonly isProbed: boolean;
  /** A technician waited for a scan: this machine’s QR was scanned. */
  readonly scannedMachineId: string | null;
}

/** Which process serves which machine: one row for each machine, so that two never both serve it. */
export interface LinkStore {
  /** Undefined when the machine is connected to no process that lives. */
  holder(machineId: string, nowMs: number): Promise<LinkHolder | undefined>;
  /** @returns the new epoch; undefined: another process was faster */
  claim(claim: LinkClaim): Promise<number | undefined>;
  release(link: HeldLink): Promise<void>;
  /** The machines that are connected to a process that lives. */
  connected(nowMs: number): Promise<readonly string[]>;
  /** Every link that a process holds. */
  heldBy(processId: string): Promise<readonly HeldLink[]>;
  askProbe(link: HeldLink, nowMs: number): Promise<void>;
  answerProbe(link: HeldLink, nowMs: number): Promise<void>;
  /** What came of `askProbe`. `gone`: the link has ended. */
  probed(link: HeldLink): Promise<'waiting' | 'alive' | 'gone'>;
  /** A technician waits for a scan at this machine. */
  awaitScan(link: HeldLink, untilMs: number): Promise<void>;
  /** Tells the links of a sales unit that wait for a scan. @returns the processes that hold them */
  noteScan(
    scan: { readonly machineId: string; readonly merchantSerialNumber: string },
    nowMs: number,
  ): Promise<readonly string[]>;
  /** Takes the questions to a process; each scan is told once. */
  takeQuestions(processId: string): Promise<readonly LinkQuestion[]>;
  /** The machines of a process for which events wait. */
  withDeliveries(processId: string): Promise<readonly string[]>;
}

/** A check-in that the process which serves the machine must ask about. */
export interface SealedCheckIn {
  readonly machineId: string;
  readonly checkInId: string;
  readonly atMs: number;
  readonly answerByMs: number;
  readonly askedBy: string;
  readonly sealed: string;
}

export interface SealedCheckInStore {
  /** Open ones for the machines of a process. */
  waitingFor(processId: string, nowMs: number): Promise<readonly SealedCheckIn[]>;
  /** Refuses those that nobody answered by then, and those whose acceptance nobody told the customer. @returns them */
  refuseUnanswered(beforeMs: number): Promise<readonly CheckInId[]>;
  /** Check-ins that count no more, of machines that a process serves and that have not been told. */
  voidsDue(processId: string): Promise<readonly CheckInId[]>;
  /** Their machines were told. */
  voidsTold(checkIns: readonly CheckInId[]): Promise<void>;
}

export interface ProcessStore {
  /** The database's clock, which all processes share. Milliseconds since 1970. */
  nowMs(): Promise<number>;
  /** Until when the process counts as alive. */
  renew(processId: string, untilMs: number): Promise<void>;
  /** The process stops: its links are free. */
  end(processId: string): Promise<void>;
  /** Forgets processes whose lease was over by then. */
  removeOver(beforeMs: number): Promise<void>;
}

export interface LeaseStore {
  /** Takes or renews a lease that is free, over, or the process's own. @returns whether it has it */
  take(
    lease: { readonly name: string; readonly processId: string },
    time: { readonly nowMs: number; readonly untilMs: number },
  ): Promise<boolean>;
  release(lease: { readonly name: string; readonly processId: string }): Promise<void>;
}

/** Counts in fixed windows, shared by all processes. A crash of the database may set them to 0. */
export interface LimitStore {
  /** @returns the count of the window after these `by` more; default 1 */
  count(name: string, windowStartMs: number, by?: number): Promise<number>;
  removeBefore(windowStartMs: number): Promise<void>;
}

export interface WakeUp {
  readonly processId: string;
  /** At most 7,000 bytes. */
  readonly text: string;
}

/** Tells other processes at once what they would find a second later by themselves. May lose some. */
export interface WakeUpStore {
  send(wakeUps: readonly WakeUp[]): Promise<void>;
  /** Connects for ever until `close`. */
  listen(
    processId: string,
    listener: { onText(text: string): void; onListening(isListening: boolean): void },
  ): { close(): Promise<void> };
}

/** What the processes of one relay share. */
export interface ClusterStore {
  readonly processes: ProcessStore;
  readonly links: LinkStore;
  readonly sealedCheckIns: SealedCheckInStore;
  readonly leases: LeaseStore;
  readonly limits: LimitStore;
  readonly wakeUps: WakeUpStore;
}
