/** How a value travels from one database to the other: `flag` is 0 or 1. */
export type MovedKind = 'text' | 'number' | 'flag';
export type MovedRow = Readonly<Record<string, string | number | null>>;

/** A table of both databases, with the columns that move. */
export interface MovedTable {
  readonly name: string;
  readonly columns: Readonly<Record<string, MovedKind>>;
}

/**
 * Everything that outlives a process, in an order in which a row comes after those that it names. A test holds the list to
 * both schemas: a new table is named here or in `NOT_MOVED`.
 */
export const MOVED_TABLES: readonly MovedTable[] = [
  {
    name: 'machine',
    columns: {
      machine_id: 'text',
      msn: 'text',
      location: 'text',
      credential_hash: 'text',
      created_at: 'number',
    },
  },
  {
    name: 'ended_credential',
    columns: { hash: 'text', machine_id: 'text', at: 'number', is_replaced: 'flag' },
  },
  {
    name: 'kept_bundle',
    columns: { machine_id: 'text', at: 'number', body: 'text' },
  },
  {
    name: 'invitation',
    columns: {
      name: 'text',
      machine_id: 'text',
      secret_hash: 'text',
      expires_at: 'number',
      wrong_tries: 'number',
    },
  },
  {
    // A sequence says in which order a machine's events come; the target may give higher ones.
    name: 'delivery',
    columns: {
      machine_id: 'text',
      sequence: 'number',
      key: 'text',
      body: 'text',
      at: 'number',
      is_delivered: 'flag',
    },
  },
  {
    name: 'registration',
    columns: { id: 'text', msn: 'text', url: 'text', secret: 'text', retired_at: 'number' },
  },
  {
    name: 'audit',
    columns: { id: 'number', at: 'number', action: 'text', machine_id: 'text' },
  },
  {
    name: 'alert',
    columns: {
      machine_id: 'text',
      id: 'text',
      channel: 'text',
      body: 'text',
      at: 'number',
      tries: 'number',
      next_at: 'number',
    },
  },
  {
    name: 'machine_status',
    columns: { machine_id: 'text', connects: 'number', body: 'text' },
  },
  {
    name: 'machine_history',
    columns: { id: 'number', machine_id: 'text', at: 'number', body: 'text' },
  },
  {
    name: 'check_in',
    columns: {
      check_in_id: 'text',
      machine_id: 'text',
      at: 'number',
      answer_by: 'number',
      verdict: 'flag',
      reason: 'text',
      payments: 'text',
      payments_left: 'number',
    },
  },
  {
    name: 'refund_order',
    columns: { machine_id: 'text', key: 'text', amount: 'number', at: 'number' },
  },
  { name: 'update_ring', columns: { machine_id: 'text', ring: 'text' } },
  { name: 'qr_text', columns: { machine_id: 'text', text: 'text', is_sure: 'flag' } },
];

/** What only running processes need, and what the databases count in ways of their own. */
export const NOT_MOVED: readonly string[] = [
  'relay_schema',
  'sqlite_sequence',
  'sequence_floor',
  'machine_sequence',
  'relay_process',
  'machine_link',
  'job_lease',
  'rate_count',
];

/** A database from which or into which everything moves. No other program writes to it meanwhile. */
export interface MovableDatabase {
  /** All rows, some at a time; a machine's deliveries in their order. */
  read(table: MovedTable): AsyncIterable<readonly MovedRow[]>;
  write(table: MovedTable, rows: readonly MovedRow[]): Promise<void>;
  /** No machine has seen a higher sequence. */
  lastSequence(): Promise<number>;
  /** Every new event gets a sequence above this one. */
  raiseSequence(last: number): Promise<void>;
}

/** Opens a database, and keeps what `work` wrote when it succeeds; otherwise nothing changes. */
export type UseMovable = <Result>(
  work: (database: MovableDatabase) => Promise<Result>,
) => Promise<Result>;
