/** The computer and the program, for whoever asks what runs here. */
export interface SystemFacts {
  /** Bytes; undefined where the system does not say. */
  readonly diskFreeBytes: number | undefined;
  readonly diskTotalBytes: number | undefined;
  /** The database with its log. */
  readonly databaseBytes: number;
  readonly schemaVersion: number;
  /** Names of programs and libraries, and their versions. */
  readonly versions: readonly { readonly name: string; readonly version: string }[];
  readonly platform: string;
  /** When this program started, wall clock. */
  readonly startedAtMs: number;
  /** Kiosk clock minus relay clock, milliseconds; undefined: never compared. */
  readonly clockOffsetMs: number | undefined;
}
