import { describe, expect, test } from 'vitest';
import { onThreeStores, upTo } from '../../../support/both-stores.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';
const MAIL = 'email';
const HOOK = 'webhook';
const NOW = { nowMs: 1_000, untilMs: 2_000 };
const alert = (machineId: string, id: string, atMs = 10) => ({ machineId, id, body: '{}', atMs });

onThreeStores((db) => {
  describe('alerts', () => {
    test('are kept once for each channel, on whatever process, while their machine has few', async () => {
      const { alerts } = db.store;
      expect(await alerts.add(alert(ONE, 'a'), [MAIL, HOOK], 2)).toBe('kept');
      expect(await db.stores[1]!.alerts.add(alert(ONE, 'a'), [MAIL, HOOK], 2)).toBe('known');
      expect(await alerts.add(alert(ONE, 'b'), [MAIL, HOOK], 2)).toBe('kept');
      expect(await alerts.add(alert(ONE, 'c'), [MAIL, HOOK], 2)).toBe('tooMany');
      expect(await alerts.add(alert(ONE, 'b'), [MAIL, HOOK], 2)).toBe('known');
      expect(await alerts.add(alert(TWO, 'a', 20), [MAIL], 2)).toBe('kept');
      expect(await alerts.waiting()).toEqual({ count: 5, oldestAtMs: 10 });
    });

    test('machines with due alerts: the relay itself first, then the oldest', async () => {
      const { alerts } = db.store;
      await alerts.add(alert(ONE, 'a', 30), [MAIL], 9);
      await alerts.add(alert(TWO, 'b', 20), [MAIL], 9);
      await alerts.add(alert('', 'c', 40), [MAIL, HOOK], 9);
      expect(await alerts.machinesWithDue(MAIL, 40)).toEqual(['', TWO, ONE]);
      expect(await alerts.machinesWithDue(MAIL, 29)).toEqual([TWO]);
      expect(await alerts.machinesWithDue(HOOK, 40)).toEqual(['']);
    });

    test('each is taken by one process, the oldest first', async () => {
      const ids = upTo(12).map((index) => `id-${String(index).padStart(2, '0')}`);
      for (const id of ids) await db.store.alerts.add(alert(ONE, id), [MAIL], 99);
      const taken = await Promise.all(
        upTo(12).map((index) => db.stores[index % 3]!.alerts.take(ONE, MAIL, NOW)),
      );
      const got = taken.flatMap((one) => (one === undefined ? [] : [one.id]));
      // A process may pass over what another is just taking, and comes back for it.
      for (let more = await db.store.alerts.take(ONE, MAIL, NOW); more !== undefined;) {
        got.push(more.id);
        more = await db.store.alerts.take(ONE, MAIL, NOW);
      }
      expect(got.sort()).toEqual(ids);
      expect(await db.store.alerts.machinesWithDue(MAIL, NOW.nowMs)).toEqual([]);
    });

    test('what a process took and never finished is due again after its time', async () => {
      const { alerts } = db.store;
      await alerts.add(alert(ONE, 'a'), [MAIL], 9);
      expect(await alerts.take(ONE, MAIL, NOW)).toEqual({
        ...alert(ONE, 'a'),
        channel: MAIL,
        tries: 0,
      });
      expect(await alerts.take(ONE, MAIL, { nowMs: 1_999, untilMs: 3_000 })).toBeUndefined();
      const again = await alerts.take(ONE, MAIL, { nowMs: 2_000.4, untilMs: 3_000 });
      expect(again?.id).toBe('a');
      await alerts.recordAttempt(again!, 5_000);
      expect(await alerts.take(ONE, MAIL, { nowMs: 4_999, untilMs: 6_000 })).toBeUndefined();
      const last = await alerts.take(ONE, MAIL, { nowMs: 5_000, untilMs: 6_000 });
      expect(last?.tries).toBe(1);
      await alerts.recordAttempt(last!, undefined);
      expect(await alerts.waiting()).toEqual({ count: 0, oldestAtMs: null });
      expect(await alerts.add(alert(ONE, 'a'), [MAIL], 9)).toBe('known');
    });

    test('finished ones are removed when they are old; a channel that is gone gives its alerts up', async () => {
      const { alerts } = db.store;
      await alerts.add(alert(ONE, 'old'), [MAIL, HOOK], 9);
      await alerts.add(alert(ONE, 'new', 50), [MAIL], 9);
      await alerts.removeOld(20, [HOOK]);
      expect(await alerts.waiting()).toEqual({ count: 1, oldestAtMs: 10 });
      await alerts.recordAttempt((await alerts.take(ONE, HOOK, NOW))!, undefined);
      await alerts.removeOld(20, [HOOK]);
      expect(await alerts.add(alert(ONE, 'old'), [HOOK], 9)).toBe('kept');
      expect(await alerts.add(alert(ONE, 'new'), [HOOK], 9)).toBe('known');
    });
  });

  describe('registrations', () => {
    const UNIT = '123456';
    const registration = (id: string) => ({
      ...{ merchantSerialNumber: UNIT, url: `https://relay.example/${id}`, id, secret: `s-${id}` },
      retiredAtMs: undefined,
    });

    test('a newer one retires the sales unit’s others, whose secrets are kept', async () => {
      const { registrations } = db.store;
      const other = { ...registration('other'), merchantSerialNumber: '654321' };
      await registrations.replace(other, 1);
      await registrations.replace(registration('a'), 2);
      await registrations.replace(registration('b'), 3.2);
      const list = await registrations.list(UNIT);
      expect([...list].sort((a, b) => a.id.localeCompare(b.id))).toEqual([
        { ...registration('a'), retiredAtMs: 3 },
        registration('b'),
      ]);
      expect(await registrations.list('654321')).toEqual([other]);
    });

    test('of several that are made at the same time one is in use', async () => {
      await Promise.all(
        db.stores.map(({ registrations }, index) =>
          registrations.replace(registration(String(index)), 5),
        ),
      );
      const list = await db.store.registrations.list(UNIT);
      expect(list).toHaveLength(3);
      expect(list.filter(({ retiredAtMs }) => retiredAtMs === undefined)).toHaveLength(1);
    });
  });
});
