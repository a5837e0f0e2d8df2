import { expect, test } from 'vitest';
import { onThreeStores, upTo } from '../../../support/both-stores.ts';

const ONE = 'vm-0001';
const TWO = 'vm-0002';
const event = (machineId: string | undefined, key: string, atMs = 0) => ({
  ...{ machineId, key, atMs },
  body: JSON.stringify({ key }),
});
const ALL = { after: 0, most: 10_000 };

onThreeStores((db) => {
  test('an event is stored once for its key, whichever process it comes to', async () => {
    const { store, stores } = db;
    const added = await Promise.all(
      stores.map(({ deliveries }) => deliveries.add(event(ONE, 'a'))),
    );
    expect(added.filter((delivery) => delivery !== undefined)).toHaveLength(1);
    expect(await store.deliveries.add(event(TWO, 'a'))).toBeUndefined();
    expect(await store.deliveries.pending(ONE, ALL)).toEqual(
      added.filter((delivery) => delivery !== undefined),
    );
  });

  test('pending events come in order, a page at a time, of one machine only', async () => {
    const { store } = db;
    const first = await store.deliveries.add(event(ONE, 'a'));
    const other = await store.deliveries.add(event(TWO, 'b'));
    const second = await store.deliveries.add(event(ONE, 'c'));
    const third = await store.deliveries.add(event(ONE, 'd'));
    const after = first?.sequence ?? 0;
    expect(await store.deliveries.pending(ONE, { after: 0, most: 2 })).toEqual([first, second]);
    expect(await store.deliveries.pending(ONE, { after, most: 9 })).toEqual([second, third]);
    expect(await store.deliveries.pending(TWO, ALL)).toEqual([other]);
    expect(first?.body).toBe('{"key":"a"}');
  });

  test('an acknowledgement covers the lower sequences of its machine, and nothing else', async () => {
    const { store } = db;
    const first = await store.deliveries.add(event(ONE, 'a'));
    await store.deliveries.add(event(ONE, 'b'));
    const third = await store.deliveries.add(event(ONE, 'c'));
    const other = await store.deliveries.add(event(TWO, 'd'));
    const second = { sequence: third!.sequence - 1, body: '{"key":"b"}' };
    await store.deliveries.acknowledge(new Map([[ONE, first!.sequence]]));
    expect(await store.deliveries.pending(ONE, ALL)).toEqual([second, third]);
    await store.deliveries.acknowledge(new Map([[ONE, third!.sequence]]));
    expect(await store.deliveries.pending(ONE, ALL)).toEqual([]);
    expect(await store.deliveries.pending(TWO, ALL)).toEqual([other]);
    await store.deliveries.acknowledge(new Map());
  });

  test('a sequence only rises, also when all before it were removed', async () => {
    const { store } = db;
    const first = await store.deliveries.add(event(ONE, 'a'));
    await store.deliveries.acknowledge(new Map([[ONE, first!.sequence]]));
    await store.deliveries.removeAcknowledged(1);
    expect(await store.deliveries.add(event(ONE, 'a'))).toHaveProperty(
      'sequence',
      expect.toSatisfy((sequence: number) => sequence > first!.sequence),
    );
  });

  test('a machine that was removed and added again goes on after its last sequence', async () => {
    const { store } = db;
    const machine = { machineId: ONE, merchantSerialNumber: '123456', location: 'Hall' };
    await store.machines.add(machine, 1);
    const before = await store.deliveries.add(event(ONE, 'a'));
    await store.machines.remove(ONE, 2);
    await store.machines.add(machine, 3);
    const after = await store.deliveries.add(event(ONE, 'b'));
    expect(after!.sequence).toBeGreaterThan(before!.sequence);
  });

  test('an event of no known machine is kept once, and is nobody’s', async () => {
    const { store } = db;
    expect(await store.deliveries.add(event(undefined, 'a'))).toBeDefined();
    expect(await store.deliveries.add(event(undefined, 'a'))).toBeUndefined();
    expect(await store.deliveries.pending(ONE, ALL)).toEqual([]);
  });

  test('what waits is counted for machines that the operator has, with the oldest', async () => {
    const { deliveries, machines } = db.store;
    expect(await deliveries.waiting()).toEqual({ count: 0, oldestAtMs: null });
    await machines.add({ machineId: ONE, merchantSerialNumber: '123456', location: 'Hall' }, 1);
    const first = await deliveries.add(event(ONE, 'a', 10));
    await deliveries.add(event(ONE, 'b', 20));
    await deliveries.add(event('vm-gone', 'c', 1));
    await deliveries.add(event(undefined, 'd', 2));
    expect(await deliveries.waiting()).toEqual({ count: 2, oldestAtMs: 10 });
    await deliveries.acknowledge(new Map([[ONE, first!.sequence]]));
    expect(await deliveries.waiting()).toEqual({ count: 1, oldestAtMs: 20 });
  });

  test('only acknowledged events that are older are removed', async () => {
    const { store } = db;
    const old = await store.deliveries.add(event(ONE, 'old', 10));
    const newer = await store.deliveries.add(event(ONE, 'newer', 20));
    await store.deliveries.acknowledge(new Map([[ONE, newer!.sequence]]));
    const waiting = await store.deliveries.add(event(ONE, 'waiting', 10));
    await store.deliveries.removeAcknowledged(20);
    expect(await store.deliveries.pending(ONE, ALL)).toEqual([waiting]);
    expect(await store.deliveries.add(event(ONE, 'newer'))).toBeUndefined();
    const again = await store.deliveries.add(event(ONE, 'old'));
    expect(again!.sequence).toBeGreaterThan(old!.sequence);
  });

  test('old events that no machine can acknowledge are removed; those of a machine that is away stay', async () => {
    const { store } = db;
    const machine = { machineId: ONE, merchantSerialNumber: '123456', location: 'Hall' };
    await store.machines.add(machine, 1);
    const waiting = await store.deliveries.add(event(ONE, 'away', 10));
    await store.deliveries.add(event(TWO, 'gone', 10));
    await store.deliveries.add(event(undefined, 'nobody', 10));
    await store.deliveries.add(event(undefined, 'newer', 20));
    await store.deliveries.removeUndeliverable(20);
    expect(await store.deliveries.pending(ONE, ALL)).toEqual([waiting]);
    expect(await store.deliveries.pending(TWO, ALL)).toEqual([]);
    expect(await store.deliveries.add(event(undefined, 'nobody'))).toBeDefined();
    expect(await store.deliveries.add(event(undefined, 'newer'))).toBeUndefined();
  });

  test('every process writes while one delivers and acknowledges: each event comes once, in order', async () => {
    const { store, stores } = db;
    const EVENTS = 20;
    const writing = Promise.all(
      stores.map(async ({ deliveries }, process) => {
        for (const index of upTo(EVENTS)) {
          await deliveries.add(event(ONE, `${String(process)}-${String(index)}`));
        }
      }),
    );
    const sequences: number[] = [];
    const bodies: string[] = [];
    while (bodies.length < EVENTS * stores.length) {
      const after = sequences.at(-1) ?? 0;
      for (const { sequence, body } of await store.deliveries.pending(ONE, { after, most: 5 })) {
        sequences.push(sequence);
        bodies.push(body);
      }
      await store.deliveries.acknowledge(new Map([[ONE, sequences.at(-1) ?? 0]]));
    }
    await writing;
    expect(sequences).toEqual([...new Set(sequences)].sort((a, b) => a - b));
    expect(new Set(bodies).size).toBe(EVENTS * stores.length);
    expect(await store.deliveries.pending(ONE, ALL)).toEqual([]);
  });
});
