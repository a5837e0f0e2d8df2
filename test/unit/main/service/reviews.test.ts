import { isMachineId, paymentReference, type PaymentReference } from '#core/base/ids.ts';
import type { Caller } from '#core/people/person.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChangesCalls } from '../../../../src/main/service/changes.ts';
import { createReviewsCalls } from '../../../../src/main/service/reviews.ts';
import { addReview, readReviews } from '../../../../src/main/store/reviews.ts';
import { createUsbSticks } from '../../../../src/main/ops/usb-sticks.ts';
import { createPeopleWorld, type PeopleWorld } from './people-world.ts';

const technician: Caller = { personId: 'o', name: 'Ola', role: 'technician' };

const MACHINE = 'vm-0001';

function referenceOf(selection: string): PaymentReference {
  if (!isMachineId(MACHINE)) throw new Error('It is a machine.');
  return paymentReference(MACHINE, `01arz3ndektsv4rrffq69g5f${selection.toLowerCase()}`);
}

let world: PeopleWorld;
let told: number;

function createCalls() {
  const { changes, database, clock } = world;
  const onChange = (): void => {
    told += 1;
  };
  return {
    ...createReviewsCalls({ changes, onChange, openReviews: () => readReviews(database, true) }),
    ...createChangesCalls({
      changes,
      clock,
      onChange,
      machineId: MACHINE,
      sticks: createUsbSticks({ clock, folder: '/nowhere' }),
    }),
  };
}

beforeEach(() => {
  world = createPeopleWorld();
  told = 0;
  for (const selection of ['A1', 'B1']) {
    const effect = { kind: 'addReview', review: 'slotLatched', detail: '3', selection } as const;
    addReview(world.database, { ...effect, reference: referenceOf(selection) }, 1_000);
  }
});
afterEach(() => {
  world.close();
});

describe('the review list on the screen', () => {
  it('shows what is open, newest first, and what somebody has seen to no more', async () => {
    const calls = createCalls();
    const listed = await calls.listReviews({}, technician);
    if (!listed.ok) throw new Error(listed.error.code);
    expect(listed.value.map(({ selection }) => selection)).toEqual(['B1', 'A1']);
    const id = listed.value[0]?.id ?? 0;
    const closed = await calls.closeReview({ id }, technician);
    expect(closed).toMatchObject({ ok: true });
    expect(told).toBe(1);
    expect(readReviews(world.database, true).map((one) => one.selection)).toEqual(['A1']);
    expect(await calls.closeReview({ id }, technician)).toMatchObject({
      error: { refusal: { code: 'no-such-entry' } },
    });
    expect(world.changes.entries(undefined, 1)[0]).toMatchObject({
      kind: 'reviewClosed',
      by: 'Ola',
      detail: `slotLatched ${referenceOf('B1')}`,
    });
  });

  it('has an entry again when closing it is taken back', async () => {
    const calls = createCalls();
    const id = readReviews(world.database, true)[0]?.id ?? 0;
    const closed = await calls.closeReview({ id }, technician);
    if (!closed.ok) throw new Error(closed.error.code);
    await calls.undoChange(closed.value, technician);
    expect(readReviews(world.database, true)).toHaveLength(2);
  });
});
