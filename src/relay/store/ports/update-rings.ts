/** Which machines get new versions first; the machine that nobody put into a ring is not here. */
export interface UpdateRingStore {
  find(machineId: string): Promise<string | undefined>;
  save(machineId: string, ring: string): Promise<void>;
}
