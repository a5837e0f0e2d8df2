/** What a machine last told about itself, and how its link does. */
export interface MachineStatus {
  readonly isConnected: boolean;
  /** Connected, or not connected, since then. */
  readonly sinceMs: number;
  /** The last frame that told something; pings do not count. */
  readonly heardAtMs: number;
  readonly state: 'ready' | 'busy' | 'notReady';
  /** Why it does not sell; empty: it does. */
  readonly reasons: readonly string[];
  /** Codes of its open faults, oldest first. */
  readonly faults: readonly string[];
  /** `vendskap/0.1.0`; '' while unknown. */
  readonly software: string;
  /** The driver of its vend hardware; '' while unknown. */
  readonly driver: string;
  readonly lastSaleAtMs: number | undefined;
  /** To the relay and back, by the last sign of life that the machine told of. */
  readonly roundTripMs: number | undefined;
}

export interface MachineReport {
  readonly machineId: string;
  readonly status: MachineStatus;
  /** Connections since the last report. */
  readonly connects: number;
  /** Goes into the history: more than a sale or a round trip changed. */
  readonly isNews: boolean;
}

export interface FleetEntry extends MachineStatus {
  readonly machineId: string;
  /** Connections of the machine since it was added. */
  readonly connects: number;
}

/** The last status of each machine, and a bounded history of what changed. */
export interface FleetStore {
  /** All in one transaction. What is known of a machine that was removed meanwhile is dropped. */
  save(reports: readonly MachineReport[]): Promise<void>;
  find(machineId: string): Promise<FleetEntry | undefined>;
  /** By machine id. */
  list(): Promise<readonly FleetEntry[]>;
  /** The newest `most` changes of a machine, newest first. */
  history(machineId: string, most: number): Promise<readonly MachineStatus[]>;
  removeHistoryBefore(atMs: number): Promise<void>;
}
