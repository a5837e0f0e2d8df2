import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { MACHINE_A, MACHINE_B, UNIT_A, UNIT_B, withRelay, type RelayWorld } from './relay-world.ts';
import { RELAYS } from '../../support/relay-on-store.ts';

const REFERENCE_A = `${MACHINE_A}-01k00000000000000000000000`;

const EVENT = {
  msn: UNIT_A,
  reference: REFERENCE_A,
  pspReference: 'psp-1',
  name: 'AUTHORIZED',
  amount: { currency: 'NOK', value: 60_000 },
  timestamp: '2026-01-01T12:00:00Z',
  success: true,
};

function checkIn(world: RelayWorld, changes: Readonly<Record<string, unknown>> = {}): unknown {
  return {
    customerToken: `token-${String(Math.random())}`,
    merchantQrId: MACHINE_A,
    msn: UNIT_A,
    initiatedAt: new Date(world.clock.nowMs()).toISOString(),
    ...changes,
  };
}

describe('a webhook is of the sales unit whose keys signed it, or it is nothing', () => {
  test('unit B names a payment of unit A’s machine: 401, nothing stored, nothing delivered', async () => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      for (const msn of [UNIT_A, UNIT_B, undefined]) {
        const answer = await world.webhook(UNIT_B, { ...EVENT, msn });
        expect(answer.status).toBe(401);
      }
      await world.pass(100);
      expect(await world.store.deliveries.pending(MACHINE_A, { after: 0, most: 100 })).toEqual([]);
      expect(machine.heard.filter(({ type }) => type === 'paymentEvent')).toEqual([]);
      expect(
        world.log.entries.filter(({ event }) => event === 'relay.webhook-wrong-unit'),
      ).toHaveLength(3);

      expect((await world.webhook(UNIT_A, EVENT)).status).toBe(200);
      await until(() => machine.heard.some(({ type }) => type === 'paymentEvent'), 'the event');
    });
  });

  test('a body that names two units: not understood, not stored', async () => {
    await withRelay({}, async (world) => {
      const answer = await world.webhook(UNIT_A, { ...EVENT, merchantSerialNumber: UNIT_B });
      expect(answer).toMatchObject({ status: 200, body: { result: 'not understood' } });
      expect(await world.store.deliveries.pending(MACHINE_A, { after: 0, most: 100 })).toEqual([]);
    });
  });

  test('an event without a unit is of the unit of its address', async () => {
    await withRelay({}, async (world) => {
      expect((await world.webhook(UNIT_A, { ...EVENT, msn: undefined })).status).toBe(200);
      expect(await world.store.deliveries.pending(MACHINE_A, { after: 0, most: 100 })).toHaveLength(
        1,
      );
    });
  });

  test('a check-in of another unit is refused before the machine is asked', async () => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      expect((await world.webhook(UNIT_B, checkIn(world))).status).toBe(401);
      expect((await world.webhook(UNIT_B, checkIn(world, { msn: UNIT_B }))).status).toBe(503);
      expect((await world.webhook(UNIT_B, checkIn(world, { msn: undefined }))).status).toBe(503);
      expect(machine.heard.filter(({ type }) => type === 'checkIn')).toEqual([]);
      expect((await world.webhook(UNIT_A, checkIn(world))).status).toBe(200);
    });
  });

  test('what machine B is told is never about machine A', async () => {
    await withRelay({}, async (world) => {
      const other = await world.connect(MACHINE_B);
      expect((await world.webhook(UNIT_A, EVENT)).status).toBe(200);
      await world.pass(100);
      expect(other.heard.filter(({ type }) => type === 'paymentEvent')).toEqual([]);
    });
  });
});

interface FieldCase {
  readonly variant: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const CASES = readFileSync(join(import.meta.dirname, 'check-ins.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line): FieldCase => JSON.parse(line));

/** From one process to another a question takes some milliseconds. */
const AT_ONCE: unknown =
  RELAYS === 1 ? 0 : expect.toSatisfy((ageMs: number) => ageMs >= 0 && ageMs < 500);

describe('check-ins in the forms of the field', () => {
  test.each(CASES)('$variant reaches the machine', async ({ body }) => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const nowText = new Date(world.clock.nowMs()).toISOString();
      const given = String(body['initiatedAt']);
      const zone = given === 'NOW' ? 'Z' : given.slice('2026-11-30T07:44:45.906'.length);
      const sent = {
        ...body,
        merchantQrId: MACHINE_A,
        initiatedAt: nowText.replace('Z', zone),
      };
      const answer = await world.webhook(UNIT_A, sent);
      expect(answer).toMatchObject({ status: 200, body: { result: 'accepted' } });
      const asked = machine.heard.find(({ type }) => type === 'checkIn');
      expect(asked).toMatchObject({ customerToken: body['customerToken'], ageMs: AT_ONCE });
    });
  });

  test('a token of 4,000 characters reaches the machine', async () => {
    await withRelay({}, async (world) => {
      const machine = await world.connect(MACHINE_A);
      const customerToken = 'A'.repeat(4_000);
      expect((await world.webhook(UNIT_A, checkIn(world, { customerToken }))).status).toBe(200);
      expect(machine.heard.find(({ type }) => type === 'checkIn')).toMatchObject({ customerToken });
    });
  });

  test('one that cannot be understood is refused like any other, and the operator is told once', async () => {
    await withRelay({}, async (world) => {
      await world.connect(MACHINE_A);
      for (const broken of [
        { initiatedAt: 'yesterday' },
        { customerToken: 'A'.repeat(4_001) },
        { customerToken: 7 },
        { merchantQrId: undefined },
      ]) {
        const answer = await world.webhook(UNIT_A, checkIn(world, broken));
        expect(answer).toMatchObject({ status: 503, body: { result: 'not understood' } });
      }
      await until(() => world.alerts.length > 0, 'the alert');
      await world.pass(60_000);
      expect(world.alerts).toMatchObject([
        { kind: 'checkInNotUnderstood', location: `Sales unit ${UNIT_A}` },
      ]);
      expect(JSON.stringify(world.log.entries)).not.toContain('A'.repeat(100));
    });
  });

  test('where errors are not wanted, it gets what every refusal gets', async () => {
    await withRelay({ unit: { refuseCheckInsWith: 200 } }, async (world) => {
      expect((await world.webhook(UNIT_A, checkIn(world, { initiatedAt: '' }))).status).toBe(200);
    });
  });

  test('an event of a kind that nobody asked for must not come again for a week: 200, told once', async () => {
    await withRelay({}, async (world) => {
      for (let time = 0; time < 3; time += 1) {
        expect((await world.webhook(UNIT_A, { name: 'SOMETHING', isNew: true })).status).toBe(200);
      }
      await until(() => world.alerts.length > 0, 'the alert');
      expect(world.alerts).toMatchObject([{ kind: 'webhookNotUnderstood' }]);
    });
  });
});
