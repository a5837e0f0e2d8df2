import { describe, expect, test } from 'vitest';
import { onThreeStores, upTo } from '../../../support/both-stores.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';

onThreeStores((db) => {
  describe('refunds', () => {
    const limit = { capMinor: 500, sinceMs: 100 };
    const refund = (key: string, atMs = 200) => ({ machineId: ONE, key, amountMinor: 100, atMs });

    test('of one machine, asked for on every process at once, never exceed its cap', async () => {
      const asked = upTo(24).map((index) =>
        db.stores[index % 3]!.refunds.reserve(refund(`key-${String(index)}`), limit),
      );
      expect((await Promise.all(asked)).filter(Boolean)).toHaveLength(5);
      const elsewhere = { ...refund('key'), machineId: TWO };
      expect(await db.store.refunds.reserve(elsewhere, limit)).toBe(true);
    });

    test('count once for a key, on whatever process; what is too much changes nothing', async () => {
      const copies = upTo(9).map((index) =>
        db.stores[index % 3]!.refunds.reserve(refund('same'), limit),
      );
      expect(await Promise.all(copies)).toEqual(upTo(9).map(() => true));
      const { refunds } = db.store;
      expect(await refunds.reserve({ ...refund('big'), amountMinor: 401 }, limit)).toBe(false);
      expect(await refunds.reserve({ ...refund('fits'), amountMinor: 400 }, limit)).toBe(true);
      expect(await refunds.reserve(refund('more'), limit)).toBe(false);
      expect(await refunds.reserve(refund('same'), limit)).toBe(true);
    });

    test('count no more when they are released, too old, or removed', async () => {
      const { refunds } = db.store;
      for (const index of upTo(5)) await refunds.reserve(refund(String(index)), limit);
      expect(await refunds.reserve(refund('next'), limit)).toBe(false);
      await refunds.release({ machineId: ONE, key: '3' });
      expect(await refunds.reserve(refund('next'), limit)).toBe(true);
      expect(await refunds.reserve(refund('later'), { ...limit, sinceMs: 200 })).toBe(true);
      await refunds.removeBefore(201);
      expect(await refunds.reserve({ ...refund('all'), amountMinor: 500 }, limit)).toBe(true);
    });
  });
});
