import { expect, test } from 'vitest';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { answerOf, MACHINE_A, MACHINE_B, withRelay, type RelayWorld } from './relay-world.ts';

async function metrics(world: RelayWorld): Promise<readonly string[]> {
  const { body } = await answerOf(await fetch(`${world.adminUrl()}/metrics`));
  return String(body).split('\n');
}

test('what machines tell is kept over a restart of the relay, and counted in its metrics', async () => {
  await withRelay({}, async (world) => {
    const [one, two] = [await world.connect(MACHINE_A), await world.connect(MACHINE_B)];
    one.send({ type: 'heartbeat', id: 1, state: 'ready', reasons: [], roundTripMs: 40 });
    const reasons = ['door-open', 'made-up-by-a-stranger'];
    const faults = ['motorJam'];
    two.send({ type: 'heartbeat', id: 1, state: 'notReady', reasons, faults, driver: 'xy' });
    await until(() => two.heard.some(({ type }) => type === 'heartbeatAck'), 'the answers');
    await until(() => one.heard.some(({ type }) => type === 'heartbeatAck'), 'the answers');
    expect(await metrics(world)).toEqual(
      expect.arrayContaining([
        'vendskap_relay_machines{state="ready"} 1',
        'vendskap_relay_machines{state="notReady"} 1',
        'vendskap_relay_machines_not_ready{reason="door-open"} 1',
        'vendskap_relay_machines_not_ready{reason="other"} 1',
        'vendskap_relay_machines_with_fault{fault="motorJam"} 1',
        'vendskap_relay_machines_by_version{software="test"} 2',
        'vendskap_relay_link_round_trip_ms{quantile="0.5"} 40',
        'vendskap_relay_machine_connects_total 2',
      ]),
    );
    await world.restart();
    expect(await world.store.fleet.list()).toMatchObject([
      { machineId: MACHINE_A, isConnected: false, state: 'ready', roundTripMs: 40 },
      { machineId: MACHINE_B, isConnected: false, reasons, faults, driver: 'xy', connects: 1 },
    ]);
    expect((await world.store.fleet.history(MACHINE_B, 9)).map((was) => was.isConnected)).toEqual([
      false,
    ]);
  });
});
