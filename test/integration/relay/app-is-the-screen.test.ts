import { expect, test } from 'vitest';
import { availabilityText } from '../../../src/relay/machines/availability-texts.ts';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { MACHINE_A, withRelay, type MachineClient, type RelayWorld } from './relay-world.ts';

const HERE = `Hall of ${MACHINE_A}`;
const ON = { presence: { afterSeconds: 120, tellReadiness: true } } as const;
const SOLD_OUT = availabilityText('soldOut', 'NO');

function shown(world: RelayWorld): string | undefined {
  return world.vipps.listQrs().find(({ merchantQrId }) => merchantQrId === MACHINE_A)
    ?.locationDescription;
}

/** What was asked of Vipps about the QR of this machine. */
function calls(world: RelayWorld): readonly string[] {
  return world.vipps
    .listCalls()
    .filter(({ operation, path }) => operation === 'qr' && path.endsWith(MACHINE_A))
    .map(({ method }) => method);
}

async function shows(world: RelayWorld, text: string): Promise<void> {
  await until(() => shown(world) === text, text);
}

let beats = 0;
/** A machine at the pace of the relay: the link stands 80 s without another word. */
async function says(machine: MachineClient, ...reasons: readonly string[]): Promise<void> {
  beats += 1;
  const id = beats;
  const state = reasons.length === 0 ? 'ready' : 'notReady';
  machine.send({ type: 'heartbeat', id, state, reasons, nextWithinSeconds: 60 });
  await until(() => machine.heard.some((frame) => frame['id'] === id), 'the answer');
}

test('until the operator switches it on, only who is away is told', async () => {
  await withRelay({ presence: { afterSeconds: 120 } }, async (world) => {
    const machine = await world.connect(MACHINE_A);
    const before = calls(world).length;
    for (let minute = 0; minute < 5; minute += 1) {
      await says(machine, 'nothing-sellable');
      await world.pass(60_000);
    }
    expect(calls(world)).toHaveLength(before);
    expect(shown(world)).toBe(HERE);
  });
});

test.each([
  [['nothing-sellable'], 'soldOut'],
  [['nothing-sellable', 'quiet-hours'], 'closedNow'],
  [['hardware-down', 'nothing-sellable'], 'outOfOrder'],
  [['service-mode', 'machine-fault', 'door-open'], 'inService'],
] as const)('%j is told after a minute, and taken back at once', async (reasons, text) => {
  await withRelay(ON, async (world) => {
    const machine = await world.connect(MACHINE_A);
    await says(machine, ...reasons);
    await world.pass(59_000);
    expect(shown(world)).toBe(HERE);
    await says(machine, ...reasons);
    await world.pass(1_000);
    await shows(world, availabilityText(text, 'NO'));
    await says(machine);
    await shows(world, HERE);
    expect(calls(world)).not.toContain('DELETE');
  });
});

test('what lasts a moment, and what no customer needs to know, changes nothing', async () => {
  await withRelay(ON, async (world) => {
    const machine = await world.connect(MACHINE_A);
    const before = calls(world).length;
    for (const reason of ['door-open', 'machine-not-enabled', 'service-mode']) {
      await says(machine, reason);
      await world.pass(30_000);
      await says(machine);
    }
    for (const reason of ['stopping', 'select-first', 'of-a-newer-kiosk']) {
      await says(machine, reason);
      await world.pass(70_000);
    }
    expect(calls(world)).toHaveLength(before);
  });
});

test('a restart of the relay changes nothing, and takes back what is over', async () => {
  await withRelay(ON, async (world) => {
    const machine = await world.connect(MACHINE_A);
    await says(machine, 'nothing-sellable');
    await world.pass(60_000);
    await shows(world, SOLD_OUT);
    await world.restart();
    const before = calls(world).length;
    const again = await world.connect(MACHINE_A);
    await world.pass(1_000);
    await says(again, 'nothing-sellable');
    await world.pass(70_000);
    expect(shown(world)).toBe(SOLD_OUT);
    expect(calls(world)).toHaveLength(before);
    await says(again);
    await shows(world, HERE);
  });
});

test('who goes away sold out is out of order, and sold out when it is back', async () => {
  await withRelay(ON, async (world) => {
    const machine = await world.connect(MACHINE_A);
    await says(machine, 'nothing-sellable');
    await world.pass(60_000);
    await shows(world, SOLD_OUT);
    await machine.close();
    const isGone = (): boolean =>
      world.log.entries.some(({ event }) => event === 'relay.machine-disconnected');
    await until(isGone, 'the end');
    await world.pass(120_000);
    await shows(world, availabilityText('outOfOrder', 'NO'));
    await world.connect(MACHINE_A);
    await shows(world, SOLD_OUT);
  });
});
