import { LOCATION_PATH } from '#contract/relay/messages.ts';
import { expect, test } from 'vitest';
import { availabilityText } from '../../../src/relay/machines/availability-texts.ts';
import { until } from '../../unit/main/gateway/stand-in-relay.ts';
import { MACHINE_A, withRelay, type MachineClient, type RelayWorld } from './relay-world.ts';

const HERE = `Hall of ${MACHINE_A}`;
const AWAY = availabilityText('outOfOrder', 'NO');
const ON = { presence: { afterSeconds: 120 } } as const;

function shown(world: RelayWorld): string | undefined {
  return world.vipps.listQrs().find(({ merchantQrId }) => merchantQrId === MACHINE_A)
    ?.locationDescription;
}

function puts(world: RelayWorld): number {
  return world.vipps.listCalls().filter(({ operation, method, path }) => {
    return operation === 'qr' && method === 'PUT' && path.endsWith(MACHINE_A);
  }).length;
}

async function shows(world: RelayWorld, text: string): Promise<void> {
  await until(() => shown(world) === text, text);
}

async function goesAway(world: RelayWorld, machine: MachineClient): Promise<void> {
  const gone = (): number =>
    world.log.entries.filter(({ event }) => event === 'relay.machine-disconnected').length;
  const before = gone();
  await machine.close();
  await until(() => gone() > before, 'the end');
  await world.pass(0);
}

let beats = 0;
function beat(machine: MachineClient, reasons: readonly string[]): void {
  beats += 1;
  const state = reasons.length === 0 ? 'ready' : 'notReady';
  machine.send({ type: 'heartbeat', id: beats, state, reasons });
}

test('after two minutes away the text says so, and takes it back when the machine returns', async () => {
  await withRelay(ON, async (world) => {
    await goesAway(world, await world.connect(MACHINE_A));
    await world.pass(119_000);
    expect(shown(world)).toBe(HERE);
    await world.pass(1_000);
    await shows(world, AWAY);
    await world.connect(MACHINE_A);
    await shows(world, HERE);
  });
});

test.each([
  ['beats every 10 s', {}],
  ['follows the pace of the relay', { nextWithinSeconds: 60 }],
])(
  'a machine that %s and loses its power: two and a half minutes after its last word',
  async (_how, pace) => {
    await withRelay(ON, async (world) => {
      const machine = await world.connect(MACHINE_A);
      machine.send({ type: 'heartbeat', id: 1, state: 'ready', reasons: [], ...pace });
      await until(() => machine.heard.some(({ type }) => type === 'heartbeatAck'), 'the answer');
      await world.pass(149_000);
      expect(shown(world)).toBe(HERE);
      await world.pass(1_000);
      await shows(world, AWAY);
    });
  },
);

test('a machine that is away for less changes nothing', async () => {
  await withRelay(ON, async (world) => {
    const before = puts(world);
    for (let time = 0; time < 3; time += 1) {
      await goesAway(world, await world.connect(MACHINE_A));
      await world.pass(60_000);
    }
    await world.connect(MACHINE_A);
    await world.pass(60_000);
    expect(puts(world)).toBe(before);
  });
});

test('a restart of the relay does not forget that it told a machine away', async () => {
  await withRelay(ON, async (world) => {
    await goesAway(world, await world.connect(MACHINE_A));
    await world.pass(120_000);
    await shows(world, AWAY);
    await world.restart();
    await world.connect(MACHINE_A);
    await shows(world, HERE);
  });
});

test('a machine that does not come back after a restart of the relay is told away', async () => {
  await withRelay(ON, async (world) => {
    await world.connect(MACHINE_A);
    await world.restart();
    expect(shown(world)).toBe(HERE);
    await world.pass(120_000);
    await shows(world, AWAY);
  });
});

test('a machine that returns while the change is on its way does not stay out of order', async () => {
  await withRelay(ON, async (world) => {
    await goesAway(world, await world.connect(MACHINE_A));
    world.vipps.setBehaviour('slow', { operation: 'qr', afterMs: 3_000, times: 1 });
    await world.pass(120_000);
    const machine = await world.connect(MACHINE_A);
    beat(machine, []);
    expect(shown(world)).toBe(HERE);
    await world.pass(3_000);
    await until(() => puts(world) >= 3, 'both changes');
    await shows(world, HERE);
    await world.pass(60_000);
    expect(shown(world)).toBe(HERE);
  });
});

test('what ended between the question and the answer is put right after a restart', async () => {
  await withRelay(ON, async (world) => {
    await world.connect(MACHINE_A);
    await world.store.qrTexts.save(MACHINE_A, { text: AWAY, isConfirmed: false });
    const before = puts(world);
    await world.restart();
    await world.connect(MACHINE_A);
    await until(() => puts(world) > before, 'the change');
    await shows(world, HERE);
    await until(() => world.log.entries.some(isChanged), 'the note');
    expect(await world.store.qrTexts.find(MACHINE_A)).toEqual({ text: HERE, isConfirmed: true });
  });
});

function isChanged({ event }: RelayWorld['log']['entries'][number]): boolean {
  return event === 'relay.qr-text-changed';
}

test('Vipps refuses: tried again', async () => {
  await withRelay(ON, async (world) => {
    await goesAway(world, await world.connect(MACHINE_A));
    world.vipps.setBehaviour('status-500', { operation: 'qr', times: 2 });
    await world.pass(120_000);
    await until(() => world.log.entries.some(isRefused), 'the refusal');
    await world.pass(30_000);
    await until(() => world.log.entries.filter(isRefused).length === 2, 'the second refusal');
    await world.pass(60_000);
    await shows(world, AWAY);
  });
});

function isRefused({ event }: RelayWorld['log']['entries'][number]): boolean {
  return event === 'relay.qr-text-not-changed';
}

test('a machine that pauses its scans says so, and takes it back', async () => {
  await withRelay(ON, async (world) => {
    const machine = await world.connect(MACHINE_A);
    beat(machine, ['scan-pause']);
    await shows(world, availabilityText('shortPause', 'NO'));
    beat(machine, []);
    await shows(world, HERE);
  });
});

test('one that pauses a hundred times in five minutes does not reach Vipps a hundred times, and ends right', async () => {
  await withRelay(ON, async (world) => {
    const before = puts(world);
    const machine = await world.connect(MACHINE_A);
    for (let time = 0; time < 100; time += 1) {
      beat(machine, time % 2 === 0 ? ['scan-pause'] : []);
      await world.pass(3_000);
    }
    expect(puts(world) - before).toBeLessThanOrEqual(4 + 10 + 1);
    beat(machine, ['scan-pause']);
    beat(machine, []);
    await world.pass(120_000);
    await shows(world, HERE);
  });
});

test('a place changed during a pause is shown after it, and the pause stays till then', async () => {
  await withRelay(ON, async (world) => {
    const machine = await world.connect(MACHINE_A);
    beat(machine, ['scan-pause']);
    await shows(world, availabilityText('shortPause', 'NO'));
    const answer = await fetch(world.url + LOCATION_PATH, {
      method: 'PUT',
      headers: {
        authorization: `Bearer ${world.credential(MACHINE_A)}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify({ location: 'Hall B' }),
    });
    expect(answer.status).toBe(200);
    await shows(world, availabilityText('shortPause', 'NO'));
    beat(machine, []);
    await shows(world, 'Hall B');
  });
});
