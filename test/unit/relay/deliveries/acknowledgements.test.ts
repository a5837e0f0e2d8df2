import { expect, test } from 'vitest';
import { createAcknowledgements } from '../../../../src/relay/deliveries/acknowledgements.ts';
import { createVirtualClock } from '../../../support/house/virtual-clock.ts';
import { createLineLog, pass, settle } from '../relay-fixture.ts';

function open(failures: number): {
  readonly written: Record<string, number>[];
  readonly acknowledgements: ReturnType<typeof createAcknowledgements>;
  readonly clock: ReturnType<typeof createVirtualClock>;
} {
  const clock = createVirtualClock();
  const written: Record<string, number>[] = [];
  let left = failures;
  const store = {
    acknowledge: (upTo: ReadonlyMap<string, number>): Promise<void> => {
      if (left > 0) {
        left -= 1;
        return Promise.reject(new Error('disk full'));
      }
      written.push(Object.fromEntries(upTo));
      return Promise.resolve();
    },
  };
  const acknowledgements = createAcknowledgements({ store, clock, log: createLineLog() });
  return { written, acknowledgements, clock };
}

test('a machine’s newest acknowledgement covers its earlier ones', async () => {
  const { written, acknowledgements, clock } = open(0);
  acknowledgements.note('a', 1);
  for (const sequence of [2, 9, 5]) acknowledgements.note('a', sequence);
  acknowledgements.note('b', 3);
  await pass(clock, 100);
  expect(written).toEqual([{ a: 1 }, { a: 9, b: 3 }]);
  expect(acknowledgements.unwrittenUpTo('a')).toBe(0);
});

test('what cannot be written waits, is known meanwhile, and is tried every second', async () => {
  const { written, acknowledgements, clock } = open(2);
  acknowledgements.note('a', 4);
  await settle();
  expect(acknowledgements.unwrittenUpTo('a')).toBe(4);
  acknowledgements.note('a', 6);
  await pass(clock, 1_000);
  expect(written).toEqual([]);
  await pass(clock, 1_000);
  expect(written).toEqual([{ a: 6 }]);
});

test('a relay that stops tries once more, and leaves no timer behind', async () => {
  const lucky = open(1);
  lucky.acknowledgements.note('a', 4);
  await settle();
  await lucky.acknowledgements.stop();
  expect(lucky.written).toEqual([{ a: 4 }]);
  const unlucky = open(5);
  unlucky.acknowledgements.note('a', 4);
  await settle();
  await unlucky.acknowledgements.stop();
  expect(unlucky.clock.nextDueMs()).toBeUndefined();
});
