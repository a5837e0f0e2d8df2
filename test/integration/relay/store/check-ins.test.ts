import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CheckInStore, CheckInVerdict } from '../../../../src/relay/store/ports/check-ins.ts';
import { emptyDatabase, onBothStores, type EmptyDatabase } from '../../../support/both-stores.ts';

const ONE = 'vm-0001';
const AT = 1_000_000;
const ACCEPTED: CheckInVerdict = { accepted: true };
const BUSY: CheckInVerdict = { accepted: false, reason: 'busy' };
const checkIn = (checkInId: string, machineId = ONE) => ({
  ...{ machineId, checkInId, atMs: AT, answerByMs: AT + 1_500, askedBy: 'a' },
});
const payment = (checkInId: string, name: string, nowMs = AT + 100) => ({
  ...{ machineId: ONE, checkInId, payment: name, nowMs, sinceMs: nowMs - 900_000 },
});

onBothStores((kind) => {
  let db: EmptyDatabase;
  let one: CheckInStore;
  /** Of another process, where the store allows one. */
  let two: CheckInStore;
  beforeEach(async () => {
    db = await emptyDatabase(kind);
    one = (await db.open()).checkIns;
    two = kind === 'SQLite' ? one : (await db.open()).checkIns;
  });
  afterEach(() => db.remove());

  test('a check-in is opened once, and the first verdict stands for every copy', async () => {
    const opened = await Promise.all([one.open(checkIn('x')), two.open(checkIn('x'))]);
    expect(opened.filter((standing) => standing === undefined)).toHaveLength(1);
    expect(await two.find(checkIn('x'))).toEqual({ answerByMs: AT + 1_500, verdict: undefined });
    const verdicts = await Promise.all([
      one.decide(checkIn('x'), ACCEPTED),
      two.decide(checkIn('x'), BUSY),
    ]);
    expect(verdicts[0]).toEqual(verdicts[1]);
    const standing = { answerByMs: AT + 1_500, verdict: verdicts[0] };
    expect(await one.find(checkIn('x'))).toEqual(standing);
    expect(await two.open(checkIn('x'))).toEqual(standing);
  });

  test('a verdict needs no open row; without row or verdict there is nothing', async () => {
    expect(await one.find(checkIn('x'))).toBeUndefined();
    expect(await one.decide(checkIn('x'), BUSY)).toEqual(BUSY);
    expect(await two.decide(checkIn('x'), ACCEPTED)).toEqual(BUSY);
  });

  test('what was withdrawn is asked again; a verdict is not withdrawn', async () => {
    await one.open(checkIn('x'));
    await one.withdraw(checkIn('x'));
    expect(await two.open(checkIn('x'))).toBeUndefined();
    await two.decide(checkIn('x'), ACCEPTED);
    await one.withdraw(checkIn('x'));
    expect((await one.find(checkIn('x')))?.verdict).toEqual(ACCEPTED);
  });

  test('a machine’s payments of a time are found, oldest first, and no other machine’s', async () => {
    const at = (checkInId: string, atMs: number, machineId = ONE) => ({
      ...{ ...checkIn(checkInId, machineId), atMs },
    });
    await one.decide(at('late', AT + 20), ACCEPTED);
    await one.decide(at('early', AT), ACCEPTED);
    await one.decide(at('unpaid', AT + 5), ACCEPTED);
    await one.decide(at('theirs', AT + 6, 'vm-0002'), ACCEPTED);
    await two.takePayment(payment('late', 'vm-0001-b key-b'));
    await two.takePayment(payment('early', 'vm-0001-a key-a'));
    await two.takePayment({ ...payment('theirs', 'vm-0002-c key-c'), machineId: 'vm-0002' });
    const span = { machineId: ONE, fromMs: AT, toMs: AT + 21 };
    expect(await one.paymentsIn(span)).toEqual([
      { reference: 'vm-0001-a', checkInId: 'early', atMs: AT },
      { reference: 'vm-0001-b', checkInId: 'late', atMs: AT + 20 },
    ]);
    expect(await two.paymentsIn({ ...span, toMs: AT + 20 })).toHaveLength(1);
    expect(await two.paymentsIn({ ...span, fromMs: AT + 21 })).toEqual([]);
  });

  test('of payments at the same time one passes; the same one passes again', async () => {
    await one.decide(checkIn('x'), ACCEPTED);
    const names = ['p', 'q', 'r', 's', 't', 'u'];
    const taken = await Promise.all(
      names.map((name, index) => (index % 2 === 0 ? one : two).takePayment(payment('x', name))),
    );
    expect([...taken].sort()).toEqual(['new', 'spent', 'spent', 'spent', 'spent', 'spent']);
    const won = names[taken.indexOf('new')] ?? '';
    expect(await two.takePayment(payment('x', won))).toBe('again');
  });

  test('one payment more, once, and for the machine alone that was asked', async () => {
    await one.decide(checkIn('x'), ACCEPTED);
    await one.takePayment(payment('x', 'p'));
    await two.allowOneMore(checkIn('x', 'vm-0002'));
    expect(await one.takePayment(payment('x', 'q'))).toBe('spent');
    await two.allowOneMore(checkIn('x'));
    expect(await one.takePayment(payment('x', 'q'))).toBe('new');
    await two.allowOneMore(checkIn('x'));
    expect(await one.takePayment(payment('x', 'r'))).toBe('spent');
  });

  test('a payment while the machine is asked passes, and is kept with the verdict; later there is none', async () => {
    await one.open(checkIn('x'));
    expect(await two.takePayment(payment('x', 'p'))).toBe('new');
    expect(await one.decide(checkIn('x'), ACCEPTED)).toEqual(ACCEPTED);
    expect(await two.takePayment(payment('x', 'q'))).toBe('spent');
    await one.open(checkIn('y'));
    expect(await two.takePayment(payment('y', 'p', AT + 1_501))).toBe('refused');
    const refusal = { accepted: false, reason: 'no-answer' };
    expect(await one.decide(checkIn('y'), ACCEPTED)).toEqual(refusal);
    expect(await one.takePayment(payment('y', 'p'))).toBe('refused');
  });

  test('no payment for a refused, an old, an unknown or somebody else’s check-in', async () => {
    await one.decide(checkIn('x'), BUSY);
    expect(await two.takePayment(payment('x', 'p'))).toBe('refused');
    await one.decide(checkIn('y', 'vm-0002'), ACCEPTED);
    expect(await two.takePayment(payment('y', 'p'))).toBe('unknown');
    expect(await two.takePayment(payment('z', 'p'))).toBe('unknown');
    await one.decide(checkIn('old'), ACCEPTED);
    expect(await two.takePayment(payment('old', 'p', AT + 900_000))).toBe('unknown');
  });

  const telling = (teller: string) => ({ teller, untilMs: Date.now() + 60_000 });

  test('an acceptance is taken back unless somebody else told the customer; then nobody tells it any more', async () => {
    await one.decide(checkIn('x'), ACCEPTED);
    expect(await one.tell(checkIn('x'), telling('teller 1'))).toBe(true);
    expect(await two.tell(checkIn('x'), telling('teller 2'))).toBe(true);
    expect(await one.takeBack(checkIn('x'), 'teller 1')).toBe(false);
    expect(await one.takeBack(checkIn('x'), 'teller 1')).toBe(false);
    expect((await one.find(checkIn('x')))?.verdict).toEqual(ACCEPTED);
    expect(await two.takeBack(checkIn('x'), 'teller 2')).toBe(true);
    expect(await one.tell(checkIn('x'), telling('teller 3'))).toBe(false);
    const refusal = { accepted: false, reason: 'no-answer' };
    expect(await one.decide(checkIn('x'), ACCEPTED)).toEqual(refusal);
    expect(await one.takePayment(payment('x', 'p'))).toBe('refused');
  });

  test('what waited too long for the database is not told', async () => {
    // SQLite has no wait: its truth is in memory.
    if (kind === 'SQLite') return;
    await one.decide(checkIn('x'), ACCEPTED);
    const late = { teller: 'teller 1', untilMs: Date.now() - 60_000 };
    expect(await one.tell(checkIn('x'), late)).toBe(false);
  });

  test('a check-in whose verdict is unknown is refused when it is taken back, and a refusal stays as it is', async () => {
    await one.open(checkIn('x'));
    expect(await two.takeBack(checkIn('x'), 'teller')).toBe(true);
    expect(await one.takeBack(checkIn('unknown'), 'teller')).toBe(true);
    const refusal = { accepted: false, reason: 'no-answer' };
    expect(await one.decide(checkIn('unknown'), ACCEPTED)).toEqual(refusal);
    await one.decide(checkIn('y'), BUSY);
    expect(await two.takeBack(checkIn('y'), 'teller')).toBe(true);
    expect((await one.find(checkIn('y')))?.verdict).toEqual(BUSY);
    expect(await one.tell(checkIn('never'), telling('teller'))).toBe(false);
  });

  test('what was told before a restart is not taken back by a late copy', async () => {
    await one.decide(checkIn('x'), ACCEPTED);
    expect(await one.tell(checkIn('x'), telling('teller 1'))).toBe(true);
    const later = (await db.open()).checkIns;
    expect(await later.tell(checkIn('x'), telling('teller 2'))).toBe(true);
    expect(await later.takeBack(checkIn('x'), 'teller 2')).toBe(false);
  });

  test('what is written survives a restart, until it is removed', async () => {
    await one.decide(checkIn('x'), ACCEPTED);
    await one.takePayment(payment('x', 'p'));
    const later = (await db.open()).checkIns;
    expect(await later.takePayment(payment('x', 'p'))).toBe('again');
    expect(await later.takePayment(payment('x', 'q'))).toBe('spent');
    await later.removeBefore(AT);
    expect(await later.find(checkIn('x'))).toBeDefined();
    await later.removeBefore(AT + 1);
    expect(await later.find(checkIn('x'))).toBeUndefined();
  });
});
