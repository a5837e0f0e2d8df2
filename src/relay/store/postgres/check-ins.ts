import { z } from 'zod';
import {
  grantedPayments,
  NO_ANSWER,
  type CheckInPayment,
  type CheckInStore,
  type CheckInVerdict,
  type OpenCheckIn,
  type PaymentTaken,
  type StandingCheckIn,
} from '../ports/check-ins.ts';
import type { Queries } from './database-access.ts';
import { inBatches } from '../in-batches.ts';

const standingRow = z
  .object({
    machineId: z.string(),
    atMs: z.number(),
    answerByMs: z.number(),
    isAccepted: z.boolean().nullable(),
    reason: z.string().nullable(),
    payments: z.array(z.string()),
  })
  .transform(({ isAccepted, reason, ...row }) => {
    if (isAccepted === null) return { ...row, verdict: undefined };
    const refusal = { accepted: false, reason: reason ?? '' } as const;
    return { ...row, verdict: isAccepted ? ({ accepted: true } as const) : refusal };
  });

const COLUMNS = `machine_id AS "machineId", at AS "atMs", answer_by AS "answerByMs",
  is_accepted AS "isAccepted", reason, payments`;

const FIND = `SELECT ${COLUMNS} FROM check_in WHERE check_in_id = $1`;

const grantedRow = z.object({
  checkInId: z.string(),
  atMs: z.number(),
  payments: z.array(z.string()),
});

const PAYMENTS_IN = `
  SELECT check_in_id AS "checkInId", at AS "atMs", payments FROM check_in
  WHERE at >= $2 AND at < $3 AND machine_id = $1 AND cardinality(payments) > 0 ORDER BY at`;

/** Without a wait for the disk: the verdict is written again in full if this row is lost. */
const OPEN = `
  INSERT INTO check_in (check_in_id, machine_id, at, answer_by, asked_by, sealed)
  SELECT $1, $2, $3, $4, $5, $6 FROM set_config('synchronous_commit', 'off', true)
  ON CONFLICT (check_in_id) DO NOTHING`;

/**
 * An acceptance need not wait for the disk: it counts when it is told, and the telling waits for both. A machine that was
 * asked and did not answer in time may still accept: it hears that this counts no more.
 */
const DECIDE = `
  INSERT INTO check_in AS known
    (check_in_id, machine_id, at, answer_by, asked_by, is_accepted, reason, is_void_due)
  SELECT $1, $2, $3, $4, $5, $6::boolean, $7, coalesce($7 = '${NO_ANSWER}', false)
  FROM set_config('synchronous_commit', CASE WHEN $6::boolean THEN 'off' ELSE 'on' END, true)
  ON CONFLICT (check_in_id) DO UPDATE SET
    reason = CASE WHEN known.is_accepted IS NULL THEN excluded.reason ELSE known.reason END,
    is_accepted = coalesce(known.is_accepted, excluded.is_accepted), sealed = NULL,
    is_void_due = known.is_void_due OR (known.is_accepted IS NULL AND excluded.is_void_due)
  RETURNING ${COLUMNS}`;

/** The database's clock counts: this may have waited for the database. */
const TELL = `
  UPDATE check_in SET told_by = told_by || $2::text
  WHERE check_in_id = $1 AND is_accepted AND extract(epoch FROM clock_timestamp()) * 1000 <= $3`;

/** Of the acceptance nobody else told the customer: it is refused. */
const TAKE_BACK = `
  UPDATE check_in SET told_by = array_remove(told_by, $2::text), sealed = NULL,
    is_accepted = is_accepted AND array_remove(told_by, $2::text) <> '{}',
    reason = CASE WHEN is_accepted AND array_remove(told_by, $2::text) = '{}' THEN '${NO_ANSWER}' ELSE reason END,
    is_void_due = is_void_due OR (is_accepted AND array_remove(told_by, $2::text) = '{}')
  WHERE check_in_id = $1
  RETURNING ${COLUMNS}`;

/** Of two at the same time the second waits for the first, and then sees that nothing is left. */
const TAKE_PAYMENT = `
  UPDATE check_in SET payments = payments || $3::text, payments_left = payments_left - 1
  WHERE check_in_id = $1 AND machine_id = $2 AND payments_left > 0 AND NOT $3 = ANY (payments) AND at > $4
    AND coalesce(is_accepted, answer_by >= $5)`;

