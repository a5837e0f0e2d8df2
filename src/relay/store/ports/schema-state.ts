/** How a database stands to this version's schema. */
export interface SchemaState {
  /** Undefined: there is no database yet, or an empty one. */
  readonly version: number | undefined;
  /** The schema version that this version of the relay knows. */
  readonly newest: number;
}
