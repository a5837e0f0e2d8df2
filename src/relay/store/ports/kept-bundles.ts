/** The encrypted bundle of a machine. */
export interface KeptBundle {
  readonly atMs: number;
  readonly body: Uint8Array;
}

/** The newest bundle of each machine, as the machine sent it. The relay has no key to it. */
export interface KeptBundleStore {
  /** In place of the one before. */
  keep(machineId: string, bundle: KeptBundle): Promise<void>;
  find(machineId: string): Promise<KeptBundle | undefined>;
}
