/** A machine as the operator added it. */
export interface Machine {
  readonly machineId: string;
  readonly merchantSerialNumber: string;
  readonly location: string;
  readonly isEnrolled: boolean;
}

export interface CredentialChanges {
  /** The highest number so far; 0 before the first change. */
  readonly last: number;
  readonly machineIds: readonly string[];
}

/** `replaced`: another PC was enrolled as the machine. `revoked`: the operator took it back. */
export type CredentialEnd = 'replaced' | 'revoked';

/** So many ended credentials of a machine are known, the newest ones. */
export const KEPT_ENDED_CREDENTIALS = 20;

/** The operator's machines and the hashes of their credentials. Each change is written to the audit log. */
export interface MachineStore {
  add(machine: Omit<Machine, 'isEnrolled'>, atMs: number): Promise<void>;
  remove(machineId: string, atMs: number): Promise<void>;
  find(machineId: string): Promise<Machine | undefined>;
  findByCredential(hash: string): Promise<Machine | undefined>;
  /** Why a credential is worth nothing any more; undefined: it never was a machine's, or that was long ago. */
  whyEnded(hash: string): Promise<CredentialEnd | undefined>;
  list(): Promise<readonly Machine[]>;
  count(): Promise<number>;
  setLocation(machineId: string, location: string, atMs: number): Promise<void>;
  /** `hash` undefined revokes the credential. The last ones of each machine are known as ended. */
  setCredential(machineId: string, hash: string | undefined, atMs: number): Promise<void>;
  /**
   * The machines whose credential changed, or that were removed, after the change number `after`, by any process;
   * `after` undefined: only the last number is asked for. A change may become visible a moment after a later one.
   */
  credentialChanges(after: number | undefined): Promise<CredentialChanges>;
}

/** A one-time code that enrols a kiosk as this machine. */
export interface EnrolmentCode {
  readonly machineId: string;
  readonly secretHash: string;
  readonly expiresAtMs: number;
  readonly wrongTries: number;
}

/** Enrolment codes by their name: the half of a code that is not secret. */
export interface EnrolmentCodeStore {
  /** Replaces the machine's earlier code. */
  replace(name: string, code: EnrolmentCode): Promise<void>;
  find(name: string): Promise<EnrolmentCode | undefined>;
  /** Counts a try before anybody judges it. @returns the tries so far, or undefined when the code is gone */
  countTry(name: string): Promise<number | undefined>;
  /** @returns whether the code was still there: only one of several callers at the same time gets true */
  remove(name: string): Promise<boolean>;
}
