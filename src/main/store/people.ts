import type { PinAttempts } from '#core/people/lock-out.ts';
import type { People, PersonRecord } from '#core/people/people.ts';
import { PERSON_ROLES } from '#core/people/person.ts';
import { LANGUAGES } from '#core/base/language.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const personRow = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(PERSON_ROLES),
  language: z.enum(LANGUAGES),
  is_active: z.number(),
  added_at: z.number(),
  pin: z.string(),
  failures: z.number(),
  locked_at: z.number().nullable(),
  lock_ms: z.number().nullable(),
});
const COLUMNS = 'id, name, role, language, is_active, added_at, pin, failures, locked_at, lock_ms';

function triesOf(row: z.infer<typeof personRow>): PinAttempts {
  const { failures, locked_at: sinceMs, lock_ms: forMs } = row;
  return {
    failures,
    lock: sinceMs === null || forMs === null ? undefined : { sinceMs, forMs },
  };
}

function personOf(row: z.infer<typeof personRow>): PersonRecord {
  return {
    personId: row.id,
    name: row.name,
    role: row.role,
    language: row.language,
    isActive: row.is_active !== 0,
    addedAtMs: row.added_at,
    pinHash: row.pin,
    tries: triesOf(row),
  };
}

const actorRow = z.object({ person: z.string() });

/** Everybody whom the audit log names, under the name they had then. */
export function actorsOf(database: Database): readonly string[] {
  return database.all(actorRow, 'SELECT DISTINCT person FROM change').map(({ person }) => person);
}

/** The people in kiosk.db. */
export function createPeople(database: Database): People {
  return {
    all: () =>
      database.all(personRow, `SELECT ${COLUMNS} FROM person ORDER BY added_at, id`).map(personOf),
    find: (personId) => {
      const row = database.first(personRow, `SELECT ${COLUMNS} FROM person WHERE id = ?`, personId);
      return row === undefined ? undefined : personOf(row);
    },
    insert: (person) => {
      database.run(
        `INSERT INTO person (id, name, role, language, is_active, added_at, pin) VALUES (?, ?, ?, ?, 0, ?, ?)`,
        person.personId,
        person.name,
        person.role,
        person.language,
        Math.round(person.addedAtMs),
        person.pinHash,
      );
    },
    setPin: (personId, pinHash) => {
      database.run(
        'UPDATE person SET pin = ?, failures = 0, locked_at = NULL, lock_ms = NULL WHERE id = ?',
        pinHash,
        personId,
      );
    },
    noteTries: (personId, { failures, lock }) => {
      database.run(
        'UPDATE person SET failures = ?, locked_at = ?, lock_ms = ? WHERE id = ?',
        failures,
        lock === undefined ? null : Math.round(lock.sinceMs),
        lock?.forMs ?? null,
        personId,
      );
    },
  };
}
