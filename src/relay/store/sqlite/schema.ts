/** The relay's database, forward only: entry n leads from schema version n to n + 1. Times in milliseconds. */
export const RELAY_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE machine (
    machine_id TEXT PRIMARY KEY,
    msn TEXT NOT NULL,
    location TEXT NOT NULL,
    credential_hash TEXT UNIQUE,
    created_at INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE invitation (
    name TEXT PRIMARY KEY,
    machine_id TEXT NOT NULL REFERENCES machine (machine_id),
    secret_hash TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    wrong_tries INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE delivery (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    machine_id TEXT,
    key TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_delivered INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX delivery_waiting ON delivery (machine_id, sequence) WHERE is_delivered = 0;

  CREATE TABLE registration (
    id TEXT PRIMARY KEY,
    msn TEXT NOT NULL,
    url TEXT NOT NULL,
    secret TEXT NOT NULL,
    retired_at INTEGER
  ) STRICT;

  CREATE TABLE audit (
    id INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    action TEXT NOT NULL,
    machine_id TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE alert (
    machine_id TEXT NOT NULL,
    id TEXT NOT NULL,
    channel TEXT NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    next_at INTEGER,
    PRIMARY KEY (machine_id, id, channel)
  ) STRICT;
  CREATE INDEX alert_waiting ON alert (next_at) WHERE next_at IS NOT NULL;
  `,
  `
  CREATE TABLE check_in_grant (
    machine_id TEXT NOT NULL,
    check_in_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    creates TEXT NOT NULL,
    more INTEGER NOT NULL,
    PRIMARY KEY (machine_id, check_in_id)
  ) STRICT;
  CREATE INDEX check_in_grant_age ON check_in_grant (at);

  CREATE TABLE refund_order (
    machine_id TEXT NOT NULL,
    key TEXT NOT NULL,
    amount INTEGER NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (machine_id, key)
  ) STRICT;
  `,
  `
  CREATE TABLE qr_text (
    machine_id TEXT PRIMARY KEY,
    text TEXT NOT NULL,
    is_sure INTEGER NOT NULL
  ) STRICT;
  -- Earlier versions forgot what they had shown: it is put right once.
  INSERT INTO qr_text (machine_id, text, is_sure) SELECT machine_id, '', 0 FROM machine;
  `,
  `
  CREATE TABLE check_in (
    check_in_id TEXT PRIMARY KEY,
    machine_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    answer_by INTEGER NOT NULL,
    -- NULL: open, 0: refused, 1: accepted.
    verdict INTEGER,
    reason TEXT,
    payments TEXT NOT NULL DEFAULT '[]',
    payments_left INTEGER NOT NULL DEFAULT 1
  ) STRICT;
  CREATE INDEX check_in_age ON check_in (at);
  -- A grant said that a machine was asked; its payments may go on.
  INSERT OR IGNORE INTO check_in (check_in_id, machine_id, at, answer_by, verdict, payments, payments_left)
    SELECT check_in_id, machine_id, at, at, 1, creates, more FROM check_in_grant;
  DROP TABLE check_in_grant;
  `,
  'CREATE INDEX audit_machine ON audit (machine_id, id);',
  `
  -- The last status of each machine as JSON, and what changed.
  CREATE TABLE machine_status (
    machine_id TEXT PRIMARY KEY,
    connects INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE machine_history (
    id INTEGER PRIMARY KEY,
    machine_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX machine_history_machine ON machine_history (machine_id, at);
  CREATE INDEX machine_history_age ON machine_history (at);
  `,
  `
  -- Hashes of credentials that are worth nothing any more, so that a PC that was replaced is told so.
  CREATE TABLE ended_credential (
    hash TEXT PRIMARY KEY,
    machine_id TEXT NOT NULL,
    at INTEGER NOT NULL,
    is_replaced INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX ended_credential_machine ON ended_credential (machine_id, at);
  `,
  `
  -- The newest encrypted bundle of each machine, in base64. The relay has no key to it.
  CREATE TABLE kept_bundle (machine_id TEXT PRIMARY KEY, at INTEGER NOT NULL, body TEXT NOT NULL) STRICT;
  `,
  `
  -- Machines that get new versions earlier, or only for a test.
  CREATE TABLE update_ring (machine_id TEXT PRIMARY KEY, ring TEXT NOT NULL) STRICT;
  `,
];
