import { decodePriceBook, encodePriceBook } from '#contract/journal/quoted-prices.ts';
import { encodeSaleEvent, JOURNAL_VERSION } from '#contract/journal/sale-event.ts';
import { quotedPricesOf } from '#core/admission/quoted-prices.ts';
import type { Slot } from '#core/slots/slot.ts';
import { isPaymentReference } from '#core/base/ids.ts';
import type { LedgerEffect } from '#core/sale/effect.ts';
import type { JournalEntry, SaleStore } from '#core/store/sale-store.ts';
import { slotsUnderTodaysLaw } from '#core/slots/lawful-slots.ts';
import type { MarketDay } from '#core/time/market-day.ts';
import { z } from 'zod';
import { readEvents } from './sale-events.ts';
import { indexSale } from './sale-index.ts';
import { latchSlot, markForCount, readSlots } from './catalogue.ts';
import type { Database } from '#sqlite/database.ts';
import { pastSaleOf, SALE_COLUMNS, saleRowSchema, writeSaleRow } from './sale-row.ts';
import { addReview, readRefusedReceipts } from './reviews.ts';
import { writeNotes } from './sale-note-rows.ts';
import { readSettings } from './settings.ts';

const referenceRow = z.object({ reference: z.string() });
const reasonRow = z.object({ reason: z.string() });
const bookRow = z.object({ book: z.string() });
const countRow = z.object({ count: z.number() });
const spanRow = z.object({ count: z.number(), span: z.number().nullable() });
const sumRow = z.object({ count: z.number(), sum: z.number().nullable() });

/** Refused check-ins are kept for the technician this long. */
const KEPT_REFUSALS_MS = 30 * 24 * 3_600_000;

function commit(database: Database, entry: JournalEntry, slots: () => readonly Slot[]): void {
  const { reference, event, state, ledger } = entry;
  database.atomically(() => {
    writeNotes(database, reference, entry.notes);
    database.run(
      'INSERT INTO journal (version, reference, at, kind, event) VALUES (?, ?, ?, ?, ?)',
      JOURNAL_VERSION,
      reference,
      Math.round(event.atMs),
      event.kind,
      encodeSaleEvent(event),
    );
    if (event.kind === 'customer.checkedIn') keepPriceBook(database, reference, slots());
    writeSaleRow(database, state);
    indexSale(database, state);
    if (event.kind === 'vend.succeeded' && event.proof !== undefined) {
      database.run(
        'UPDATE sale SET drop_proof = ?, drop_ms = ? WHERE reference = ?',
        event.proof.drop,
        event.proof.tookMs,
        reference,
      );
    }
    for (const effect of ledger) record(database, effect, event.atMs);
  });
}

/** Only one customer chooses at a time. The one row is written over: what did not change costs no page. */
function keepPriceBook(database: Database, reference: string, slots: readonly Slot[]): void {
  const book = encodePriceBook(quotedPricesOf(slots));
  const isThere = database.run('UPDATE price_book SET reference = ?, book = ?', reference, book);
  if (isThere > 0) return;
  database.run('INSERT INTO price_book (reference, book) VALUES (?, ?)', reference, book);
}

function record(database: Database, effect: LedgerEffect, atMs: number): void {
  switch (effect.kind) {
    case 'takeStock':
      database.run(
        'UPDATE slot SET stock = max(0, stock - 1), failures = 0 WHERE selection = ?',
        effect.selection,
      );
      break;
    case 'markForCount':
      markForCount(database, effect.selection);
      break;
    case 'noteFailedDrop':
      database.run(
        'UPDATE slot SET failures = ? WHERE selection = ?',
        effect.inARow,
        effect.selection,
      );
      break;
    case 'latchSlot':
      latchSlot(database, effect.selection);
      break;
    case 'addReview':
      addReview(database, effect, atMs);
      break;
  }
}

/** Sales and their journal in kiosk.db. `today`: the day whose VAT rates hold. */
export function createSaleStore(database: Database, today: () => MarketDay): SaleStore {
  const slots = (): readonly Slot[] => slotsUnderTodaysLaw(readSlots(database), today());
  return {
    commit: (entry) => {
      commit(database, entry, slots);
    },
    addNotes: (reference, notes) => {
      database.atomicallyUnsynced(() => {
        writeNotes(database, reference, notes);
      });
    },
    canBegin: () => {
      try {
        database.tryLock();
        return true;
      } catch {
        return false;
      }
    },
    canWrite: () => {
      try {
        database.run(
          // An unchanged row would not be written at all.
          'INSERT INTO probe (id, at) VALUES (1, 0) ON CONFLICT (id) DO UPDATE SET at = 1 - at',
        );
        return true;
      } catch {
        return false;
      }
    },
    hasGap: () => {
      const row = database.first(
        spanRow,
        `SELECT count(*) AS count, max(sequence) - min(sequence) + 1 AS span FROM journal WHERE sequence >=
           (SELECT min(sequence) FROM journal WHERE reference IN (SELECT reference FROM sale WHERE is_open = 1))`,
      );
      return row !== undefined && row.span !== null && row.span !== row.count;
    },
    openReferences: () =>
      database
        .all(referenceRow, 'SELECT reference FROM sale WHERE is_open = 1 ORDER BY started_at')
        .map((row) => row.reference)
        .filter(isPaymentReference),
    eventsOf: (reference) => readEvents(database, reference),
    turnedAway: (checkInId) =>
      database.first(reasonRow, 'SELECT reason FROM turned_away WHERE check_in_id = ?', checkInId)
        ?.reason,
    noteTurnedAway: ({ checkInId, reason, atMs }) => {
      database.atomically(() => {
        database.run('DELETE FROM turned_away WHERE at < ?', atMs - KEPT_REFUSALS_MS);
        database.run(
          'INSERT INTO turned_away (check_in_id, at, reason) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
          checkInId,
          Math.round(atMs),
          reason,
        );
      });
    },
    turnedAwaySince: (sinceMs) =>
      database.first(countRow, 'SELECT count(*) AS count FROM turned_away WHERE at >= ?', sinceMs)
        ?.count ?? 0,
    hasCheckIn: (checkInId) =>
      database.first(
        referenceRow,
        'SELECT reference FROM sale WHERE check_in_id = ?',
        checkInId,
      ) !== undefined,
    slots,
    quotedPrices: (reference) => {
      const row = database.first(
        bookRow,
        'SELECT book FROM price_book WHERE reference = ?',
        reference,
      );
      return row === undefined ? undefined : decodePriceBook(row.book);
    },
    settings: () => readSettings(database),
    lastSales: (limit) =>
      database
        .all(
          saleRowSchema,
          `SELECT ${SALE_COLUMNS} FROM sale ORDER BY started_at DESC, reference DESC LIMIT ?`,
          limit,
        )
        .map(pastSaleOf),
    soldSince: (sinceMs) => {
      const row = database.first(
        sumRow,
        'SELECT count(*) AS count, sum(captured) AS sum FROM sale WHERE started_at >= ? AND captured > 0',
        sinceMs,
      );
      return { count: row?.count ?? 0, sumMinor: row?.sum ?? 0 };
    },
    openReviewCount: () =>
      database.first(countRow, 'SELECT count(*) AS count FROM review WHERE is_open = 1')?.count ??
      0,
    refusedReceipts: (sinceMs) => readRefusedReceipts(database, sinceMs),
  };
}
