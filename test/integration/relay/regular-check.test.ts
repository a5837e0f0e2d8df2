import { ok } from '#core/base/result.ts';
import { expect, it } from 'vitest';
import type { RelayDeps } from '../../../src/relay/relay.ts';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { MACHINE_A, UNIT_A, UNIT_B, withRelay, type RelayWorld } from './relay-world.ts';

const SOON_MS = 15_000;
const DAY_MS = 24 * 3_600_000;

/** A computer on which all is well. */
const check: NonNullable<RelayDeps['check']> = {
  surroundings: {
    isClockSynchronized: () => Promise.resolve(true),
    addressesOf: () => Promise.resolve(ok(['192.0.2.7'])),
    certificateOf: () => Promise.resolve(ok({ validUntilMs: 8e12, fault: undefined })),
  },
  exposedFiles: [],
};
const production = { environment: 'production' } as const;

function lines(world: RelayWorld, id: string): readonly Readonly<Record<string, unknown>>[] {
  return world.log.entries.filter((line) => line.event === id).map(({ fields }) => ({ ...fields }));
}

async function checked(world: RelayWorld, times: number): Promise<void> {
  const isDone = (): boolean => lines(world, 'relay.check-done').length >= times;
  await until(isDone, `check ${String(times)}`);
}

function alerts(world: RelayWorld): readonly unknown[] {
  return world.alerts.filter(({ kind }) => kind === 'needsFixing');
}

it('a relay in production tells the operator once a day what must be fixed, each check by itself', async () => {
  await withRelay({ unit: production, check }, async (world) => {
    world.vipps.changeQr(MACHINE_A, undefined);
    world.vipps.setSalesUnitFile(UNIT_B, { captureType: 'DirectCapture' });
    await world.pass(SOON_MS);
    await checked(world, 1);
    await until(() => alerts(world).length >= 2, 'the alerts');
    expect(alerts(world)).toEqual([
      expect.objectContaining({
        machineId: `unit:${UNIT_A}`,
        text: expect.stringMatching(
          /^Sales unit 123456: .* put right\. Vipps has no QR for the machine “vm-a”.*\. Run relay -- check/,
        ),
      }),
      expect.objectContaining({
        machineId: `unit:${UNIT_B}`,
        text: expect.stringContaining('“DirectCapture”: ask Vipps for ReserveCapture'),
      }),
    ]);
    expect(lines(world, 'relay.check-must-fix')).toEqual([
      expect.objectContaining({ check: 'qr', merchantSerialNumber: UNIT_A, machineId: MACHINE_A }),
      expect.objectContaining({ check: 'unit.captureType', merchantSerialNumber: UNIT_B }),
    ]);

    // A restart on the same day looks again, and nobody hears it twice.
    await world.restart();
    await world.pass(SOON_MS);
    await checked(world, 2);
    await world.pass(60_000);
    expect(alerts(world)).toHaveLength(2);

    await world.pass(DAY_MS);
    await checked(world, 3);
    await until(() => alerts(world).length >= 4, 'the alerts of the next day');
    expect(alerts(world)).toHaveLength(4);
  });
});

it('what concerns the whole relay is told too, a certificate in time', async () => {
  const surroundings = {
    ...check.surroundings,
    // The clock of the test begins on 1 January 2026.
    certificateOf: () =>
      Promise.resolve(ok({ validUntilMs: Date.UTC(2026, 0, 16), fault: undefined })),
  };
  await withRelay({ unit: production, check: { ...check, surroundings } }, async (world) => {
    const publicUrl = world.url.replace('http:', 'https:');
    await world.restart({ publicUrl });
    await world.pass(SOON_MS);
    await until(() => alerts(world).length >= 2, 'the alerts');
    expect(alerts(world)).toEqual([
      expect.objectContaining({
        machineId: 'relay:',
        text: expect.stringMatching(/valid for 14 more days/),
      }),
      expect.objectContaining({
        machineId: 'relay:',
        location: 'Relay',
        text: expect.stringMatching(/^Relay: .*Nothing answers at https:/),
      }),
    ]);
  });
});

it('in the test environment it looks once and writes to the log; nobody is told', async () => {
  await withRelay({ check }, async (world) => {
    world.vipps.changeQr(MACHINE_A, undefined);
    await world.pass(SOON_MS);
    await checked(world, 1);
    await world.pass(2 * DAY_MS);
    expect(lines(world, 'relay.check-done')).toEqual([{ mustFix: 1, warnings: 0 }]);
    expect(lines(world, 'relay.check-must-fix')).toHaveLength(1);
    expect(alerts(world)).toEqual([]);
  });
});

it('a Vipps that answers nothing holds up neither the start, nor a sale, nor the end', async () => {
  await withRelay({ unit: production, check }, async (world) => {
    await world.connect(MACHINE_A);
    world.vipps.setBehaviour('hang', { operation: 'token' });
    world.vipps.setBehaviour('hang', { operation: 'webhooks' });
    await world.pass(SOON_MS);
    const scanned = await world.vipps.scan(MACHINE_A);
    expect(scanned.status).toBe(200);
    expect(lines(world, 'relay.check-done')).toEqual([]);
    // New calls are answered; those of the check are still held when the relay ends.
    world.vipps.clearBehaviour();
    await world.restart();
    expect(lines(world, 'relay.check-failed')).toEqual([]);
  });
});

it('metrics say what was found last, and when', async () => {
  await withRelay({ unit: production, check }, async (world) => {
    const metrics = async (): Promise<string> =>
      (await fetch(`${world.adminUrl()}/metrics`)).text();
    expect(await metrics()).toContain('vendskap_relay_check_finished_seconds 0\n');
    world.vipps.changeQr(MACHINE_A, undefined);
    await world.pass(SOON_MS);
    await checked(world, 1);
    const text = await metrics();
    expect(text).toContain('vendskap_relay_check_state{check="qr",sales_unit="123456"} 2\n');
    expect(text).toContain('vendskap_relay_check_state{check="token",sales_unit="654321"} 0\n');
    expect(text).toContain('vendskap_relay_check_state{check="certificate",sales_unit=""} -1\n');
    expect(text).toMatch(/vendskap_relay_check_finished_seconds 17672688\d\d/);
  });
});
