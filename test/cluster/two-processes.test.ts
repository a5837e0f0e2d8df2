import { describe, expect, test } from 'vitest';
import {
  ONE,
  TWO,
  UNIT,
  until,
  withCluster,
  type ClusterWorld,
  type Machine,
} from './cluster-world.ts';

function linked(machine: Machine | number): Machine {
  if (typeof machine === 'number') throw new Error(`Refused with ${String(machine)}.`);
  return machine;
}

const eventsOf = ({ heard }: Machine): readonly number[] =>
  heard.filter(({ type }) => type === 'paymentEvent').map(({ sequence }) => Number(sequence));

/** What is said to one process and to another; with SQLite both are the same process, and all must mean the same. */
describe.each([
  ['two relay processes on one PostgreSQL, wake-ups heard', 'PostgreSQL', false],
  ['two relay processes on one PostgreSQL, wake-ups lost', 'PostgreSQL', true],
  ['one relay process on SQLite', 'SQLite', false],
] as const)('%s', (_what, kind, isDeaf) => {
  const withRelays = (body: (world: ClusterWorld) => Promise<void>): Promise<void> =>
    withCluster(body, {}, kind);

  test('the webhook comes to one, the machine is at the other: events, check-ins and copies', async () => {
    await withRelays(async (world) => {
      const [a, b] = [await world.start({ isDeaf }), await world.start({ isDeaf })];
      const machine = linked(await world.connect(b, ONE));
      for (let count = 0; count < 20; count += 1) {
        expect(await world.paymentEvent(count % 3 === 0 ? b : a, `p${String(count)}`)).toBe(200);
      }
      await until(() => eventsOf(machine).length === 20, 'every event');
      expect(eventsOf(machine)).toEqual([...eventsOf(machine)].sort((one, two) => one - two));

      const answers = await Promise.all([
        world.checkIn(a, 'copies'),
        world.checkIn(b, 'copies'),
        world.checkIn(a, 'copies'),
      ]);
      expect(answers).toEqual([200, 200, 200]);
      expect(machine.asked()).toBe(1);
      expect(await world.checkIn(b, 'copies')).toBe(200);

      expect(await world.checkIn(a, 'payments')).toBe(200);
      const created = await Promise.all([
        world.createPayment(a, ONE, 'payments'),
        world.createPayment(b, ONE, 'payments'),
      ]);
      // Vipps refuses a token that it never gave; what counts is that it was asked once.
      expect(created.filter((status) => status === 403)).toHaveLength(1);
      expect(await world.checkIn(a, 'nobody', TWO)).toBe(503);
    });
  });

  test('a machine that moves is served by the new process; the old one learns it', async () => {
    await withRelays(async (world) => {
      const [a, b] = [await world.start({ isDeaf }), await world.start({ isDeaf })];
      const before = linked(await world.connect(a, ONE));
      // Its line is cut: the relay has not noticed, and the router gives the machine a new address.
      before.freeze();
      const after = linked(await world.connect(b, ONE));
      expect(await world.checkIn(a, 'moved')).toBe(200);
      expect(after.asked()).toBe(1);
      await world.paymentEvent(a, 'p');
      await until(() => eventsOf(after).length === 1, 'the event');
      await until(() => before.closedWith() !== undefined, 'the end of the old link');
    });
  });

  test('a copy of the credential at the other process is refused while the machine answers', async () => {
    await withRelays(async (world) => {
      const [a, b] = [await world.start({ isDeaf }), await world.start({ isDeaf })];
      const machine = linked(await world.connect(a, ONE));
      expect(await world.connect(b, ONE)).toBe(409);
      expect(machine.closedWith()).toBeUndefined();
      expect(b.log.entries.map(({ event }) => event)).toContain('relay.credential-used-twice');
    });
  });

  test('the process that asked dies before it tells the customer: the machine hears that its acceptance does not count', async () => {
    await withCluster(async (world) => {
      const [a, b] = [await world.start({ isDeaf }), await world.start({ isDeaf })];
      const machine = linked(await world.connect(b, ONE, 'later'));
      const told = world.checkIn(a, 'left').catch(() => 0);
      await until(() => machine.asked() === 1, 'the question');
      await a.kill();
      const question = machine.heard.find(({ type }) => type === 'checkIn');
      const checkInId = question?.['checkInId'];
      machine.send({ type: 'checkInAnswer', checkInId, accepted: true });
      expect(await told).not.toBe(200);
      await until(
        () =>
          machine.heard.some(
            (one) => one['type'] === 'checkInVoid' && one['checkInId'] === checkInId,
          ),
        'the word that it does not count',
      );
      // A copy that comes later gets the same answer as the customer did.
      expect(await world.checkIn(b, 'left')).toBe(503);
    });
  });

  test('a technician at one process, the scan at the other', async () => {
    await withRelays(async (world) => {
      const [a, b] = [await world.start({ isDeaf }), await world.start({ isDeaf })];
      const machine = linked(await world.connect(b, ONE));
      machine.send({ type: 'awaitProof', withinMs: 60_000 });
      await until(async () => {
        await world.checkIn(a, `scan ${String(Math.random())}`, TWO);
        return machine.heard.some(({ type }) => type === 'scanElsewhere');
      }, 'the scan');
      const scan = machine.heard.find(({ type }) => type === 'scanElsewhere');
      expect(scan).toMatchObject({ machineId: TWO, location: `Hall of ${TWO}` });
    });
  });
});