const ALLOW_ONE_MORE = `
  UPDATE check_in SET payments_left = 1
  WHERE check_in_id = $1 AND machine_id = $2 AND cardinality(payments) = 1`;

const REMOVE_OLD = `
  DELETE FROM check_in WHERE ctid = ANY (ARRAY(
    SELECT ctid FROM check_in WHERE at < $1 ORDER BY at LIMIT $2 FOR UPDATE SKIP LOCKED))`;

function valuesOf({ checkInId, machineId, atMs, answerByMs, askedBy }: OpenCheckIn) {
  return [checkInId, machineId, Math.round(atMs), Math.round(answerByMs), askedBy] as const;
}

function standingOf(row: z.infer<typeof standingRow> | undefined): StandingCheckIn | undefined {
  return row && { answerByMs: row.answerByMs, verdict: row.verdict };
}

export function createCheckInStore(db: Queries): CheckInStore {
  const find = (checkInId: string): Promise<z.infer<typeof standingRow> | undefined> =>
    db.first(standingRow, FIND, checkInId);

  async function open(checkIn: OpenCheckIn): Promise<StandingCheckIn | undefined> {
    const opened = await db.run(OPEN, ...valuesOf(checkIn), checkIn.sealed ?? null);
    return opened === 1 ? undefined : standingOf(await find(checkIn.checkInId));
  }

  async function decide(checkIn: OpenCheckIn, verdict: CheckInVerdict): Promise<CheckInVerdict> {
    const reason = verdict.accepted ? null : verdict.reason;
    const values = [...valuesOf(checkIn), verdict.accepted, reason] as const;
    return (await db.first(standingRow, DECIDE, ...values))?.verdict ?? verdict;
  }

  async function takeBack(checkIn: OpenCheckIn, teller: string): Promise<boolean> {
    const standing = await decide(checkIn, { accepted: false, reason: NO_ANSWER });
    if (!standing.accepted) return true;
    const row = await db.first(standingRow, TAKE_BACK, checkIn.checkInId, teller);
    return row?.verdict?.accepted !== true;
  }

  async function whyNot(call: CheckInPayment): Promise<PaymentTaken> {
    const { machineId, checkInId, payment, nowMs, sinceMs } = call;
    const row = await find(checkInId);
    if (row?.machineId !== machineId || row.atMs <= sinceMs) return 'unknown';
    if (row.payments.includes(payment)) return 'again';
    if (row.verdict?.accepted === true) return 'spent';
    if (row.verdict === undefined && row.answerByMs >= nowMs) return 'spent';
    await decide({ ...row, checkInId, askedBy: '' }, { accepted: false, reason: NO_ANSWER });
    return 'refused';
  }

  return {
    open,
    decide,
    takeBack,
    tell: async ({ checkInId }, { teller, untilMs }) =>
      (await db.run(TELL, checkInId, teller, Math.round(untilMs))) === 1,
    withdraw: async ({ checkInId }) => {
      await db.run(
        'DELETE FROM check_in WHERE check_in_id = $1 AND is_accepted IS NULL',
        checkInId,
      );
    },
    find: async ({ checkInId }) => standingOf(await find(checkInId)),
    takePayment: async (call) => {
      const { machineId, checkInId, payment, nowMs, sinceMs } = call;
      const [since, now] = [Math.round(sinceMs), Math.round(nowMs)];
      const taken = await db.run(TAKE_PAYMENT, checkInId, machineId, payment, since, now);
      return taken === 1 ? 'new' : whyNot(call);
    },
    allowOneMore: async ({ machineId, checkInId }) => {
      await db.run(ALLOW_ONE_MORE, checkInId, machineId);
    },
    paymentsIn: async ({ machineId, fromMs, toMs }) => {
      const [from, to] = [Math.round(fromMs), Math.round(toMs)];
      return (await db.all(grantedRow, PAYMENTS_IN, machineId, from, to)).flatMap(grantedPayments);
    },
    removeBefore: (atMs) => inBatches((most) => db.run(REMOVE_OLD, Math.round(atMs), most)),
  };
}
