import { reasonOf } from '#core/base/errors.ts';
import type { Log } from '#core/base/ports.ts';
import type { Database } from '#sqlite/database.ts';
import { z } from 'zod';
import {
  grantedPayments,
  NO_ANSWER,
  type CheckInId,
  type CheckInPayment,
  type CheckInStore,
  type CheckInVerdict,
  type GrantedPayment,
  type GrantSpan,
  type OpenCheckIn,
  type PaymentTaken,
  type StandingCheckIn,
  type Telling,
} from '../ports/check-ins.ts';
import { inBatches } from '../in-batches.ts';
import type { DatabaseAccess } from './database-access.ts';

interface Row extends CheckInId {
  readonly atMs: number;
  readonly answerByMs: number;
  readonly verdict: CheckInVerdict | undefined;
  readonly payments: readonly string[];
  readonly paymentsLeft: number;
}

/** Those of a busy minute. */
const MOST_RECENT = 1_000;

const rowSchema = z
  .object({
    machineId: z.string(),
    checkInId: z.string(),
    atMs: z.number(),
    answerByMs: z.number(),
    isAccepted: z.number().nullable(),
    reason: z.string().nullable(),
    payments: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
    paymentsLeft: z.number(),
  })
  .transform(({ isAccepted, reason, ...row }): Row => {
    if (isAccepted === null) return { ...row, verdict: undefined };
    const refusal = { accepted: false, reason: reason ?? '' } as const;
    return { ...row, verdict: isAccepted === 1 ? { accepted: true } : refusal };
  });

const REMOVE = `DELETE FROM check_in WHERE check_in_id IN (
  SELECT check_in_id FROM check_in WHERE at < ? ORDER BY at LIMIT ?)`;

const SELECT_ROW = `SELECT machine_id AS machineId, check_in_id AS checkInId, at AS atMs, answer_by AS answerByMs,
    verdict AS isAccepted, reason, payments, payments_left AS paymentsLeft FROM check_in`;
/** The answer, and the row as it is from now on if it changes. */
type Change<Answer> = readonly [answer: Answer, row?: Row];

function openRow({ machineId, checkInId, atMs, answerByMs }: OpenCheckIn): Row {
  const state = { verdict: undefined, payments: [], paymentsLeft: 1 };
  return { machineId, checkInId, atMs, answerByMs, ...state };
}

function standingOf({ answerByMs, verdict }: Row): StandingCheckIn {
  return { answerByMs, verdict };
}

const MOST_TELLERS = 1_000;
const EARLIER = ['earlier'];

/**
 * One process has this file, so the truth is in memory until the file has it: a customer is served while the disk is full or
 * another program locks the file. A row that is written is read from the file.
 */
class SqliteCheckIns implements CheckInStore {
  readonly #db: Database;
  readonly #access: DatabaseAccess;
  readonly #log: Log | undefined;
  /** Open, or not written yet. */
  readonly #rows = new Map<string, Row>();
  /** Written, and soon asked for again: the payment follows the verdict. Oldest first. */
  readonly #recent = new Map<string, Row>();
  /** Who told the customer of an acceptance, for the newest ones. One that is not here was told long ago. */
  readonly #tellers = new Map<string, readonly string[]>();

  constructor(db: Database, access: DatabaseAccess, log: Log | undefined) {
    this.#db = db;
    this.#access = access;
    this.#log = log;
  }

