import { describe, expect, it } from 'vitest';
import { createBook, type Announced, type Book, type Scan } from '../../../load/book.ts';
import { verdictOf } from '../../../load/report/verdict.ts';
import type { LedgerPayment } from '../../../load/vipps/ledger.ts';

const MACHINE = 'load-00001';
const REFERENCE = `${MACHINE}-01jd0000000000000000000000`;

function announced(name: string, times: Partial<Announced> = {}): Announced {
  const key = `psp:${name}`;
  const whose = { reference: REFERENCE, machineId: MACHINE, name };
  return { key, ...whose, firstSentMs: 1, lastSentMs: 1, acceptedMs: 2, ...times };
}

function scan(changes: Partial<Scan> = {}): Scan {
  return {
    checkInId: 'c',
    machineId: MACHINE,
    answers: [200],
    verdicts: [200],
    machine: { accepted: true, atMs: 1, link: 1 },
    isVoid: false,
    couldHearVoid: true,
    ...changes,
  };
}

function payment(changes: Partial<LedgerPayment> = {}): LedgerPayment {
  return {
    reference: REFERENCE,
    machineId: MACHINE,
    customerToken: 't',
    amountMinor: 3_200,
    pspReference: 'psp',
    state: 'AUTHORIZED',
    authorizedMinor: 3_200,
    capturedMinor: 3_000,
    cancelledMinor: 200,
    hasReceipt: true,
    answers: new Map(),
    ...changes,
  };
}

/** A run in which one sale went well: two events, in order. */
function goodBook(): Book {
  const book = createBook();
  book.scans.set('c', scan());
  book.announced.set('psp:AUTHORIZED', announced('AUTHORIZED'));
  book.announced.set('psp:CAPTURED', announced('CAPTURED', { firstSentMs: 3, acceptedMs: 4 }));
  book.arrivals.set(MACHINE, [
    { key: 'psp:AUTHORIZED', sequence: 7, atMs: 2 },
    { key: 'psp:CAPTURED', sequence: 9, atMs: 4 },
  ]);
  book.journal.set(REFERENCE, {
    reference: REFERENCE,
    checkInId: 'c',
    state: 'sold',
    capturedMinor: 3_000,
  });
  return book;
}

describe('the verdict', () => {
  it('of a run without a fault is right', () => {
    expect(verdictOf(goodBook(), [payment()])).toMatchObject({ isRight: true });
  });

  it.each([
    [
      'lost',
      'an event that was taken and never came',
      (book: Book) => book.arrivals.get(MACHINE)?.pop(),
    ],
    [
      'reordered',
      'a later event with a smaller sequence',
      (book: Book) => {
        book.arrivals.set(MACHINE, [
          { key: 'psp:AUTHORIZED', sequence: 9, atMs: 2 },
          { key: 'psp:CAPTURED', sequence: 7, atMs: 4 },
        ]);
      },
    ],
    [
      'doubled',
      'what a machine saw with its own eyes',
      (book: Book) => book.seen.push({ kind: 'doubled', what: 'twice' }),
    ],
    [
      'wrongAnswers',
      'a check-in accepted for a machine that refused it',
      (book: Book) => book.scans.set('c', scan({ machine: { accepted: false, atMs: 1, link: 1 } })),
    ],
    [
      'wrongAnswers',
      'a check-in accepted for a machine that was never asked',
      (book: Book) => book.scans.set('c', scan({ machine: undefined })),
    ],
    [
      'wrongAnswers',
      'two answers to two copies',
      (book: Book) => book.scans.set('c', scan({ answers: [200, 503], verdicts: [200, 503] })),
    ],
    [
      'wrongAnswers',
      'a refusal that the machine was not told of',
      (book: Book) => book.scans.set('c', scan({ answers: [503] })),
    ],
    [
      'wrongAnswers',
      'a payment refused to a machine whose customer was told yes',
      (book: Book) => Object.assign(book.journal.get(REFERENCE)!, { refusal: '403' }),
    ],
    [
      'money',
      'a charge that the machine does not know',
      (book: Book) => book.journal.delete(REFERENCE),
    ],
    [
      'unfinished',
      'an event that the relay never took',
      (book: Book) =>
        book.announced.set('psp:X', { ...announced('X'), key: 'psp:X', acceptedMs: undefined }),
    ],
  ] as const)('names %s: %s', (finding, _what, change) => {
    const book = goodBook();
    change(book);
    const verdict = verdictOf(book, [payment()]);
    expect(verdict.isRight).toBe(false);
    expect(verdict[finding].count).toBe(1);
  });

  it('names money that stays reserved', () => {
    const verdict = verdictOf(goodBook(), [payment({ cancelledMinor: 0 })]);
    expect(verdict.money.examples).toEqual([`${REFERENCE}: 200 stays reserved`]);
  });

  it('takes no harmless thing for a fault', () => {
    const book = goodBook();
    book.scans.set('no answer came', scan({ answers: [undefined] }));
    book.scans.set('database away', scan({ answers: [503, 200] }));
    book.scans.set('one answer got lost', scan({ answers: [undefined, 503] }));
    book.scans.set('void', scan({ answers: [503], isVoid: true }));
    book.scans.set('the link went down', scan({ answers: [503], couldHearVoid: false }));
    book.scans.set('offline', scan({ answers: [503, undefined], machine: undefined }));
    book.journal.set('x', {
      ...{ reference: 'x', checkInId: 'no answer came', state: 'failed', capturedMinor: 0 },
      refusal: '403',
    });
    // Sent at the same time: no order is owed.
    book.announced.set('psp:CAPTURED', announced('CAPTURED'));
    book.arrivals.get(MACHINE)?.reverse();
    expect(verdictOf(book, [payment()])).toMatchObject({ isRight: true });
  });
});
