/** What an operator changed. */
export interface AuditEntry {
  readonly atMs: number;
  /** `machine added` */
  readonly action: string;
  readonly machineId: string;
}

/** The operator's changes. Each is written with the change itself; none is ever removed. */
export interface AuditStore {
  /** The newest `most` entries about a machine, newest first. */
  list(machineId: string, most: number): Promise<readonly AuditEntry[]>;
}
