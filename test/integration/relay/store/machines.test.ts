import { describe, expect, test } from 'vitest';
import { onThreeStores, upTo } from '../../../support/both-stores.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';
const machine = (machineId: string) => ({
  machineId,
  merchantSerialNumber: '123456',
  location: 'Hall',
});
const code = { machineId: ONE, secretHash: 'x', expiresAtMs: 1.4, wrongTries: 0 };

onThreeStores((db) => {
  describe('machines', () => {
    test('are found by id and by credential, listed in order, and counted', async () => {
      const { machines } = db.store;
      // In the order of the letters' numbers, whatever the computer's language.
      const ids = ['vm-10', 'vm-b', 'vm10', 'vm2'];
      for (const id of [...ids].reverse()) await machines.add(machine(id), 1.5);
      await machines.setCredential('vm2', 'hash', 2);
      expect(await machines.find('vm-10')).toEqual({ ...machine('vm-10'), isEnrolled: false });
      expect(await machines.findByCredential('hash')).toEqual({
        ...machine('vm2'),
        isEnrolled: true,
      });
      expect(await machines.findByCredential('none')).toBeUndefined();
      expect(await machines.find('none')).toBeUndefined();
      expect((await machines.list()).map(({ machineId }) => machineId)).toEqual(ids);
      expect(await machines.count()).toBe(4);
    });

    test('an id is taken once, whoever adds it; the machine that was there stays as it is', async () => {
      const adding = db.stores.map(({ machines }, index) =>
        machines.add({ ...machine(ONE), location: `Hall ${String(index)}` }, 1),
      );
      const results = await Promise.allSettled(adding);
      const added = results.findIndex(({ status }) => status === 'fulfilled');
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') {
          expect(result.reason).toHaveProperty('code', 'store/unwritable');
        }
      }
      const found = await db.store.machines.find(ONE);
      expect(found?.location).toBe(`Hall ${String(added)}`);
      expect(await db.store.audit.list(ONE, 9)).toHaveLength(1);
    });

    test('a credential that was revoked or replaced finds no machine', async () => {
      const { machines } = db.store;
      await machines.add(machine(ONE), 1);
      await machines.setCredential(ONE, 'first', 2);
      await machines.setCredential(ONE, 'second', 3);
      expect(await machines.findByCredential('first')).toBeUndefined();
      await machines.setCredential(ONE, undefined, 4);
      expect(await machines.findByCredential('second')).toBeUndefined();
      expect((await machines.find(ONE))?.isEnrolled).toBe(false);
      expect(await machines.whyEnded('first')).toBe('replaced');
      expect(await machines.whyEnded('second')).toBe('revoked');
      expect(await machines.whyEnded('never')).toBeUndefined();
    });

    test('the last twenty ended credentials are known, until the machine is removed', async () => {
      const { machines } = db.store;
      await machines.add(machine(ONE), 1);
      for (let at = 0; at <= 21; at += 1) await machines.setCredential(ONE, `c${String(at)}`, at);
      expect(await machines.whyEnded('c0')).toBeUndefined();
      expect(await machines.whyEnded('c1')).toBe('replaced');
      expect(await machines.whyEnded('c20')).toBe('replaced');
      expect(await machines.whyEnded('c21')).toBeUndefined();
      await machines.remove(ONE, 30);
      expect(await machines.whyEnded('c20')).toBeUndefined();
    });

    test('that are removed take their codes and texts along; the audit log stays', async () => {
      const { machines, enrolmentCodes, qrTexts, audit } = db.store;
      await machines.add(machine(ONE), 1);
      await machines.setCredential(ONE, 'hash', 2);
      await enrolmentCodes.replace('ABCD', code);
      await qrTexts.save(ONE, { text: 'Hall', isConfirmed: true });
      await machines.setLocation(ONE, 'Hall B', 5);
      await machines.setCredential(ONE, undefined, 6);
      await machines.remove(ONE, 7);
      expect(await machines.count()).toBe(0);
      expect(await enrolmentCodes.find('ABCD')).toBeUndefined();
      expect(await qrTexts.find(ONE)).toBeUndefined();
      expect((await audit.list(ONE, 9)).map(({ action }) => action)).toEqual([
        'machine removed',
        'credential revoked',
        'location changed',
        'machine enrolled',
        'machine added',
      ]);
      expect(await audit.list(ONE, 1)).toEqual([
        { atMs: 7, action: 'machine removed', machineId: ONE },
      ]);
      expect(await audit.list(TWO, 9)).toEqual([]);
    });
  });

  test('every process sees whose credential another one changed, and of nothing else', async () => {
    const [store, other] = [db.store, db.stores[1]!];
    for (const id of [ONE, TWO]) await store.machines.add(machine(id), 1);
    const before = await store.machines.credentialChanges(undefined);
    expect(before.machineIds).toEqual([]);
    await other.machines.setLocation(TWO, 'Gate', 2);
    expect((await store.machines.credentialChanges(before.last)).machineIds).toEqual([]);
    await other.machines.setCredential(ONE, 'hash', 3);
    await other.machines.setCredential(ONE, undefined, 4);
    const changed = await store.machines.credentialChanges(before.last);
    expect(changed.machineIds).toEqual([ONE]);
    expect((await store.machines.credentialChanges(changed.last)).machineIds).toEqual([]);
    await other.machines.remove(TWO, 5);
    expect((await store.machines.credentialChanges(changed.last)).machineIds).toEqual([TWO]);
  });

  describe('enrolment codes', () => {
    test('replace the machine’s earlier one, and are found as they were stored', async () => {
      const { machines, enrolmentCodes } = db.store;
      await machines.add(machine(ONE), 1);
      await enrolmentCodes.replace('ABCD', code);
      await enrolmentCodes.replace('EFGH', { ...code, expiresAtMs: 2 });
      expect(await enrolmentCodes.find('ABCD')).toBeUndefined();
      expect(await enrolmentCodes.find('EFGH')).toEqual({ ...code, expiresAtMs: 2 });
    });

    test('of codes that are made at the same time one stays', async () => {
      await db.store.machines.add(machine(ONE), 1);
      const names = db.stores.map((_, index) => `CODE${String(index)}`);
      await Promise.all(
        db.stores.map(({ enrolmentCodes }, index) => enrolmentCodes.replace(names[index]!, code)),
      );
      const found = await Promise.all(names.map((name) => db.store.enrolmentCodes.find(name)));
      expect(found.filter((one) => one !== undefined)).toHaveLength(1);
    });

    test('count every try once, on whatever process, and are removed by one caller', async () => {
      await db.store.machines.add(machine(ONE), 1);
      await db.store.enrolmentCodes.replace('ABCD', code);
      const tries = upTo(12).map((index) => db.stores[index % 3]!.enrolmentCodes.countTry('ABCD'));
      const counted = (await Promise.all(tries)).sort((a, b) => (a ?? 0) - (b ?? 0));
      expect(counted).toEqual(upTo(12).map((index) => index + 1));
      const removed = db.stores.map(({ enrolmentCodes }) => enrolmentCodes.remove('ABCD'));
      expect((await Promise.all(removed)).filter(Boolean)).toHaveLength(1);
      expect(await db.store.enrolmentCodes.countTry('ABCD')).toBeUndefined();
    });
  });

  test('the text of a QR is kept as it was last saved', async () => {
    const { qrTexts } = db.store;
    expect(await qrTexts.find(ONE)).toBeUndefined();
    await qrTexts.save(ONE, { text: 'Out of order', isConfirmed: false });
    await qrTexts.save(ONE, { text: 'Hall æøå', isConfirmed: true });
    expect(await qrTexts.find(ONE)).toEqual({ text: 'Hall æøå', isConfirmed: true });
  });
});
