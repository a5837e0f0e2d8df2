import { CHANGES_SCHEMA } from './schema/changes.ts';
import { HEALTH_SCHEMA } from './schema/health.ts';
import { NOTES_SCHEMA } from './schema/notes.ts';
import { PEOPLE_SCHEMA } from './schema/people.ts';
import { PRICE_BOOK_SCHEMA } from './schema/quoted-prices.ts';
import { SHEET_SCHEMA } from './schema/sheet.ts';
import { SALES_SCHEMA } from './schema/sales.ts';
import { SLOTS_SCHEMA } from './schema/slots.ts';
import { SUMS_SCHEMA } from './schema/sums.ts';
import { VAT_SCHEMA } from './schema/vat.ts';

/**
 * Of a new kiosk.db. A step of a sale changes a few hundred bytes on each of three to twelve pages, and SQLite writes whole
 * pages: with its usual 4,096 bytes a sale wrote four times as much (ADR 34).
 */
export const KIOSK_PAGE_BYTES = 512;

/**
 * kiosk.db, forward only: entry n leads from schema version n to n + 1. A released entry is never edited.
 * Times are milliseconds since 1970, amounts minor units, VAT hundredths of a percent.
 */
export const KIOSK_MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    reference TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    event TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_by_reference ON journal (reference, sequence);

  CREATE TABLE sale (
    reference TEXT PRIMARY KEY,
    check_in_id TEXT NOT NULL,
    state TEXT NOT NULL,
    outcome TEXT,
    is_open INTEGER NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    selection TEXT,
    item INTEGER,
    product TEXT,
    price INTEGER,
    currency TEXT NOT NULL,
    reserved INTEGER NOT NULL,
    captured INTEGER NOT NULL,
    released INTEGER NOT NULL,
    refunded INTEGER NOT NULL,
    receipt TEXT
  ) STRICT;
  CREATE INDEX sale_by_start ON sale (started_at, reference);
  CREATE INDEX sale_by_check_in ON sale (check_in_id);
  CREATE INDEX sale_open ON sale (started_at) WHERE is_open = 1;

  CREATE TABLE slot (
    selection TEXT PRIMARY KEY,
    position INTEGER NOT NULL,
    item INTEGER NOT NULL UNIQUE,
    product TEXT NOT NULL,
    price INTEGER NOT NULL,
    vat_rate INTEGER NOT NULL,
    stock INTEGER NOT NULL,
    capacity INTEGER NOT NULL,
    minimum_age INTEGER NOT NULL,
    is_count_due INTEGER NOT NULL
  ) STRICT;

  CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;

  CREATE TABLE review (
    id INTEGER PRIMARY KEY,
    reference TEXT NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL,
    is_open INTEGER NOT NULL DEFAULT 1
  ) STRICT;

  CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL, at INTEGER NOT NULL) STRICT;

  CREATE TABLE probe (id INTEGER PRIMARY KEY CHECK (id = 1), at INTEGER NOT NULL) STRICT;
  `,
  `
  ALTER TABLE slot ADD COLUMN failures INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE slot ADD COLUMN is_latched INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE review ADD COLUMN selection TEXT;
  CREATE INDEX review_open ON review (kind, selection) WHERE is_open = 1;

  CREATE TABLE turned_away (check_in_id TEXT PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
  CREATE INDEX turned_away_by_time ON turned_away (at);

  CREATE TABLE person_order (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    body TEXT NOT NULL,
    answer TEXT
  ) STRICT;
  CREATE INDEX person_order_open ON person_order (at) WHERE answer IS NULL;
  `,
  `
  CREATE TABLE fault (
    id INTEGER PRIMARY KEY,
    code TEXT NOT NULL,
    item INTEGER,
    selection TEXT,
    detail TEXT NOT NULL,
    raised_at INTEGER NOT NULL,
    last_at INTEGER NOT NULL,
    cleared_at INTEGER,
    times INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX fault_open ON fault (raised_at) WHERE cleared_at IS NULL;
  CREATE INDEX fault_by_code ON fault (code, item);
  CREATE INDEX fault_past ON fault (cleared_at) WHERE cleared_at IS NOT NULL;

  CREATE TABLE temperature (at INTEGER PRIMARY KEY, celsius INTEGER) STRICT;

  ALTER TABLE sale ADD COLUMN drop_proof TEXT;
  ALTER TABLE sale ADD COLUMN drop_ms INTEGER;
  CREATE INDEX sale_drops ON sale (selection, started_at) WHERE drop_ms IS NOT NULL;
  `,
  CHANGES_SCHEMA,
  SLOTS_SCHEMA,
  PEOPLE_SCHEMA,
  VAT_SCHEMA,
  HEALTH_SCHEMA,
  SHEET_SCHEMA,
  SALES_SCHEMA,
  NOTES_SCHEMA,
  PRICE_BOOK_SCHEMA,
  SUMS_SCHEMA,
];

/**
 * The oldest program, by its schema, that runs on this one. A change expands first: what it adds has a default or a trigger, so
 * that the version before runs on it. What that version needs is removed one version later, and this number is raised with it.
 */
export const KIOSK_RUNS_FROM = 13;
