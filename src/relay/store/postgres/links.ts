import { z } from 'zod';
import type { HeldLink, LinkStore } from '../ports/cluster.ts';
import type { PostgresAccess } from './database-access.ts';

const heldRow = z.object({ machineId: z.string(), processId: z.string(), epoch: z.number() });
const holderRow = heldRow.extend({ credentialHash: z.string() });
const epochRow = z.object({ epoch: z.number() });
const aliveRow = z.object({ isAlive: z.boolean() });
const processRow = z.object({ processId: z.string() });
const machineRow = z.object({ machineId: z.string() });
const questionRow = z.object({
  machineId: z.string(),
  isProbed: z.boolean(),
  scannedMachineId: z.string().nullable(),
});

const HELD = 'machine_id AS "machineId", process_id AS "processId", epoch';

const HOLDER = `
  SELECT ${HELD}, credential_hash AS "credentialHash" FROM machine_link JOIN relay_process USING (process_id)
  WHERE machine_id = $1 AND lease_until > $2`;

const CONNECTED = `
  SELECT machine_id AS "machineId" FROM machine_link JOIN relay_process USING (process_id)
  WHERE lease_until > $1`;

/** The row decides: it is free, its holder may be replaced, or its holder is dead. */
const CLAIM = `
  INSERT INTO machine_link AS known (machine_id, msn, credential_hash, process_id, claimed_at, epoch)
  VALUES ($1, $2, $3, $4, $5, 1)
  ON CONFLICT (machine_id) DO UPDATE SET
    msn = excluded.msn, credential_hash = excluded.credential_hash, process_id = excluded.process_id,
    claimed_at = excluded.claimed_at, epoch = known.epoch + 1, probe_asked_at = NULL, alive_at = NULL,
    qr_verification_until = 0, qr_scanned = NULL
  WHERE known.process_id IS NULL OR known.epoch = $6
    OR NOT EXISTS (SELECT FROM relay_process WHERE process_id = known.process_id AND lease_until > $5)
  RETURNING epoch`;

/** Every change carries the epoch: one of an older link changes nothing. */
const OF_LINK = 'WHERE machine_id = $1 AND process_id = $2 AND epoch = $3';

const PROBED = `SELECT alive_at IS NOT NULL AS "isAlive" FROM machine_link ${OF_LINK}`;

const NOTE_SCAN = `
  UPDATE machine_link SET qr_scanned = $1, qr_verification_until = 0
  WHERE qr_verification_until > $3 AND msn = $2 AND process_id IS NOT NULL RETURNING process_id AS "processId"`;

const TAKE_QUESTIONS = `
  UPDATE machine_link AS link SET qr_scanned = NULL, probe_asked_at = NULL
  FROM (
    SELECT machine_id, qr_scanned, probe_asked_at FROM machine_link
    WHERE process_id = $1 AND (qr_scanned IS NOT NULL OR probe_asked_at IS NOT NULL) FOR UPDATE
  ) AS asked
  WHERE link.machine_id = asked.machine_id
  RETURNING link.machine_id AS "machineId", asked.probe_asked_at IS NOT NULL AS "isProbed",
    asked.qr_scanned AS "scannedMachineId"`;

const WITH_DELIVERIES = `
  SELECT DISTINCT machine_id AS "machineId" FROM delivery JOIN machine_link AS link USING (machine_id)
  WHERE NOT is_delivered AND link.process_id = $1`;

export function createLinkStore(access: PostgresAccess): LinkStore {
  async function change(
    set: string,
    { machineId, processId, epoch }: HeldLink,
    ...values: readonly number[]
  ): Promise<void> {
    const rounded = values.map(Math.round);
    await access.run(
      `UPDATE machine_link SET ${set} ${OF_LINK}`,
      machineId,
      processId,
      epoch,
      ...rounded,
    );
  }

  return {
    holder: (machineId, nowMs) => access.first(holderRow, HOLDER, machineId, Math.round(nowMs)),
    claim: async (claim) => {
      const { machineId, merchantSerialNumber, credentialHash, processId } = claim;
      const values = [machineId, merchantSerialNumber, credentialHash, processId] as const;
      const [atMs, epoch] = [Math.round(claim.nowMs), claim.replaces];
      return (await access.first(epochRow, CLAIM, ...values, atMs, epoch))?.epoch;
    },
    release: (link) => change('process_id = NULL, qr_verification_until = 0', link),
    connected: async (nowMs) => {
      const machines = await access.all(machineRow, CONNECTED, Math.round(nowMs));
      return machines.map(({ machineId }) => machineId);
    },
    heldBy: (processId) =>
      access.all(heldRow, `SELECT ${HELD} FROM machine_link WHERE process_id = $1`, processId),
    askProbe: (link, nowMs) => change('probe_asked_at = $4, alive_at = NULL', link, nowMs),
    answerProbe: (link, nowMs) => change('alive_at = $4', link, nowMs),
    probed: async ({ machineId, processId, epoch }) => {
      const row = await access.first(aliveRow, PROBED, machineId, processId, epoch);
      if (row === undefined) return 'gone';
      return row.isAlive ? 'alive' : 'waiting';
    },
    awaitScan: (link, untilMs) => change('qr_verification_until = $4', link, untilMs),
    noteScan: async ({ machineId, merchantSerialNumber: unit }, nowMs) => {
      const told = await access.all(processRow, NOTE_SCAN, machineId, unit, Math.round(nowMs));
      return told.map(({ processId }) => processId);
    },
    takeQuestions: (processId) => access.all(questionRow, TAKE_QUESTIONS, processId),
    withDeliveries: async (processId) => {
      const waiting = await access.all(machineRow, WITH_DELIVERIES, processId);
      return waiting.map(({ machineId }) => machineId);
    },
  };
}
