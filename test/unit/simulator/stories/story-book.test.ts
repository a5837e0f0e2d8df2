import { expect, test } from 'vitest';
import { createPhone } from '../../../../src/simulator/phone/phone.ts';
import { withMending, NO_HAND } from '../../../../src/simulator/stories/stage-hand.ts';
import { createStoryBook, type StoryBook } from '../../../../src/simulator/stories/story-book.ts';
import { createNarration, StoryStopped } from '../../../../src/simulator/stories/narration.ts';
import type { StageHand } from '../../../../src/simulator/stories/story.ts';
import { DEMO_PROFILE } from '../../../../src/simulator/vend-machine/profile.ts';
import { SimulatedMachine } from '../../../../src/simulator/vend-machine/simulated-machine.ts';
import { createManualClock } from '../vipps/manual-clock.ts';
import { withVipps, type VippsWorld } from '../vipps/vipps-world.ts';

function bookOf({ clock, vipps }: VippsWorld, hand: StageHand | undefined): StoryBook {
  const machine = new SimulatedMachine(DEMO_PROFILE, clock);
  const phone = createPhone({ clock, vipps, machine });
  return createStoryBook({ clock, phone, machine, vipps, hand, owner: 'Ola', paceMs: 0 });
}

function notingHand(): StageHand & { readonly noted: readonly string[] } {
  const noted: string[] = [];
  const note = (what: string) => () => {
    noted.push(what);
    return Promise.resolve();
  };
  return {
    noted,
    cutPower: note('dark'),
    restorePower: note('power'),
    cutNetwork: note('cut'),
    mendNetwork: note('network'),
  };
}

test('where nobody runs the programs, no story that needs it is offered', () =>
  withVipps((world) => {
    const names = (hand: StageHand | undefined): readonly string[] =>
      bookOf(world, hand)
        .list()
        .map(({ name }) => name);
    expect(names(undefined)).toEqual(['nothing-drops', 'got-nothing']);
    expect(names(NO_HAND)).toEqual(['nothing-drops', 'power-cut', 'no-network', 'got-nothing']);
    expect(bookOf(world, undefined).play('power-cut')).toBe(false);
    return Promise.resolve();
  }));

test('one story at a time; one that cannot begin says why, and that nobody paid', () =>
  withVipps(async (world) => {
    const book = bookOf(world, undefined);
    expect(book.run()).toBeUndefined();
    expect(book.play('nothing-drops')).toBe(true);
    expect(book.play('nothing-drops')).toBe(false);
    await expect.poll(() => book.run()?.state).toBe('failed');
    expect(book.run()).toMatchObject({ steps: ['No machine has a code yet.'], end: undefined });
  }));

test('a story that is stopped takes no further step', async () => {
  const clock = createManualClock();
  const narration = createNarration({ clock, paceMs: 1_000, onStep: () => undefined });
  const told = narration.tell('A customer scans.');
  narration.stop();
  clock.advance(1_000);
  await expect(told).rejects.toBeInstanceOf(StoryStopped);
  expect(narration.steps).toEqual(['A customer scans.']);
});

test('whatever a story broke is mended at its end, once', async () => {
  const noting = notingHand();
  const hand = withMending(noting);
  await hand.mend();
  await hand.cutPower();
  await hand.cutNetwork();
  await hand.mend();
  await hand.mend();
  expect(noting.noted).toEqual(['dark', 'cut', 'power', 'network']);
});
