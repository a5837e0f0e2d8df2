/** Whether the relay has said that another PC is this machine now. It stands for one credential: a new enrolment ends it. */
export interface LockOut {
  isReplaced(): boolean;
  /** The relay says so. Throws `store/…` when it could only be kept in memory. */
  noteReplaced(): void;
}