  open(checkIn: OpenCheckIn): Promise<StandingCheckIn | undefined> {
    return this.#access.read(() => {
      const row = this.#find(checkIn.checkInId);
      if (row === undefined) this.#rows.set(checkIn.checkInId, openRow(checkIn));
      return row && standingOf(row);
    });
  }

  decide(checkIn: OpenCheckIn, verdict: CheckInVerdict): Promise<CheckInVerdict> {
    return this.#change(() => {
      const row = this.#find(checkIn.checkInId) ?? openRow(checkIn);
      if (row.verdict !== undefined) return [row.verdict];
      if (verdict.accepted) this.#setTellers(checkIn.checkInId, []);
      return [verdict, { ...row, verdict }];
    });
  }

  tell({ checkInId }: CheckInId, { teller }: Telling): Promise<boolean> {
    return this.#access.read(() => {
      if (this.#find(checkInId)?.verdict?.accepted !== true) return false;
      this.#setTellers(checkInId, [...(this.#tellers.get(checkInId) ?? EARLIER), teller]);
      return true;
    });
  }

  takeBack(checkIn: OpenCheckIn, teller: string): Promise<boolean> {
    return this.#change(() => {
      const { checkInId } = checkIn;
      const row = this.#find(checkInId) ?? openRow(checkIn);
      if (row.verdict?.accepted === false) return [true];
      const others = this.#tellers.get(checkInId)?.filter((one) => one !== teller);
      if (others !== undefined) this.#setTellers(checkInId, others);
      if (row.verdict !== undefined && others?.length !== 0) return [false];
      return [true, { ...row, verdict: { accepted: false, reason: NO_ANSWER } }];
    });
  }

  withdraw({ checkInId }: CheckInId): Promise<void> {
    this.#rows.delete(checkInId);
    return this.#access.write(() => {
      this.#db.run('DELETE FROM check_in WHERE check_in_id = ? AND verdict IS NULL', checkInId);
    });
  }

  find({ checkInId }: CheckInId): Promise<StandingCheckIn | undefined> {
    return this.#access.read(() => {
      const row = this.#find(checkInId);
      return row && standingOf(row);
    });
  }

  takePayment(call: CheckInPayment): Promise<PaymentTaken> {
    return this.#change(() => this.#take(call));
  }

  allowOneMore({ machineId, checkInId }: CheckInId): Promise<void> {
    return this.#change(() => {
      const row = this.#find(checkInId);
      const isLimited = row?.machineId === machineId && row.payments.length === 1;
      return isLimited ? [undefined, { ...row, paymentsLeft: 1 }] : [undefined];
    });
  }

  paymentsIn({ machineId, fromMs, toMs }: GrantSpan): Promise<readonly GrantedPayment[]> {
    return this.#access.read(() => {
      const written = this.#db.all(
        rowSchema,
        `${SELECT_ROW} WHERE at >= ? AND at < ? AND machine_id = ? AND payments <> '[]'`,
        Math.round(fromMs),
        Math.round(toMs),
        machineId,
      );
      const rows = new Map(written.map((row) => [row.checkInId, row]));
      for (const row of this.#rows.values()) {
        const isAsked = row.machineId === machineId && row.atMs >= fromMs && row.atMs < toMs;
        if (isAsked) rows.set(row.checkInId, row);
      }
      return [...rows.values()].sort((a, b) => a.atMs - b.atMs).flatMap(grantedPayments);
    });
  }

  removeBefore(atMs: number): Promise<void> {
    for (const [checkInId, row] of this.#rows) {
      if (row.atMs < atMs) this.#rows.delete(checkInId);
    }
    this.#recent.clear();
    return inBatches((most) =>
      this.#access.write(() => this.#db.run(REMOVE, Math.round(atMs), most)),
    );
  }

  #find(checkInId: string): Row | undefined {
    return (
      this.#rows.get(checkInId) ??
      this.#recent.get(checkInId) ??
      this.#db.first(rowSchema, `${SELECT_ROW} WHERE check_in_id = ?`, checkInId)
    );
  }

  #setTellers(checkInId: string, tellers: readonly string[]): void {
    this.#tellers.set(checkInId, tellers);
    const [oldest] = this.#tellers.keys();
    if (this.#tellers.size > MOST_TELLERS && oldest !== undefined) this.#tellers.delete(oldest);
  }

  #take({ machineId, checkInId, payment, nowMs, sinceMs }: CheckInPayment): Change<PaymentTaken> {
    const row = this.#find(checkInId);
    if (row?.machineId !== machineId || row.atMs <= sinceMs) return ['unknown'];
    const { verdict, payments, paymentsLeft } = row;
    if (payments.includes(payment)) return ['again'];
    if (verdict === undefined && row.answerByMs < nowMs) {
      return ['refused', { ...row, verdict: { accepted: false, reason: NO_ANSWER } }];
    }
    if (verdict?.accepted === false) return ['refused'];
    if (paymentsLeft === 0) return ['spent'];
    return ['new', { ...row, payments: [...payments, payment], paymentsLeft: paymentsLeft - 1 }];
  }

  /** Nobody comes between the look at a row and its change. Resolves when the change is written, if it can be. */
  async #change<Answer>(work: () => Change<Answer>): Promise<Answer> {
    const [answer, tried] = await this.#access.read(() => {
      const [found, row] = work();
      return [found, row && this.#save(row)] as const;
    });
    await tried;
    return answer;
  }

  /**
   * Takes effect at once, and resolves when it was tried to write it. What cannot be written now stays in memory, and goes with the next
   * change of the row.
   */
  #save(row: Row): Promise<void> {
    this.#rows.set(row.checkInId, row);
    const { tried, written } = this.#access.tryWrite(() => {
      this.#upsert(row);
    });
    written.then(
      () => {
        // An open row stays: its verdict follows.
        const isWritten = this.#rows.get(row.checkInId) === row && row.verdict !== undefined;
        if (isWritten) this.#forgetOpen(row);
      },
      (error: unknown) => {
        this.#notKept(reasonOf(error));
      },
    );
    return tried;
  }

  #forgetOpen(row: Row): void {
    this.#rows.delete(row.checkInId);
    this.#recent.delete(row.checkInId);
    this.#recent.set(row.checkInId, row);
    if (this.#recent.size <= MOST_RECENT) return;
    for (const oldest of this.#recent.keys()) {
      this.#recent.delete(oldest);
      return;
    }
  }

  #notKept(error: string): void {
    const log = this.#log;
    if (log !== undefined) log.error('relay.check-in-not-kept', { error });
  }

  #upsert(row: Row): void {
    const { verdict } = row;
    this.#db.run(
      `INSERT INTO check_in
         (check_in_id, machine_id, at, answer_by, verdict, reason, payments, payments_left)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (check_in_id) DO UPDATE SET verdict = excluded.verdict, reason = excluded.reason,
         payments = excluded.payments, payments_left = excluded.payments_left`,
      row.checkInId,
      row.machineId,
      Math.round(row.atMs),
      Math.round(row.answerByMs),
      verdict === undefined ? null : Number(verdict.accepted),
      verdict === undefined || verdict.accepted ? null : verdict.reason,
      JSON.stringify(row.payments),
      row.paymentsLeft,
    );
  }
}

export function createCheckInStore(
  db: Database,
  access: DatabaseAccess,
  log: Log | undefined,
): CheckInStore {
  return new SqliteCheckIns(db, access, log);
}
