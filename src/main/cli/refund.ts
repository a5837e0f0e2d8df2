import { COMMAND_LINE } from '#core/changes/audit-log.ts';
import { KioskError } from '#core/base/errors.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';
import { readArguments } from './arguments.ts';
import { giveCommand } from './operator-command.ts';
import { withStores } from './with-stores.ts';
import { writeOut } from './write-out.ts';

const moneyRow = z.object({ captured: z.number(), refunded: z.number(), is_open: z.number() });
type Money = z.infer<typeof moneyRow>;

function moneyOf(database: Database, reference: string): Money | undefined {
  return database.first(
    moneyRow,
    'SELECT captured, refunded, is_open FROM sale WHERE reference = ?',
    reference,
  );
}

function amountOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const amount = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (amount > 0) return amount;
  throw new KioskError(
    'input/invalid',
    `--amount ${text} must be a whole number of minor units above 0, such as 2500 for 25.00.`,
  );
}

/** `refund <reference> --reason <text> [--amount <minor units>]`: all that is left of the charge, or a part. */
export async function runRefund(typed: readonly string[]): Promise<void> {
  const given = readArguments(typed, ['amount', 'reason', 'by', 'data-dir']);
  const [reference, surplus] = given.rest;
  const dataDir = given.required('data-dir');
  const reason = given.required('reason');
  const amountMinor = amountOf(given.optional('amount'));
  if (reference === undefined || surplus !== undefined) {
    throw new KioskError('input/invalid', 'Say refund <reference> --reason <text>.');
  }
  const by = given.optional('by') ?? COMMAND_LINE;
  const order = { kind: 'refund', reference, amountMinor, reason, by } as const;
  const before = await readMoney(dataDir, reference);
  const isEnded = await giveCommand(dataDir, order, (database) => {
    const money = moneyOf(database, reference);
    return money?.is_open === 0;
  });
  const money = await readMoney(dataDir, reference);
  if (isEnded && money?.refunded === before?.refunded) {
    throw new KioskError('kiosk/refused', 'Vipps did not give the refund; see the review list.');
  }
  const state = isEnded ? 'refunded' : 'underway';
  const { captured = 0, refunded = 0 } = money ?? {};
  await writeOut(`${JSON.stringify({ reference, state, captured, refunded })}\n`);
}

function readMoney(dataDir: string, reference: string): Promise<Money | undefined> {
  return withStores(dataDir, ({ database }) => moneyOf(database, reference));
}
