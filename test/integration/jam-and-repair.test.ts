import { afterEach, describe, expect, it } from 'vitest';
import { choose, settled, withHouse } from '../support/house/people.ts';
import {
  createStage,
  HEADLESS,
  MACHINE,
  run,
  until,
  type Finished,
  type Stage,
} from '../support/stage.ts';

let stage: Stage | undefined;

afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

const say = (on: Stage, ...words: readonly string[]): Promise<Finished> =>
  run([HEADLESS, ...words, '--data-dir', on.dataDir]);

async function sell(on: Stage, port: number, selection: string): Promise<void> {
  await on.readyStatus(port);
  await on.scanAndApprove();
  await on.choose(port, selection);
}

async function settledSale(on: Stage, count: number): Promise<Record<string, unknown>> {
  return until('the sale to be settled', async () => {
    const sales = await on.sales();
    const last = sales.at(-1);
    return sales.length === count && last?.state === 'settled' ? { ...last } : undefined;
  });
}

describe('a motor jams', () => {
  it('nobody pays, the slot is out of sale, and a technician brings it back', async () => {
    stage = await createStage({ driver: 'xy' });
    const on = stage;
    const { statusPort } = await on.startKiosk();
    await on.control('motor', { selection: 'B1', state: 'jammed' });
    await sell(on, statusPort, 'B1');
    expect(await settledSale(on, 1)).toMatchObject({
      outcome: 'vendFailed',
      captured: 0,
      released: 3200,
    });
    const status = await on.readyStatus(statusPort);
    expect(status.faults).toEqual([
      expect.objectContaining({ code: 'motorJammed', eva: 'EJC', selection: 'B1' }),
    ]);

    const tooEarly = await say(on, 'machine', 'turn', '4');
    expect(tooEarly).toMatchObject({
      code: 1,
      stderr: 'The machine is selling: say service on first.\n',
    });
    expect((await say(on, 'service', 'on')).code).toBe(0);
    await on.control('motor', { selection: 'B1', state: 'ok' });
    expect(await say(on, 'machine', 'turn', '4')).toMatchObject({ code: 0, stderr: '' });
    expect(await say(on, 'slot', 'clear', 'B1')).toMatchObject({ code: 0, stderr: '' });
    expect((await say(on, 'service', 'off')).code).toBe(0);

    await sell(on, statusPort, 'B1');
    expect(await settledSale(on, 2)).toMatchObject({
      outcome: 'sold',
      captured: 2500,
      drop: 'confirmed',
    });
    expect((await on.status(statusPort)).faults).toEqual([]);
    expect(await on.dispensed()).toHaveLength(1);
  });

  it('every motor is looked at without turning one, and what is missing is out of sale', async () => {
    stage = await createStage({ driver: 'xy' });
    const on = stage;
    const { statusPort } = await on.startKiosk();
    await on.readyStatus(statusPort);
    await on.control('motor', { selection: 'A2', state: 'missing' });
    await say(on, 'service', 'on');
    expect((await say(on, 'machine', 'scan')).code).toBe(0);
    const { faults } = await on.status(statusPort);
    expect(faults).toEqual([expect.objectContaining({ code: 'motorMissing', selection: 'A2' })]);
    expect(await on.dispensed()).toHaveLength(0);
  });
});

describe('the machine says that it must not sell', () => {
  it('while its door is open, and no longer', async () => {
    stage = await createStage({ driver: 'xy' });
    const on = stage;
    const { statusPort } = await on.startKiosk();
    await on.readyStatus(statusPort);
    await on.control('behaviour', { name: 'door-open' });
    await until('the open door to be seen', async () => {
      const { reasons } = await on.status(statusPort);
      return reasons.includes('door-open') ? true : undefined;
    });
    const refused = await on.control<{ status: number }>('scan', { qr: MACHINE });
    expect(refused.status).toBe(503);
    await on.control('behaviour', { name: 'door-open', isOn: false });
    await on.readyStatus(statusPort);
  });
});

/** The wire is the same; the processes do not matter here, so that time need not pass. */
describe('what a board may do on its way to a result', () => {
  it.each([
    ['unknown-code', { outcome: 'sold', captured: 2500 }],
    ['take-the-meal', { outcome: 'sold', captured: 2500 }],
    ['stale-status', { outcome: 'sold', captured: 2500 }],
    ['damaged-request', { outcome: 'sold', captured: 2500 }],
    ['damaged-result', { outcome: 'sold', captured: 2500 }],
    ['garbage', { outcome: 'sold', captured: 2500 }],
    ['double-frames', { outcome: 'sold', captured: 2500 }],
    ['forgets-acknowledgements', { outcome: 'sold', captured: 2500 }],
    ['motor-runs-on', { outcome: 'vendFailed', captured: 0 }],
    ['elevator-error', { outcome: 'vendFailed', captured: 0 }],
  ])('%s', async (behaviour, outcome) => {
    await withHouse({ driver: 'xy' }, async (house) => {
      expect(Object.keys(house.machine.behaviours)).toContain(behaviour);
      house.machine.setBehaviour(behaviour, true);
      const reference = await choose(house, 'B1');
      expect(await settled(house, reference)).toMatchObject(outcome);
      expect(house.machine.dispensed()).toHaveLength(outcome.outcome === 'sold' ? 1 : 0);
    });
  });
});
