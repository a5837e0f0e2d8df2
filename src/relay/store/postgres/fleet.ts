import { changedAtMs, fleetRow, historyRow } from '../fleet-row.ts';
import { inBatches } from '../in-batches.ts';
import type { FleetStore, MachineReport } from '../ports/fleet.ts';
import type { Queries } from './database-access.ts';

const SELECT = 'SELECT machine_id AS "machineId", connects, body FROM machine_status';

/** One statement, so one transaction. Sorted, so that two processes lock rows in the same order. */
const SAVE = `
  WITH told AS (
    SELECT machine_id, connects, body, at, is_news
    FROM unnest($1::text[], $2::integer[], $3::text[], $4::bigint[], $5::boolean[])
      AS report (machine_id, connects, body, at, is_news)
    JOIN machine USING (machine_id)
  ), noted AS (
    INSERT INTO machine_history (machine_id, at, body)
    SELECT machine_id, at, body FROM told WHERE is_news
  )
  INSERT INTO machine_status AS known (machine_id, connects, body)
  SELECT machine_id, connects, body FROM told ORDER BY machine_id
  ON CONFLICT (machine_id) DO UPDATE
  SET connects = known.connects + excluded.connects, body = excluded.body`;

const REMOVE = `
  DELETE FROM machine_history WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM machine_history WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED))`;

export function createFleetStore(db: Queries): FleetStore {
  const column = <Value>(
    reports: readonly MachineReport[],
    value: (report: MachineReport) => Value,
  ): readonly Value[] => reports.map(value);
  return {
    save: async (reports) => {
      await db.run(
        SAVE,
        column(reports, ({ machineId }) => machineId),
        column(reports, ({ connects }) => connects),
        column(reports, ({ status }) => JSON.stringify(status)),
        column(reports, ({ status }) => changedAtMs(status)),
        column(reports, ({ isNews }) => String(isNews)),
      );
    },
    find: (machineId) => db.first(fleetRow, `${SELECT} WHERE machine_id = $1`, machineId),
    list: () => db.all(fleetRow, `${SELECT} ORDER BY machine_id COLLATE "C"`),
    history: (machineId, most) =>
      db.all(
        historyRow,
        'SELECT body FROM machine_history WHERE machine_id = $1 ORDER BY at DESC, id DESC LIMIT $2',
        machineId,
        most,
      ),
    removeHistoryBefore: (atMs) => inBatches((most) => db.run(REMOVE, Math.round(atMs), most)),
  };
}
