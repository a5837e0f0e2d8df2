import { FAULTS, isFaultCode, type Fault } from '#core/vend/fault.ts';
import type { FaultReport, MachineStore } from '#core/store/machine-store.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import { clearSlot, latchSlot, markForCount, noteDevicePrice } from './catalogue.ts';

const faultRow = z.object({
  id: z.number(),
  code: z.string(),
  item: z.number().nullable(),
  selection: z.string().nullable(),
  detail: z.string(),
  raised_at: z.number(),
  last_at: z.number(),
  cleared_at: z.number().nullable(),
  times: z.number(),
});
const FAULT_COLUMNS = 'code, item, selection, detail, raised_at, last_at, cleared_at, times';
const countRow = z.object({ count: z.number() });
const readingRow = z.object({ at: z.number(), celsius: z.number().nullable() });
const atRow = z.object({ at: z.number().nullable() });
const dropRow = z.object({
  started_at: z.number(),
  drop_ms: z.number(),
  drop_proof: z.enum(['confirmed', 'assumed']),
});

/** Temperatures are kept this long. */
const KEPT_READINGS_MS = 31 * 24 * 3_600_000;
/** How many drops of a slot its trend uses. */
const TREND_LENGTH = 23;

function faultOf(row: z.infer<typeof faultRow>): readonly Fault[] {
  // A fault code of a newer version, after a roll-back.
  if (!isFaultCode(row.code)) return [];
  const { eva, stops } = FAULTS[row.code];
  return [
    {
      id: row.id,
      code: row.code,
      eva,
      stops,
      item: row.item ?? undefined,
      selection: row.selection ?? undefined,
      detail: row.detail,
      raisedAtMs: row.raised_at,
      lastAtMs: row.last_at,
      clearedAtMs: row.cleared_at ?? undefined,
      times: row.times,
    },
  ];
}

function raise(database: Database, { code, item, selection, detail, atMs }: FaultReport): void {
  const at = Math.round(atMs);
  database.atomically(() => {
    const before = database.first(
      countRow,
      'SELECT count(*) AS count FROM fault WHERE code = ? AND item IS ?',
      code,
      item ?? null,
    );
    database.run(
      `INSERT INTO fault (${FAULT_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, NULL, ?)`,
      code,
      item ?? null,
      selection ?? null,
      detail,
      at,
      at,
      (before?.count ?? 0) + 1,
    );
    if (FAULTS[code].stops === 'slot' && selection !== undefined) {
      latchSlot(database, selection);
    }
  });
}

/** Faults, temperatures and drops in kiosk.db. */
export function createMachineStore(database: Database): MachineStore {
  return {
    raise: (report) => {
      raise(database, report);
    },
    close: ({ code, item }, atMs) => {
      database.run(
        'UPDATE fault SET cleared_at = ? WHERE cleared_at IS NULL AND code = ? AND item IS ?',
        Math.round(atMs),
        code,
        item ?? null,
      );
    },
    clearSlot: (selection, atMs) => clearSlot(database, selection, atMs),
    openFaults: () =>
      database
        .all(
          faultRow,
          `SELECT id, ${FAULT_COLUMNS} FROM fault WHERE cleared_at IS NULL ORDER BY raised_at, id`,
        )
        .flatMap(faultOf),
    pastFaults: (before, limit) =>
      database
        .all(
          faultRow,
          `SELECT id, ${FAULT_COLUMNS} FROM fault WHERE cleared_at IS NOT NULL AND id < ? ORDER BY id DESC LIMIT ?`,
          before ?? Number.MAX_SAFE_INTEGER,
          limit,
        )
        .flatMap(faultOf),
    markForCount: (selection) => {
      markForCount(database, selection);
    },
    fillAll: () => {
      database.run('UPDATE slot SET stock = capacity, is_count_due = 0');
    },
    noteDevicePrice: (told) => {
      noteDevicePrice(database, told);
    },
    noteTemperature: ({ atMs, celsius }) => {
      database.atomically(() => {
        database.run(
          'INSERT INTO temperature (at, celsius) VALUES (?, ?) ON CONFLICT (at) DO UPDATE SET celsius = excluded.celsius',
          Math.round(atMs),
          celsius ?? null,
        );
        database.run('DELETE FROM temperature WHERE at < ?', Math.round(atMs - KEPT_READINGS_MS));
      });
    },
    temperaturesSince: (sinceMs) =>
      database
        .all(
          readingRow,
          'SELECT at, celsius FROM temperature WHERE at >= ? ORDER BY at',
          Math.round(sinceMs),
        )
        .map(({ at, celsius }) => ({ atMs: at, celsius: celsius ?? undefined })),
    lastColdAtMs: (maxCelsius) =>
      database.first(
        atRow,
        `SELECT coalesce((SELECT max(at) FROM temperature WHERE celsius <= ?), min(at)) AS at FROM temperature`,
        maxCelsius,
      )?.at ?? undefined,
    drops: (selection) =>
      database
        .all(
          dropRow,
          `SELECT started_at, drop_ms, drop_proof FROM sale WHERE selection = ? AND drop_ms IS NOT NULL
           ORDER BY started_at DESC LIMIT ?`,
          selection,
          TREND_LENGTH,
        )
        .map((row) => ({ atMs: row.started_at, tookMs: row.drop_ms, drop: row.drop_proof })),
  };
}
