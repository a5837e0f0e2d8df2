import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createStage, MACHINE, until, type Driver, type Stage } from '../support/stage.ts';

let stage: Stage | undefined;
let cable: ChildProcess | undefined;

afterEach(async () => {
  await stage?.close();
  stage = undefined;
  cable?.kill();
});

/** A tty that leads to the machine for as long as it is plugged in: unplugged, the pty itself is gone. */
function usbCable(machinePort: () => string): {
  readonly path: string;
  plugIn(): Promise<void>;
  unplug(): Promise<void>;
} {
  const path = join(mkdtempSync(join(tmpdir(), 'vendskap-pty-')), 'kiosk');
  return {
    path,
    plugIn: async () => {
      cable = spawn('socat', [`pty,rawer,link=${path}`, `tcp:127.0.0.1:${machinePort()}`]);
      await until('the tty', () => Promise.resolve(existsSync(path) ? true : undefined));
    },
    unplug: async () => {
      if (cable?.exitCode !== null || cable.signalCode !== null) return;
      const gone = once(cable, 'exit');
      cable.kill('SIGKILL');
      await gone;
    },
  };
}

describe.each<Driver>(['qibixx', 'xy'])('the cable is pulled during a sale (%s)', (driver) => {
  it('costs the customer nothing that did not drop, and the machine comes back by itself', async () => {
    const on = await createStage({ driver, vendMs: 1_200, kioskPath: (port) => usb(port).path });
    stage = on;
    await plug().plugIn();
    const kiosk = await on.startKiosk();
    const { statusPort } = kiosk;
    await on.readyStatus(statusPort);

    async function pulledAt(
      step: (reference: string) => Promise<void>,
      sold: Readonly<Record<string, unknown>>,
    ): Promise<void> {
      const before = (await on.sales()).length;
      const scanned = await on.control<{ status: number }>('scan', { qr: MACHINE });
      expect(scanned.status).toBe(200);
      await step(await on.pendingReference());
      await plug().unplug();
      const sale = await until('the sale to be settled', async () => {
        const sales = await on.sales();
        const last = sales.at(-1);
        return sales.length > before && last?.state === 'settled' ? last : undefined;
      });
      expect(sale).toMatchObject(sold);
      expect(sale.captured + sale.released).toBe(sale.reserved);
      const refused = await on.control<{ status: number }>('scan', { qr: MACHINE });
      expect(refused.status).toBe(503);
      await plug().plugIn();
      await on.readyStatus(statusPort);
    }
    const inState = (state: string): Promise<boolean> =>
      until(state, async () => {
        const { sale } = await on.status(statusPort);
        return sale?.state === state ? true : undefined;
      });
    const approve = (reference: string): Promise<unknown> => on.control('approve', { reference });

    await pulledAt(
      async (reference) => {
        await plug().unplug();
        await until('the loss to be seen', async () => {
          const { links } = await on.status(statusPort);
          return links.hardware === 'down' ? true : undefined;
        });
        await approve(reference);
      },
      { outcome: 'machineNotReady', captured: 0 },
    );
    await pulledAt(
      async (reference) => {
        await approve(reference);
        await inState('offering');
      },
      { outcome: 'machineNotReady', captured: 0 },
    );
    await pulledAt(
      async (reference) => {
        await approve(reference);
        await on.choose(statusPort, 'B1');
        await on.machineState('vending');
      },
      { outcome: 'unknownReleased', captured: 0 },
    );
    await pulledAt(
      async (reference) => {
        await approve(reference);
        await on.choose(statusPort, 'A2');
        await until('the money to be taken', async () => {
          const sale = (await on.sales()).at(-1);
          return (sale?.captured ?? 0) > 0 ? true : undefined;
        });
      },
      { outcome: 'sold', captured: 2000 },
    );
    expect(await kiosk.stop()).toBe(0);
  });
});

let plugged: ReturnType<typeof usbCable> | undefined;

function usb(port: string): ReturnType<typeof usbCable> {
  plugged = usbCable(() => port);
  return plugged;
}

function plug(): ReturnType<typeof usbCable> {
  if (plugged === undefined) throw new Error('no cable');
  return plugged;
}
