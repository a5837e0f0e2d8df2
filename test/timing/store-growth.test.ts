import { expect, test } from 'vitest';
import { measureGrowth } from '../support/grown-store.ts';

/** What a sale and a connecting machine wait for. */
const ON_THE_WAY = ['add', 'addAgain', 'pending', 'nothingPending', 'findByCredential', 'audit'];

test('after five years the stores answer as at first', async () => {
  const { postgres, sqlite } = await measureGrowth({ machines: 1_000, eventsADay: 3 });
  for (const { empty, full } of [postgres, sqlite]) {
    for (const name of ON_THE_WAY) {
      // A table that is read from end to end takes a hundred times as long.
      expect(full[name]!.p50, name).toBeLessThan(10 * empty[name]!.p50 + 1);
    }
  }
});
