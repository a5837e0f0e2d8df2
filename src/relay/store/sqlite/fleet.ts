import type { Database } from '#sqlite/database.ts';
import { changedAtMs, fleetRow, historyRow } from '../fleet-row.ts';
import { inBatches } from '../in-batches.ts';
import type { FleetStore } from '../ports/fleet.ts';
import type { DatabaseAccess } from './database-access.ts';

const SELECT = 'SELECT machine_id AS machineId, connects, body FROM machine_status';

const SAVE = `
  INSERT INTO machine_status (machine_id, connects, body)
  SELECT machine_id, ?, ? FROM machine WHERE machine_id = ?
  ON CONFLICT DO UPDATE SET connects = connects + excluded.connects, body = excluded.body`;

const NOTE = `
  INSERT INTO machine_history (machine_id, at, body)
  SELECT machine_id, ?, ? FROM machine WHERE machine_id = ?`;

const REMOVE = `
  DELETE FROM machine_history WHERE id IN (
    SELECT id FROM machine_history WHERE at < ? ORDER BY at LIMIT ?)`;

export function createFleetStore(db: Database, { read, write }: DatabaseAccess): FleetStore {
  return {
    save: (reports) =>
      write(() => {
        for (const { machineId, status, connects, isNews } of reports) {
          const body = JSON.stringify(status);
          db.run(SAVE, connects, body, machineId);
          if (isNews) db.run(NOTE, changedAtMs(status), body, machineId);
        }
      }),
    find: (machineId) =>
      read(() => db.first(fleetRow, `${SELECT} WHERE machine_id = ?`, machineId)),
    list: () => read(() => db.all(fleetRow, `${SELECT} ORDER BY machine_id`)),
    history: (machineId, most) =>
      read(() =>
        db.all(
          historyRow,
          'SELECT body FROM machine_history WHERE machine_id = ? ORDER BY at DESC, id DESC LIMIT ?',
          machineId,
          most,
        ),
      ),
    removeHistoryBefore: (atMs) =>
      inBatches((most) => write(() => db.run(REMOVE, Math.round(atMs), most))),
  };
}
