import type { ReviewEntry } from '#core/reviews/review.ts';
import { isPaymentReference } from '#core/base/ids.ts';
import { CURRENCIES } from '#core/money/money.ts';
import type { LedgerEffect } from '#core/sale/effect.ts';
import { REVIEW_KINDS } from '#core/sale/effect.ts';
import type { RefusedReceipt } from '#core/store/sale-store.ts';
import { z } from 'zod';
import type { Database } from '#sqlite/database.ts';

const reviewRow = z.object({
  id: z.number(),
  reference: z.string(),
  at: z.number(),
  kind: z.enum(REVIEW_KINDS),
  detail: z.string(),
  selection: z.string().nullable(),
  is_open: z.number(),
  state: z.string().nullable(),
});

/** Adds an entry in the commit of the event; does nothing when the same is already open for the same slot. */
export function addReview(
  database: Database,
  effect: Extract<LedgerEffect, { kind: 'addReview' }>,
  atMs: number,
): void {
  const selection = effect.selection ?? null;
  database.run(
    `INSERT INTO review (reference, at, kind, detail, selection)
     SELECT ?, ?, ?, ?, ? WHERE NOT EXISTS
       (SELECT 1 FROM review WHERE is_open = 1 AND kind = ? AND selection = ?)`,
    effect.reference,
    Math.round(atMs),
    effect.review,
    effect.detail,
    selection,
    effect.review,
    selection,
  );
}

/** Newest first. */
export function readReviews(database: Database, onlyOpen: boolean): readonly ReviewEntry[] {
  const rows = database.all(
    reviewRow,
    `SELECT review.id, review.reference, review.at, review.kind, review.detail, review.selection, review.is_open,
       sale.state FROM review LEFT JOIN sale ON sale.reference = review.reference
     WHERE review.is_open >= ? ORDER BY review.id DESC`,
    onlyOpen ? 1 : 0,
  );
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    atMs: row.at,
    kind: row.kind,
    detail: row.detail,
    selection: row.selection ?? undefined,
    isOpen: row.is_open !== 0,
    saleState: row.state ?? undefined,
  }));
}

const refusedRow = z.object({
  reference: z.string().refine(isPaymentReference),
  at: z.number(),
  detail: z.string(),
  captured: z.number(),
  currency: z.enum(CURRENCIES),
});

export function readRefusedReceipts(
  database: Database,
  sinceMs: number,
): readonly RefusedReceipt[] {
  const rows = database.all(
    refusedRow,
    `SELECT review.reference, review.at, review.detail, sale.captured, sale.currency
     FROM review JOIN sale ON sale.reference = review.reference
     WHERE review.is_open = 1 AND review.kind = 'receiptRefused' AND review.at >= ? ORDER BY review.id`,
    Math.round(sinceMs),
  );
  return rows.map(({ reference, at, detail, captured, currency }) => ({
    reference,
    atMs: at,
    code: detail,
    amountMinor: captured,
    currency,
  }));
}

/** Closes an entry. False: there is no such open entry. */
export function closeReview(database: Database, id: number): boolean {
  return database.run('UPDATE review SET is_open = 0 WHERE id = ? AND is_open = 1', id) > 0;
}