describe('two relay processes on one PostgreSQL', () => {
  test('one is killed: its machine is at the other soon, and nothing is lost', async () => {
    await withCluster(async (world) => {
      const [a, b] = [await world.start(), await world.start()];
      const before = linked(await world.connect(a, ONE));
      await world.paymentEvent(a, 'p1');
      await until(() => eventsOf(before).length === 1, 'the event');
      before.freeze();
      await a.kill();
      expect(await world.paymentEvent(b, 'p2')).toBe(200);
      const after = linked(await world.connect(b, ONE));
      await until(() => eventsOf(after).at(-1) === 2, 'the event that waited');
      expect(await world.checkIn(b, 'after')).toBe(200);
    });
  });

  test('a secret that one process got anew is valid at the other at once', async () => {
    await withCluster(async (world) => {
      await world.start();
      const b = await world.start();
      const [known] = await world.store.registrations.list(UNIT);
      if (known === undefined) throw new Error('Not registered.');
      expect(await world.paymentEvent(b, 'p1')).toBe(200);
      const fresh = { ...known, id: 'fresh', secret: 'a new secret' };
      await world.store.registrations.replace(fresh, Date.now());
      expect(await world.paymentEvent(b, 'p2')).toBe(200);
    });
  });

  test('two that start at the same time register once', async () => {
    await withCluster(async (world) => {
      await Promise.all([world.start(), world.start(), world.start()]);
      expect(await world.store.registrations.list(UNIT)).toHaveLength(1);
    });
  });

  test('a machine that moved is not out of order; when its process died and it stays away, it is', async () => {
    await withCluster(async (world) => {
      const [a, b] = [await world.start(), await world.start()];
      const textOf = async (): Promise<string | undefined> =>
        (await world.store.qrTexts.find(ONE))?.text;
      const first = linked(await world.connect(a, ONE));
      await first.close();
      const second = linked(await world.connect(b, ONE));
      // TWO never came: when it is told, ONE would have been as well.
      await world.store.machines.setCredential(TWO, 'hash of nobody', Date.now());
      await until(
        async () => (await world.store.qrTexts.find(TWO)) !== undefined,
        'the other text',
      );
      expect(await textOf()).toBeUndefined();
      second.freeze();
      await b.kill();
      await until(
        async () => (await textOf()) !== undefined,
        'the text of the machine that is away',
      );
      expect(await textOf()).not.toBe(`Hall of ${ONE}`);
    });
  });

  test('one that stops sends its machines away, lets none in, and answers meanwhile', async () => {
    await withCluster(async (world) => {
      const [a, b] = [await world.start(), await world.start()];
      const ready = async (): Promise<number> => (await fetch(`${a.url}/ready`)).status;
      expect(await ready()).toBe(200);
      const before = linked(await world.connect(a, ONE));
      const drained = a.drain();
      await until(() => before.heard.some(({ type }) => type === 'reconnect'), 'the request');
      expect(await ready()).toBe(503);
      expect(await world.connect(a, TWO)).toBe(503);
      expect(await world.checkIn(a, 'meanwhile')).toBe(200);
      await before.close();
      const after = linked(await world.connect(b, ONE));
      expect(await world.paymentEvent(a, 'p')).toBe(200);
      await until(() => eventsOf(after).length === 1, 'the event');
      expect(await world.checkIn(a, 'moved')).toBe(200);
      expect(after.asked()).toBe(1);
      await drained;
      await a.stop();
      expect(await world.checkIn(b, 'after')).toBe(200);
    });
  });

  test('a credential that is taken back ends the link at the other process', async () => {
    await withCluster(async (world) => {
      const [a, b] = [await world.start(), await world.start()];
      const machine = linked(await world.connect(b, ONE));
      await a.store.machines.setCredential(ONE, undefined, Date.now());
      await until(() => machine.closedWith() !== undefined, 'the end of the link');
      expect(machine.closedWith()).toBe(4401);
    });
  });
});
