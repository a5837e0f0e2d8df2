import {
  NOTHING_SET_UP,
  openSteps,
  SETUP_STEPS,
  withResult,
  type SetupProgress,
  type SetupStep,
} from '#core/setup/setup.ts';
import { openDatabase } from '#sqlite/database.ts';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { KIOSK_MIGRATIONS } from '../../src/main/store/kiosk-schema.ts';
import { createSetupStore } from '../../src/main/store/setup-store.ts';
import type { House } from '../support/house/house.ts';
import { choose, scan, settled, shows, withHouse } from '../support/house/people.ts';
import { proveTurnedAway } from '../support/house/prove.ts';
import { technicianRead } from '../support/house/technician-sees.tsx';
import { JOURNAL_MODES } from './modes/journal.ts';

const MODE = JOURNAL_MODES['set-up-left-half-done'];
const LAST: readonly SetupStep[] = ['sheet', 'proof', 'testSale'];
const FINE = { atMs: 1, by: 'Anna', isFine: true, detail: '' };
const OWNER = { personId: 'anna', name: 'Anna', role: 'owner' } as const;

/** What the screen has kept on the disk. */
function change(house: House, next: (before: SetupProgress) => SetupProgress): void {
  const path = join(house.dataDir(), 'kiosk.db');
  const database = openDatabase({ path, migrations: KIOSK_MIGRATIONS });
  const store = createSetupStore(database, { nowMs: () => 1 });
  store.write(next(store.read()));
  database.close();
}

/** A machine that got its name and its products at the screen; its sheet hangs nowhere yet. */
async function halfDone(house: House): Promise<void> {
  change(house, () => {
    const begun: SetupProgress = { ...NOTHING_SET_UP, hold: 'held' };
    const done = SETUP_STEPS.filter((step) => step !== 'report' && !LAST.includes(step));
    return done.reduce((progress, step) => withResult(progress, step, FINE), begun);
  });
  await house.startKiosk();
  const { createFirstOwner } = house.calls();
  const made = createFirstOwner({ name: 'Anna', pin: '271828', language: 'nb' }, undefined);
  expect((await house.run(made)).ok).toBe(true);
}

const onlyReason = (house: House): boolean =>
  house.kiosk().reasons.join() === 'set-up-unfinished' && house.kiosk().relay.state === 'up';

test('nobody touches the screen for two minutes: it stays out of sale, over a power cut too', async () => {
  await withHouse({ isOff: true }, async (house) => {
    await halfDone(house);
    await house.until('the automatic log-out', () => onlyReason(house), 200_000);
    expect(house.kiosk()).toMatchObject({ state: 'notReady', setUpHold: 'held' });
    await house.advance(600_000);
    expect(await scan(house)).toBe(503);
    await proveTurnedAway(house, MODE);

    await house.cutPower();
    await house.startKiosk();
    await house.until('the links', () => onlyReason(house));
    expect(await scan(house)).toBe(503);
    await proveTurnedAway(house, MODE);
    technicianRead(house, MODE);
  });
});

test('the last step ends it for good', async () => {
  await withHouse({ isOff: true }, async (house) => {
    await halfDone(house);
    await house.until('the automatic log-out', () => onlyReason(house), 200_000);
    for (const step of LAST) {
      expect(onlyReason(house)).toBe(true);
      change(house, (before) => withResult(before, step, FINE));
    }
    await shows(house, 'ready');
    expect(house.kiosk().setUpHold).toBeUndefined();
    // A step that is done again and fails changes nothing about it.
    change(house, (before) => withResult(before, 'network', { ...FINE, isFine: false }));
    expect(house.kiosk().state).toBe('ready');
    await settled(house, await choose(house, 'A1'));
  });
});

test('an owner decides to sell without: it sells, and the decision stands in the change log', async () => {
  await withHouse({ isOff: true }, async (house) => {
    await halfDone(house);
    const decided = await house.run(house.calls().sellWithoutSetup({}, OWNER));
    expect(decided.ok).toBe(true);
    await shows(house, 'ready', 200_000);
    expect(house.kiosk().setUpHold).toBe('waived');
    await house.cutPower();
    await house.startKiosk();
    await shows(house, 'ready');
    await settled(house, await choose(house, 'A1'));
    const log = await house.run(house.calls().listChanges({ limit: 20 }, OWNER));
    if (!log.ok) throw new Error(log.error.message);
    expect(log.value).toContainEqual(
      expect.objectContaining({ kind: 'setupWaived', by: 'Anna', detail: LAST.join(', ') }),
    );
    change(house, (before) => {
      expect(openSteps(before)).toEqual(LAST);
      return before;
    });
  });
});

test('a machine that the command line set up sells without any screen', async () => {
  await withHouse({}, async (house) => {
    expect(house.kiosk()).toMatchObject({ state: 'ready', setUpHold: undefined });
    await settled(house, await choose(house, 'A1'));
  });
});
