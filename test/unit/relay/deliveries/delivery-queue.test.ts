import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createDeliveryQueue,
  type DeliveryQueue,
} from '../../../../src/relay/deliveries/delivery-queue.ts';
import type { DeliveryStore } from '../../../../src/relay/store/ports/deliveries.ts';
import { openRelayFixture, pass, settle, type RelayFixture } from '../relay-fixture.ts';

const ONE = 'vm-0001';
let relay: RelayFixture;
beforeEach(async () => {
  relay = await openRelayFixture([ONE]);
});
afterEach(() => relay.close());

interface Open {
  readonly queue: DeliveryQueue;
  readonly sent: readonly number[];
}

function open(
  deliveries: Pick<DeliveryStore, 'pending'> = relay.store.deliveries,
  isShared = false,
): Open {
  const sent: number[] = [];
  const { clock, log, acknowledgements } = relay;
  const send = (text: string): void => {
    const frame: { readonly sequence: number } = JSON.parse(text);
    sent.push(frame.sequence);
  };
  const deps = { machineId: ONE, deliveries, acknowledgements, isShared, clock, log, send };
  return { queue: createDeliveryQueue(deps), sent };
}

async function store(key: string): Promise<{ readonly sequence: number; readonly body: string }> {
  const event = { machineId: ONE, key, body: '{}', atMs: 0 };
  const delivery = await relay.store.deliveries.add(event);
  if (delivery === undefined) throw new Error(`${key} is stored already.`);
  return delivery;
}

test('nothing is sent before the machine said hello; then what waited comes first', async () => {
  const first = await store('a');
  const { queue, sent } = open();
  queue.offer(await store('b'));
  await settle();
  expect(sent).toEqual([]);
  queue.begin();
  await settle();
  expect(sent).toEqual([first.sequence, first.sequence + 1]);
});

test('an event that is stored during a read is sent once, in its place', async () => {
  const { queue, sent } = open();
  const a = await store('a');
  queue.begin();
  const b = await store('b');
  queue.offer(b);
  await settle();
  expect(sent).toEqual([a.sequence, b.sequence]);
});

test('a read that fails is tried again a second later', async () => {
  const { sequence } = await store('a');
  let reads = 0;
  const { queue, sent } = open({
    pending: (machineId, page) => {
      reads += 1;
      if (reads === 1) return Promise.reject(new Error('disk'));
      return relay.store.deliveries.pending(machineId, page);
    },
  });
  queue.begin();
  await settle();
  expect(sent).toEqual([]);
  await pass(relay.clock, 1_000);
  expect(sent).toEqual([sequence]);
});

test('after its end a link sends nothing more', async () => {
  const { queue, sent } = open();
  queue.begin();
  await settle();
  queue.end();
  queue.offer(await store('a'));
  await settle();
  expect(sent).toEqual([]);
});

test('with other processes an event never overtakes a lower one that another process stored', async () => {
  const { queue, sent } = open(relay.store.deliveries, true);
  const a = await store('a');
  queue.begin();
  await settle();
  const b = await store('b');
  const c = await store('c');
  queue.offer(c);
  queue.offer(b);
  await settle();
  expect(sent).toEqual([a.sequence, b.sequence, c.sequence]);
  const d = await store('d');
  queue.lookAgain();
  await settle();
  expect(sent.at(-1)).toBe(d.sequence);
});
