import { afterEach, beforeEach, expect, test } from 'vitest';
import type { RelayStore } from '../../../../src/relay/store/ports/relay-store.ts';
import { emptyDatabase, onBothStores, type EmptyDatabase } from '../../../support/both-stores.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';

onBothStores((kind) => {
  let db: EmptyDatabase;
  let store: RelayStore;
  beforeEach(async () => {
    db = await emptyDatabase(kind);
    store = await db.open();
    for (const machineId of [ONE, TWO]) {
      await store.machines.add({ machineId, merchantSerialNumber: '123456', location: 'Hall' }, 1);
    }
  });
  afterEach(() => db.remove());

  test('every process sees whose credential another one changed, and of nothing else', async () => {
    const before = await store.machines.credentialChanges(undefined);
    expect(before.machineIds).toEqual([]);
    const other = await db.open();
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
});
