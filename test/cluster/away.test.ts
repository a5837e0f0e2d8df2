import { expect, test } from 'vitest';
import { availabilityText } from '../../src/relay/machines/availability-texts.ts';
import { ONE, TWO, until, withCluster, type ClusterWorld } from './cluster-world.ts';

const AWAY = availabilityText('outOfOrder', 'NO');

function shown({ vipps }: ClusterWorld, machineId: string): string | undefined {
  return vipps.listQrs().find(({ merchantQrId }) => merchantQrId === machineId)
    ?.locationDescription;
}

test('no process tells that a machine of another one is away, until that one is dead', async () => {
  const presence = { presence: { afterSeconds: 1 } };
  await withCluster(async (world) => {
    const a = await world.start();
    expect(typeof (await world.connect(a, ONE))).toBe('object');
    await world.start();
    // Somebody has looked for machines that are away, more than once.
    await until(() => shown(world, TWO) === AWAY, 'the text of the one that never came');
    expect(shown(world, ONE)).not.toBe(AWAY);
    await a.kill();
    await until(() => shown(world, ONE) === AWAY, 'the text of the one whose relay died');
  }, presence);
}, 120_000);

test('a machine that moves to another process is not away in the list of machines', async () => {
  await withCluster(async (world) => {
    const [a, b] = [await world.start(), await world.start()];
    const before = await world.connect(a, ONE);
    if (typeof before === 'number') throw new Error('Refused.');
    before.freeze();
    expect(typeof (await world.connect(b, ONE))).toBe('object');
    await until(() => before.closedWith() !== undefined, 'the end of the old link');
    const isKnown = async () => (await b.store.fleet.find(ONE)) !== undefined;
    await until(isKnown, 'its status');
    // Whatever still waited there is written now.
    await a.stop();
    expect(await b.store.fleet.find(ONE)).toMatchObject({ isConnected: true });
  });
}, 120_000);
